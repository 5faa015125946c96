package se.regstat.importing.grid;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import se.regstat.importing.PreparedPopulation;
import se.regstat.importing.format.Checksum;
import se.regstat.importing.format.ImportException;
import se.regstat.importing.format.Problems;
import se.regstat.statistics.ancillary.PackedNumbers;
import se.regstat.statistics.ancillary.WeightedPoints;
import se.regstat.statistics.indicator.Provenance;

/**
 * Takes in the cells of a grid by their {@linkplain CellName names}, and how many live there of each kind. What comes out is in the order of
 * rows from the south, each from the west, whatever order they came in, without cells where nobody lives.
 */
public final class CellsImport {

    /** Digits of an easting, for one number that eastings and northings are told apart in. */
    private static final long EASTINGS = CellName.EAST;

    /** Of fewer cells than that it is chance on which corners they lie. */
    private static final int MANY = 100;

    private final List<String> kinds;
    private final Problems problems;
    private final MessageDigest digest = Checksum.digest();
    private OptionalInt side;
    private long[] corners = new long[1024];
    private final double[][] persons;
    private int size;

    /**
     * @param side of a cell in metres; empty if names say it
     * @param kinds what is counted; see {@link WeightedPoints}
     */
    public CellsImport(OptionalInt side, List<String> kinds, Problems problems) {
        this.side = side;
        this.kinds = List.copyOf(kinds);
        this.problems = problems;
        persons = new double[kinds.size()][corners.length];
    }

    /**
     * One cell. What is wrong with it is added to the problems.
     *
     * @param counts of each kind
     */
    public void add(String id, List<String> counts) {
        Optional<CellName> found = CellName.of(id);
        if (found.isEmpty()) {
            problems.add("cell '" + id + "'", CellName.expected(id));
            return;
        }
        CellName name = found.get();
        if (!name.isInSweden()) {
            problems.add("cell " + id, name.elsewhere());
            return;
        }
        if (side.isEmpty()) side = name.side();
        if (side.isEmpty()) {
            throw new ImportException("cell " + id
                    + ": its name does not say how large it is; say the side in metres, as in --cell-size 1000");
        }
        int metres = side.getAsInt();
        if (name.side().isPresent() && name.side().getAsInt() != metres) {
            problems.add("cell " + id, "it is not of " + metres + " m as others");
            return;
        }
        if (name.easting() % metres != 0 || name.northing() % metres != 0) {
            problems.add("cell " + id, "its corner does not lie on a grid of " + metres + " m");
            return;
        }
        if (size == corners.length) {
            corners = Arrays.copyOf(corners, 2 * size);
            Arrays.setAll(persons, kind -> Arrays.copyOf(persons[kind], 2 * size));
        }
        boolean anybody = false;
        for (int kind = 0; kind < persons.length; kind++) {
            int number = whole(counts.get(kind));
            if (number < 0) {
                problems.add(
                        "cell " + id,
                        "'" + counts.get(kind) + "' is not a number of persons; it should be a whole one, 0 or more");
                return;
            }
            persons[kind][size] = number;
            anybody |= number > 0;
        }
        digest.update((id + " " + String.join(" ", counts) + "\n").getBytes(StandardCharsets.UTF_8));
        corners[size] = name.northing() * EASTINGS + name.easting();
        // One where nobody lives gives its place to the next.
        if (anybody) size++;
    }

    /** Negative if it is none. */
    private static int whole(String text) {
        int number = 0;
        int digits = 0;
        boolean decimals = false;
        for (int i = 0; i < text.length(); i++) {
            char sign = text.charAt(i);
            if (decimals ? sign != '0' : sign == '.' ? digits == 0 : sign < '0' || sign > '9') return -1;
            if (!decimals && sign != '.') {
                if (++digits > 9) return -1;
                number = 10 * number + sign - '0';
            }
            decimals |= sign == '.';
        }
        return digits == 0 ? -1 : number;
    }

    /**
     * All of them.
     *
     * @param from where they come from, a name or an address
     * @throws ImportException if there were problems, or one came twice
     */
    public PreparedPopulation prepared(String name, int year, String from, String source) {
        return prepared(
                name,
                year,
                new Provenance(Instant.now().truncatedTo(ChronoUnit.SECONDS), from, Checksum.text(digest), source));
    }

    /** All of them, as {@link #prepared(String, int, String, String)}. */
    PreparedPopulation prepared(String name, int year, Provenance provenance) {
        long[] ordered = Arrays.copyOf(corners, size);
        Arrays.parallelSort(ordered);
        for (int i = 1; i < size; i++) {
            if (ordered[i] == ordered[i - 1]) {
                problems.add("cell " + ordered[i] % EASTINGS + ordered[i] / EASTINGS, "it is there more than once");
            }
        }
        refuseSmall(ordered);
        problems.refuseIfAny();
        double half = side.orElse(0) / 2.0;
        double[] eastings = Arrays.stream(ordered)
                .mapToDouble(corner -> half + Math.floorMod(corner, EASTINGS))
                .toArray();
        double[] northings = Arrays.stream(ordered)
                .mapToDouble(corner -> half + Math.floorDiv(corner, EASTINGS))
                .toArray();
        Map<String, PackedNumbers> counted = new LinkedHashMap<>();
        for (int kind = 0; kind < persons.length; kind++) {
            double[] placed = new double[size];
            for (int i = 0; i < size; i++) placed[Arrays.binarySearch(ordered, corners[i])] = persons[kind][i];
            counted.put(kinds.get(kind), PackedNumbers.of(placed));
        }
        return new PreparedPopulation(
                new WeightedPoints(
                        name,
                        year,
                        PackedNumbers.of(eastings),
                        PackedNumbers.of(northings),
                        counted,
                        side.orElse(0),
                        provenance),
                List.of());
    }

    /** Cells that leave nine tenths of each square empty were made larger than is said. */
    private void refuseSmall(long[] ordered) {
        if (size < MANY) return;
        long step = 0;
        for (long corner : ordered) step = gcd(gcd(step, corner % EASTINGS), corner / EASTINGS);
        if (step <= side.getAsInt()) return;
        problems.add(
                "cells of " + side.getAsInt() + " m",
                "all corners lie on a grid of " + step + " m, so that no two cells touch; say --cell-size " + step);
    }

    private static long gcd(long a, long b) {
        return b == 0 ? a : gcd(b, a % b);
    }
}
