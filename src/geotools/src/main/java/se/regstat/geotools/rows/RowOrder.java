package se.regstat.geotools.rows;

import java.sql.Timestamp;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.SortedMap;
import java.util.TreeSet;
import java.util.stream.IntStream;
import org.locationtech.jts.geom.Envelope;
import se.regstat.statistics.division.Area;
import se.regstat.statistics.snapshot.VintageAreas;

/**
 * Which area each row of a layer shows, and in which year: rows are in the order of codes and then of years. Layers of the
 * same areas in the same years share one. Immutable and thread-safe.
 */
public final class RowOrder {

    private final List<Slice> slices;
    private final byte[] sliceOfRow;
    private final int[] areaOfRow;

    private RowOrder(List<Slice> slices, byte[] sliceOfRow, int[] areaOfRow) {
        this.slices = List.copyOf(slices);
        this.sliceOfRow = sliceOfRow;
        this.areaOfRow = areaOfRow;
    }

    /** A row for every area of a vintage, in its order. */
    public static RowOrder of(VintageAreas areas) {
        int[] rows = IntStream.range(0, areas.areas().size()).toArray();
        return new RowOrder(List.of(new Slice(0, OptionalInt.empty(), areas, rows)), new byte[rows.length], rows);
    }

    /** A row for every area and year, of the vintage that is valid in that year. */
    public static RowOrder of(SortedMap<Integer, VintageAreas> years) {
        if (years.size() > Byte.MAX_VALUE) {
            throw new IllegalArgumentException(years.size() + " years are more than a layer can show");
        }
        TreeSet<String> codes = new TreeSet<>();
        Map<VintageAreas, int[]> ranks = new HashMap<>();
        years.values().forEach(vintage -> vintage.areas().forEach(area -> codes.add(area.code())));
        Map<String, Integer> rankOfCode = new HashMap<>(2 * codes.size());
        for (String code : codes) rankOfCode.put(code, rankOfCode.size());
        int[] next = new int[codes.size() + 1];
        for (VintageAreas vintage : years.values()) {
            int[] rank = ranks.computeIfAbsent(vintage, v -> v.areas().stream()
                    .mapToInt(area -> rankOfCode.get(area.code()))
                    .toArray());
            for (int r : rank) next[r + 1]++;
        }
        Arrays.parallelPrefix(next, Integer::sum);
        int size = next[codes.size()];
        byte[] sliceOfRow = new byte[size];
        int[] areaOfRow = new int[size];
        List<Slice> slices = new ArrayList<>();
        years.forEach((year, vintage) -> {
            int[] rowOfArea = ranks.get(vintage).clone();
            for (int area = 0; area < rowOfArea.length; area++) {
                int row = next[rowOfArea[area]]++;
                sliceOfRow[row] = (byte) slices.size();
                areaOfRow[row] = area;
                rowOfArea[area] = row;
            }
            slices.add(new Slice(slices.size(), OptionalInt.of(year), vintage, rowOfArea));
        });
        return new RowOrder(slices, sliceOfRow, areaOfRow);
    }

    /** How many rows. */
    public int size() {
        return areaOfRow.length;
    }

    /** One per year, ascending; just one if the layer has no years. */
    public List<Slice> slices() {
        return slices;
    }

    /** The year's rows that the row is one of. */
    public Slice slice(int row) {
        return slices.get(sliceOfRow[row]);
    }

    /** The number of the row's area in the vintage of its slice. */
    public int area(int row) {
        return areaOfRow[row];
    }

    /** The area that the row shows. */
    public Area areaOf(int row) {
        return slice(row).areas().areas().get(areaOfRow[row]);
    }

    /** Whether rows are of years, not of areas alone. */
    public boolean hasYears() {
        return !slices.isEmpty() && slices.get(0).year().isPresent();
    }

    /** The rows of a year; none if the layer has none in it. */
    public Optional<Slice> ofYear(int year) {
        return slices.stream()
                .filter(slice -> slice.year().isPresent() && slice.year().getAsInt() == year)
                .findFirst();
    }

    /** Of all areas, in SWEREF 99 TM; a copy. */
    public Envelope bounds() {
        Envelope bounds = new Envelope();
        slices.forEach(slice -> bounds.expandToInclude(slice.areas().bounds()));
        return bounds;
    }

    /** The rows of several slices together, ascending. */
    public int[] rows(List<Slice> some) {
        return together(some.stream().map(Slice::rows).toList());
    }

    /** Ascending lists as one. */
    public int[] together(List<int[]> lists) {
        if (lists.size() == 1) return lists.get(0);
        BitSet rows = new BitSet(size());
        for (int[] list : lists) {
            for (int row : list) rows.set(row);
        }
        return rows.stream().toArray();
    }

    /** The rows of one year. */
    public static final class Slice {
        private final int number;
        private final OptionalInt year;
        private final Timestamp period;
        private final VintageAreas areas;
        private final int[] rowOfArea;
        private final int[] rows;

        private Slice(int number, OptionalInt year, VintageAreas areas, int[] rowOfArea) {
            this.number = number;
            this.year = year;
            this.period = year.isPresent() ? startOf(year.getAsInt()) : null;
            this.areas = areas;
            this.rowOfArea = rowOfArea;
            this.rows = ascending(rowOfArea);
        }

        /** From 0, in the order of years. */
        public int number() {
            return number;
        }

        /** Empty if the layer has no years. */
        public OptionalInt year() {
            return year;
        }

        /** When the year begins, in UTC; null without a year. Not to be changed. */
        public Timestamp period() {
            return period;
        }

        /** Those that are valid in the year, each of which is one row. */
        public VintageAreas areas() {
            return areas;
        }

        /** Of the area with that number in {@link #areas()}. */
        public int row(int area) {
            return rowOfArea[area];
        }

        /** Ascending. Not to be changed. */
        public int[] rows() {
            return rows;
        }

        /** The rows of some areas, ascending. */
        public int[] rows(int[] ofAreas) {
            return ascending(Arrays.stream(ofAreas).map(area -> rowOfArea[area]).toArray());
        }

        /** The list itself if it is in order already, as it is but for rare characters in codes. */
        private static int[] ascending(int[] rows) {
            for (int i = 1; i < rows.length; i++) {
                if (rows[i - 1] > rows[i]) {
                    int[] sorted = rows.clone();
                    Arrays.sort(sorted);
                    return sorted;
                }
            }
            return rows;
        }
    }

    /** 1 January, 00:00 UTC, which is how a year is told as a time. */
    public static Timestamp startOf(int year) {
        return Timestamp.from(
                LocalDate.of(year, 1, 1).atStartOfDay(ZoneOffset.UTC).toInstant());
    }
}
