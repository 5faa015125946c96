package se.regstat.statistics.weights;

import java.util.Arrays;
import java.util.BitSet;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.function.BooleanSupplier;
import java.util.stream.IntStream;

/**
 * Multiplies numbers of sources so that together they make what is known of larger areas; those that lie in several are multiplied by what
 * these need on average, and all again until it fits (iterative proportional fitting, Deming and Stephan 1940). Parts of wholes are fitted to
 * both: the part and the rest are multiplied each by its own, and make the whole that the source has. So a share stays from 0 to 1.
 */
public final class Fitting {

    private static final int ROUNDS = 500;

    /** By how much of it the sum of sources may miss what is known of a larger area. */
    public static final double MISFIT = 0.01;

    /** Share of a source that must lie in larger areas that are fitted to. */
    private static final double ENOUGH = 0.9;

    private final LargerAreas larger;
    private final Weights weights;
    private final double[] start;
    private final BitSet held;
    private final double[] wanted;
    private final Optional<Whole> whole;
    private final BitSet unknown = new BitSet();
    private final BitSet usable = new BitSet();
    private final double[] factors;

    /**
     * What numbers are parts of.
     *
     * @param earlier of the sources, when their parts were what is given
     * @param fitted of the sources, when their parts are wanted
     * @param wanted of the larger areas
     */
    @SuppressWarnings("ArrayRecordComponent") // never compared
    public record Whole(double[] earlier, double[] fitted, double[] wanted) {}

    /**
     * @param values NaN where a source has none to begin with
     * @param told those that may be told; of the others it is not known how they changed
     * @param uncovered how many larger areas are left out, since sources do not cover them or nothing is known of them
     * @param astray how many of the sources lie in larger areas that are left out, or in none, by more than a tenth, and in others too
     * @param misfits larger areas that could not be fitted to
     * @param worst the largest misfit of these, as a share of what is known
     */
    @SuppressWarnings("ArrayRecordComponent") // never compared
    public record Fitted(double[] values, BitSet told, int uncovered, int astray, BitSet misfits, double worst) {

        /** What is known without fitting. */
        public static Fitted known(double[] values) {
            BitSet told = new BitSet();
            for (int i = 0; i < values.length; i++) told.set(i, !Double.isNaN(values[i]));
            return new Fitted(values, told, 0, 0, new BitSet(), 0);
        }
    }

    /**
     * @param start of the sources; NaN where not known
     * @param held sources whose number is known already
     * @param wanted of the larger areas; NaN where not known
     */
    public Fitting(LargerAreas larger, double[] start, BitSet held, double[] wanted, Optional<Whole> whole) {
        this.larger = larger;
        this.weights = larger.weights();
        this.start = start;
        this.held = held;
        this.wanted = wanted;
        this.whole = whole;
        this.factors = new double[start.length];
        Arrays.fill(factors, 1);
        for (int source = 0; source < start.length; source++) unknown.set(source, !Double.isFinite(value(source)));
        for (int area = 0; area < wanted.length; area++) {
            boolean contradicts =
                    whole.isPresent() && !(wanted[area] <= whole.get().wanted()[area]);
            usable.set(area, Double.isFinite(wanted[area]) && !contradicts && larger.isCovered(area, unknown));
        }
    }

    /** Whether numbers can be multiplied so: not where some may be negative. */
    public static boolean isPossible(double[]... numbers) {
        return Arrays.stream(numbers).flatMapToDouble(Arrays::stream).noneMatch(number -> number < 0);
    }

    /** @throws CancellationException once {@code cancelled} says so */
    public Fitted fitted(BooleanSupplier cancelled) {
        for (int round = 0; round < ROUNDS && round() > 1e-9; round++) {
            if (cancelled.getAsBoolean()) throw new CancellationException();
        }
        double[] values = IntStream.range(0, start.length)
                .mapToDouble(this::value)
                .map(value -> Double.isFinite(value) ? value : Double.NaN)
                .toArray();
        double worst = 0;
        BitSet misfits = new BitSet();
        for (int area = usable.nextSetBit(0); area >= 0; area = usable.nextSetBit(area + 1)) {
            Sums sums = sums(area);
            double misfit = Math.abs(sums.all() - wanted[area]);
            if (misfit <= MISFIT * wanted[area] + 1e-9) continue;
            misfits.set(area);
            worst = Math.max(worst, misfit / wanted[area]);
        }
        int uncovered = (int) IntStream.range(0, wanted.length)
                .filter(area -> !usable.get(area) && !larger.isEmpty(area))
                .count();
        double[] given = given(misfits);
        int astray = (int) Arrays.stream(given)
                .filter(share -> share > 0 && share < ENOUGH)
                .count();
        return new Fitted(values, told(given), uncovered, astray, misfits, worst);
    }

    /** The share of each source that lies in larger areas that it was fitted to; NaN where that did not succeed. */
    private double[] given(BitSet misfits) {
        double[] given = new double[start.length];
        for (int area = usable.nextSetBit(0); area >= 0; area = usable.nextSetBit(area + 1)) {
            for (int entry = weights.first(area); entry < weights.first(area + 1); entry++) {
                given[weights.source(entry)] += misfits.get(area) ? Double.NaN : weights.weight(entry);
            }
        }
        return given;
    }

    private BitSet told(double[] given) {
        BitSet told = new BitSet();
        for (int source = 0; source < start.length; source++) {
            told.set(source, !unknown.get(source) && (held.get(source) || given[source] >= ENOUGH));
        }
        return told;
    }

    private double value(int source) {
        if (held.get(source)) return start[source];
        if (whole.isEmpty()) return start[source] * factors[source];
        double before = whole.get().earlier()[source];
        double now = whole.get().fitted()[source];
        if (before == 0 && now == 0) return 0;
        double share = start[source] / before;
        if (!(share >= 0 && share <= 1)) return Double.NaN;
        double odds = factors[source];
        if (odds == Double.POSITIVE_INFINITY) return share > 0 ? now : 0;
        return share == 1 ? now : now * (share * odds / (share * odds + 1 - share));
    }

    /**
     * @param held the sum of what stays as it is
     * @param free of what is multiplied
     * @param wholes of what that is a part of
     */
    private record Sums(double held, double free, double wholes) {
        double all() {
            return held + free;
        }
    }

    private Sums sums(int area) {
        double stays = 0;
        double free = 0;
        double wholes = 0;
        for (int entry = weights.first(area); entry < weights.first(area + 1); entry++) {
            int source = weights.source(entry);
            if (unknown.get(source)) continue;
            double part = weights.weight(entry) * value(source);
            if (held.get(source)) {
                stays += part;
                continue;
            }
            free += part;
            if (whole.isPresent()) wholes += weights.weight(entry) * whole.get().fitted()[source];
        }
        return new Sums(stays, free, wholes);
    }

    /** @return how far the furthest area was from what is known of it */
    private double round() {
        double[] more = new double[start.length];
        double[] less = new double[start.length];
        double[] given = new double[start.length];
        double furthest = 0;
        for (int area = usable.nextSetBit(0); area >= 0; area = usable.nextSetBit(area + 1)) {
            Sums sums = sums(area);
            double open = Math.max(0, wanted[area] - sums.held());
            double ofRest = 1;
            if (whole.isPresent()) {
                open = Math.min(open, sums.wholes());
                ofRest = quotient(sums.wholes() - open, sums.wholes() - sums.free());
            }
            double ofPart = quotient(open, sums.free());
            furthest = Math.max(furthest, Math.abs(ofPart - 1));
            for (int entry = weights.first(area); entry < weights.first(area + 1); entry++) {
                int source = weights.source(entry);
                more[source] += weights.weight(entry) * ofPart;
                less[source] += weights.weight(entry) * ofRest;
                given[source] += weights.weight(entry);
            }
        }
        for (int source = 0; source < factors.length; source++) {
            if (given[source] == 0) continue;
            double next = factors[source] * (more[source] / (whole.isPresent() ? less[source] : given[source]));
            if (!Double.isNaN(next)) factors[source] = next;
        }
        return furthest;
    }

    /** What there is nothing of cannot be multiplied to anything. */
    private static double quotient(double wanted, double sum) {
        return sum > 0 ? Math.max(0, wanted / sum) : 1;
    }
}
