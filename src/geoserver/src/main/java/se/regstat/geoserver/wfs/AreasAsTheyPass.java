package se.regstat.geoserver.wfs;

import static se.regstat.statistics.text.Utf8Sink.encode;

import java.io.IOException;
import java.io.OutputStream;
import java.util.ArrayDeque;
import java.util.Queue;
import org.locationtech.jts.geom.CoordinateSequence;
import org.locationtech.jts.geom.CoordinateSequenceFilter;
import org.locationtech.jts.geom.MultiPolygon;
import se.regstat.statistics.format.GeoJsonWriter;
import se.regstat.statistics.text.Utf8Sink;

/**
 * A document of GeoJSON in UTF-8 on its way, whose empty areas become those that wait here, in turn. Texts in the document cannot be taken for
 * areas, as quotes in them are escaped. Not thread-safe.
 */
final class AreasAsTheyPass extends OutputStream {

    /** What comes just before the coordinates of an area, and its end, where nothing lies between. */
    private static final byte[] EMPTY = encode("\"coordinates\":[]");

    /** Up to here GeoServer rounds to eight decimals. No coordinate of the earth in metres or degrees is as large. */
    private static final double LARGEST = 6e7;

    private final Utf8Sink out;
    private final int decimals;
    private final Queue<MultiPolygon> waiting = new ArrayDeque<>();

    /** How many bytes of {@link #EMPTY} were the last ones. */
    private int seen;

    AreasAsTheyPass(OutputStream out, int decimals) {
        this.out = new Utf8Sink(out);
        this.decimals = decimals;
    }

    /**
     * Takes an area that will be empty in the document.
     *
     * @param northFirst whether its x is northing or latitude
     * @return false if its coordinates are not such as can be written here
     */
    boolean willWrite(MultiPolygon area, boolean northFirst) {
        MultiPolygon copy = (MultiPolygon) area.copy();
        AsGeoServerRounds rounding = new AsGeoServerRounds(decimals, northFirst);
        copy.apply(rounding);
        return rounding.possible && waiting.add(copy);
    }

    @Override
    public void write(int b) throws IOException {
        write(new byte[] {(byte) b}, 0, 1);
    }

    @Override
    public void write(byte[] bytes, int from, int length) throws IOException {
        int written = from;
        for (int i = from; i < from + length; i++) {
            if (bytes[i] != EMPTY[seen]) {
                seen = bytes[i] == EMPTY[0] ? 1 : 0;
            } else if (++seen == EMPTY.length) {
                out.write(bytes, written, i - written);
                written = i;
                coordinates(waiting.remove());
                seen = 0;
            }
        }
        out.write(bytes, written, from + length - written);
    }

    private void coordinates(MultiPolygon area) throws IOException {
        for (int i = 0; i < area.getNumGeometries(); i++) {
            if (i > 0) out.write(',');
            GeoJsonWriter.coordinates(area.getGeometryN(i), decimals, out);
        }
    }

    /** The document is whole. @throws IllegalStateException if it has fewer areas than were to come */
    void finish() throws IOException {
        if (!waiting.isEmpty()) throw new IllegalStateException(waiting.size() + " areas are missing in GeoJSON");
        out.finish();
    }

    /** Halves go up, and what is half is said by the product, not by the number itself. */
    private static final class AsGeoServerRounds implements CoordinateSequenceFilter {
        private final double scale;
        private final boolean northFirst;
        private boolean possible = true;

        AsGeoServerRounds(int decimals, boolean northFirst) {
            this.scale = Math.pow(10, decimals);
            this.northFirst = northFirst;
        }

        @Override
        public void filter(CoordinateSequence points, int i) {
            double x = points.getX(i);
            double y = points.getY(i);
            possible &= Math.abs(x) < LARGEST && Math.abs(y) < LARGEST && Double.isNaN(points.getZ(i));
            points.setOrdinate(i, CoordinateSequence.X, rounded(northFirst ? y : x));
            points.setOrdinate(i, CoordinateSequence.Y, rounded(northFirst ? x : y));
        }

        private double rounded(double value) {
            return Math.floor(value * scale + 0.5) / scale;
        }

        @Override
        public boolean isDone() {
            return !possible;
        }

        @Override
        public boolean isGeometryChanged() {
            return false;
        }
    }
}
