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
        int size = values.codes().size();
        BitSet known = new BitSet(size);
        BitSet positive = new BitSet(size);
        for (int i = 0; i < size; i++) {
            if (!values.status(i).hasValue()) continue;
            known.set(i);
            if (values.values()[i] > 0) positive.set(i);
        }
        return new Presence(known, known.equals(positive) ? known : positive);
    }
}
