package se.regstat.standalone.terminal;

import java.io.PrintWriter;
import java.util.BitSet;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import se.regstat.statistics.estimate.CountMass;
import se.regstat.statistics.estimate.Mass;
import se.regstat.statistics.estimate.ReaggregatedValue;
import se.regstat.statistics.indicator.Reliability;
import se.regstat.statistics.indicator.Status;
import se.regstat.statistics.reaggregation.ReaggregationResult;

/** What a re-aggregation took and what became of it, in a few lines. */
public final class ReaggregationSummary {

    private static final int MOST_LINES = 60;

    private ReaggregationSummary() {}

    public static void print(ReaggregationResult result, PrintWriter out) {
        Map<String, BitSet> targets = new TreeMap<>();
        Map<Status, Long> values = new EnumMap<>(Status.class);
        Map<Reliability, Long> reliability = new EnumMap<>(Reliability.class);
        for (ReaggregatedValue value : result) {
            if (!value.weighting().isEmpty())
                targets.computeIfAbsent(value.weighting(), w -> new BitSet()).set(value.target());
            values.merge(value.status(), 1L, Long::sum);
            value.reliability().ifPresent(word -> reliability.merge(word, 1L, Long::sum));
        }
        out.println("weighting: "
                + (targets.isEmpty() ? "none" : "")
                + targets.entrySet().stream()
                        .map(w -> w.getKey() + " for " + w.getValue().cardinality()
                                + (w.getValue().cardinality() == 1 ? " target" : " targets"))
                        .collect(Collectors.joining(", ")));
        out.println("values: "
                + values.entrySet().stream()
                        .map(v -> v.getValue() + " "
                                + (v.getKey() == Status.NORMAL
                                        ? "exact"
                                        : v.getKey().id()))
                        .collect(Collectors.joining(", ")));
        out.println("reliability: "
                + (reliability.isEmpty() ? "not known" : "")
                + reliability.entrySet().stream()
                        .map(word -> word.getValue() + " " + word.getKey().id())
                        .collect(Collectors.joining(", ")));
        result.notes().forEach(note -> out.println("note: " + note));
        counts(result, out);
    }

    private static void counts(ReaggregationResult result, PrintWriter out) {
        List<CountMass> counts = result.masses();
        counts.stream()
                .limit(MOST_LINES)
                .forEach(count -> out.println(count.indicator().id() + " " + count.year() + ": " + told(count.mass())));
        if (counts.size() > MOST_LINES) out.println("and " + (counts.size() - MOST_LINES) + " more counts");
    }

    private static String told(Mass mass) {
        return number(mass.in()) + " in, " + number(mass.out()) + " out, " + number(mass.lost()) + " lost outside, "
                + number(mass.twice()) + " counted twice";
    }

    /** Whole, in groups of three digits. */
    private static String number(double count) {
        return String.format(Locale.ROOT, "%,.0f", Math.rint(count) + 0.0).replace(',', ' ');
    }
}
