package se.regstat.statistics.weights;

import java.util.BitSet;
import java.util.function.Supplier;

/**
 * Puts values of one vintage's areas on those of the next: each area's value goes to the later areas that share its place, in proportion to
 * what these themselves hold later, and to the share of them that lies in it; where that says nothing, by the rules that divide sources.
 * Nothing is lost or added where the later areas cover the earlier ones. Immutable and thread-safe.
 */
public final class Crossing {

    private final Weights backwards;
    private final Supplier<Weights> forwards;

    /**
     * @param backwards which share of each later area lies in each earlier one
     * @param forwards which share of each earlier area lies in each later one; asked for only if needed
     */
    public Crossing(Weights backwards, Supplier<Weights> forwards) {
        this.backwards = backwards;
        this.forwards = forwards;
    }

    /** How many later areas there are. */
    public int size() {
        return backwards.sources().size();
    }

    /**
     * @param values of the earlier areas; NaN where one has none
     * @param guide what the later areas hold, not negative; NaN where that is not known
     * @return the values on the later areas; NaN where something of what lies there is not known
     */
    public double[] put(double[] values, double[] guide) {
        double[] put = new double[size()];
        BitSet rest = new BitSet();
        for (int earlier = 0; earlier < values.length; earlier++) {
            if (values[earlier] == 0) continue;
            int end = backwards.first(earlier + 1);
            double all = 0;
            for (int entry = backwards.first(earlier); entry < end; entry++) {
                all += backwards.weight(entry) * guide[backwards.source(entry)];
            }
            if (!(all > 0)) {
                rest.set(earlier);
                continue;
            }
            for (int entry = backwards.first(earlier); entry < end; entry++) {
                int later = backwards.source(entry);
                put[later] += values[earlier] * (backwards.weight(entry) * guide[later] / all);
            }
        }
        if (rest.isEmpty()) return put;
        Weights divided = forwards.get();
        for (int later = 0; later < put.length; later++) {
            for (int entry = divided.first(later); entry < divided.first(later + 1); entry++) {
                int earlier = divided.source(entry);
                if (rest.get(earlier)) put[later] += divided.weight(entry) * values[earlier];
            }
        }
        return put;
    }
}
