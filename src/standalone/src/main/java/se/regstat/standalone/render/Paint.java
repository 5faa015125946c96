package se.regstat.standalone.render;

/** What an area is filled with: a colour, or a tile repeated from the image's corner. */
final class Paint {

    private final int color;
    private final int[] tile;
    private final int tileWidth;

    private Paint(int color, int[] tile, int tileWidth) {
        this.color = color;
        this.tile = tile;
        this.tileWidth = tileWidth;
    }

    static Paint of(int premultiplied) {
        return new Paint(premultiplied, null, 0);
    }

    /** @param premultiplied a square, row by row */
    static Paint tiled(int[] premultiplied, int size) {
        return new Paint(0, premultiplied, size);
    }

    void span(Pixels pixels, int y, int from, int to) {
        int row = y * pixels.width;
        int[] argb = pixels.argb;
        if (tile != null) {
            int tileRow = y % tileWidth * tileWidth;
            for (int x = from; x < to; x++) {
                argb[row + x] = Pixels.over(tile[tileRow + x % tileWidth], argb[row + x]);
            }
        } else if (color >>> 24 == 255) {
            for (int i = row + from; i < row + to; i++) argb[i] = color;
        } else {
            for (int i = row + from; i < row + to; i++) argb[i] = Pixels.over(color, argb[i]);
        }
    }
}
