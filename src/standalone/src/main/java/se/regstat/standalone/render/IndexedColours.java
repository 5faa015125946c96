package se.regstat.standalone.render;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The colours of an 8-bit image.
 *
 * <ul>
 *   <li>An image with at most 256 colours keeps every one exactly.
 *   <li>Of others the colours are gathered into 256 boxes by median cut (Heckbert 1982), each box becoming the mean of its pixels. A
 *       class's fill, which covers many pixels, so keeps its colour to within a step or two.
 * </ul>
 */
final class IndexedColours {

    private static final int MOST = 256;

    private final int[] colors;

    /** From an image's colour (premultiplied) to its place in the palette. */
    private final Map<Integer, Integer> places;

    private IndexedColours(int[] colors, Map<Integer, Integer> places) {
        this.colors = colors;
        this.places = places;
    }

    int size() {
        return colors.length;
    }

    /** Not premultiplied ARGB. */
    int[] colors() {
        return colors.clone();
    }

    static IndexedColours of(int[] premultiplied) {
        Map<Integer, int[]> counts = new HashMap<>();
        int last = 0;
        int[] lastCount = null;
        for (int pixel : premultiplied) {
            if (lastCount == null || pixel != last) {
                lastCount = counts.computeIfAbsent(pixel, p -> new int[1]);
                last = pixel;
            }
            lastCount[0]++;
        }
        List<Entry> entries = new ArrayList<>();
        counts.forEach((pixel, count) -> entries.add(new Entry(pixel, straight(pixel), count[0])));
        List<List<Entry>> boxes = boxes(entries);
        int[] colors = new int[boxes.size()];
        Map<Integer, Integer> places = new HashMap<>();
        for (int i = 0; i < colors.length; i++) {
            colors[i] = mean(boxes.get(i));
            for (Entry e : boxes.get(i)) places.put(e.pixel, i);
        }
        return new IndexedColours(colors, places);
    }

    void map(int[] premultiplied, byte[] indexes) {
        int last = 0;
        byte lastPlace = 0;
        for (int i = 0; i < premultiplied.length; i++) {
            if (i == 0 || premultiplied[i] != last) {
                last = premultiplied[i];
                lastPlace = places.get(last).byteValue();
            }
            indexes[i] = lastPlace;
        }
    }

    private record Entry(int pixel, int argb, int count) {
        int channel(int shift) {
            return argb >>> shift & 255;
        }
    }

    private static int straight(int premultiplied) {
        int a = premultiplied >>> 24;
        if (a == 255 || a == 0) return premultiplied;
        int result = a << 24;
        for (int shift = 0; shift <= 16; shift += 8) {
            result |= Math.min(255, ((premultiplied >>> shift & 255) * 255 + a / 2) / a) << shift;
        }
        return result;
    }

    private static List<List<Entry>> boxes(List<Entry> entries) {
        List<List<Entry>> boxes = new ArrayList<>();
        if (entries.size() <= MOST) {
            for (Entry e : entries) boxes.add(List.of(e));
            return boxes;
        }
        boxes.add(entries);
        while (boxes.size() < MOST) {
            List<Entry> widest = boxes.stream()
                    .filter(b -> b.size() > 1)
                    .max(Comparator.comparingDouble(IndexedColours::spread))
                    .orElseThrow();
            int shift = widestChannel(widest);
            List<Entry> sorted = new ArrayList<>(widest);
            sorted.sort(Comparator.comparingInt(e -> e.channel(shift)));
            long half = sorted.stream().mapToLong(Entry::count).sum() / 2;
            int cut = 1;
            long before = sorted.get(0).count;
            while (cut < sorted.size() - 1 && before + sorted.get(cut).count <= half) {
                before += sorted.get(cut).count;
                cut++;
            }
            boxes.remove(widest);
            boxes.add(sorted.subList(0, cut));
            boxes.add(sorted.subList(cut, sorted.size()));
        }
        return boxes;
    }

    /** How much a box would gain from being cut: its extent, more so where many pixels are in it. */
    private static double spread(List<Entry> box) {
        int range = range(box, widestChannel(box));
        long pixels = box.stream().mapToLong(Entry::count).sum();
        return range * Math.sqrt((double) pixels);
    }

    private static int widestChannel(List<Entry> box) {
        int widest = 0;
        for (int shift : new int[] {8, 16, 24}) {
            if (range(box, shift) > range(box, widest)) widest = shift;
        }
        return widest;
    }

    private static int range(List<Entry> box, int shift) {
        int min = 255;
        int max = 0;
        for (Entry e : box) {
            min = Math.min(min, e.channel(shift));
            max = Math.max(max, e.channel(shift));
        }
        return max - min;
    }

    private static int mean(List<Entry> box) {
        long[] sums = new long[4];
        long pixels = 0;
        for (Entry e : box) {
            for (int c = 0; c < 4; c++) sums[c] += (long) e.channel(8 * c) * e.count;
            pixels += e.count;
        }
        int argb = 0;
        for (int c = 0; c < 4; c++) argb |= ((int) ((sums[c] + pixels / 2) / pixels)) << (8 * c);
        return argb;
    }

    @Override
    public String toString() {
        return Arrays.toString(colors);
    }
}
