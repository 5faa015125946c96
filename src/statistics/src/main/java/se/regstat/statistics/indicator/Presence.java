package se.regstat.statistics.indicator;

import java.util.BitSet;

/**
 * Which of a year's values there are, told without the values.
 *
 * @param known numbers of the areas that have a value; not to be changed
 * @param positive numbers of those whose value is above 0; not to be changed
 */
public record Presence(BitSet known, BitSet positive) {

    public static Presence of(PublishedValues values) {
        return of(values.values(), values.statuses());
    }

    /**
     * @param values in the order of the areas
     * @param statuses {@linkplain Status#code() codes} of statuses, in the same order
     */
    public static Presence of(double[] values, byte[] statuses) {
        BitSet known = new BitSet(values.length);
        BitSet positive = new BitSet(values.length);
        for (int i = 0; i < values.length; i++) {
            if (!Status.of(statuses[i]).hasValue()) continue;
            known.set(i);
            if (values[i] > 0) positive.set(i);
        }
        return new Presence(known, known.equals(positive) ? known : positive);
    }
}
