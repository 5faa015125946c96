package se.regstat.statistics.reaggregation;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import se.regstat.statistics.division.VintageId;
import se.regstat.statistics.estimate.Estimate;
import se.regstat.statistics.estimate.Variable;
import se.regstat.statistics.observation.Comparability;
import se.regstat.statistics.request.MissingParts;
import se.regstat.statistics.weights.Crossing;
import se.regstat.statistics.weights.Weights;

/**
 * Finds where the series of a result pass from one vintage to the next, and what the borders alone make of that: the last
 * period of the earlier vintage is put on the later one's areas ({@link Crossing}), and from these on the targets.
 */
final class SeriesSteps {

    private final Revisions revisions;
    private final List<ReaggregationResult.OfVintage> vintages;
    private final Map<String, NavigableMap<Integer, Place>> places = new HashMap<>();
    private final List<String> notes = new ArrayList<>();

    /** What there is to know of two vintages of one division. */
    interface Revisions {
        Comparability comparability(VintageId earlier, VintageId later);

        Crossing crossing(VintageId earlier, VintageId later);
    }

    /** A period with values of an indicator. */
    private record Place(ReaggregationResult.OfVintage vintage, int column, int year) {
        Variable variable() {
            return vintage.estimate().variable(column);
        }
    }

    /** From one period to the next. */
    private record Passage(Place before, Place after) {
        @Override
        public String toString() {
            return before.year() + " and " + after.year();
        }
    }

    SeriesSteps(Revisions revisions, List<ReaggregationResult.OfVintage> vintages) {
        this.revisions = revisions;
        this.vintages = vintages;
        for (ReaggregationResult.OfVintage vintage : vintages) {
            for (int i = 0; i < vintage.columns().size(); i++) {
                if (!vintage.estimate().variable(i).hasAnyValue()) continue;
                Column column = vintage.columns().get(i);
                places.computeIfAbsent(column.indicator().id(), id -> new TreeMap<>())
                        .put(column.year(), new Place(vintage, i, column.year()));
            }
        }
    }

    List<ReaggregationResult.OfVintage> found() {
        return vintages.stream().map(this::withSteps).toList();
    }

    /** What the reader should know of the breaks that were found. */
    List<String> notes() {
        return notes;
    }

    private ReaggregationResult.OfVintage withSteps(ReaggregationResult.OfVintage vintage) {
        Map<Estimate, List<Passage>> passages = new LinkedHashMap<>();
        for (Column column : vintage.columns()) {
            NavigableMap<Integer, Place> all =
                    places.getOrDefault(column.indicator().id(), new TreeMap<>());
            Place here = all.get(column.year());
            Map.Entry<Integer, Place> before = all.lowerEntry(column.year());
            if (here == null || before == null || here.variable().isOnlyCounted()) continue;
            ReaggregationResult.OfVintage earlier = before.getValue().vintage();
            if (earlier.source().equals(vintage.source())) continue;
            passages.computeIfAbsent(earlier.estimate(), same -> new ArrayList<>())
                    .add(new Passage(before.getValue(), here));
        }
        List<Column> columns = new ArrayList<>(vintage.columns());
        passages.values().forEach(all -> pass(all.get(0).before().vintage(), vintage, all, columns));
        return vintage.with(columns);
    }

    private void pass(
            ReaggregationResult.OfVintage earlier,
            ReaggregationResult.OfVintage later,
            List<Passage> passages,
            List<Column> columns) {
        Weights weights = later.estimate().weights();
        BitSet broken = SeriesStep.broken(
                earlier.estimate().weights(), weights, revisions.comparability(earlier.source(), later.source()));
        if (broken.isEmpty()) return;
        Crossing crossing = revisions.crossing(earlier.source(), later.source());
        List<Variable> variables = passages.stream()
                .map(passage -> passage.before().variable().on(passage.after().variable(), crossing))
                .toList();
        Estimate through = Estimate.of(weights, variables, MissingParts.STRICT);
        for (int k = 0; k < passages.size(); k++) {
            int column = passages.get(k).after().column();
            int before = passages.get(k).before().column();
            columns.set(
                    column, columns.get(column).after(new SeriesStep(earlier.estimate(), before, through, k, broken)));
        }
        String years = passages.stream().map(Passage::toString).distinct().collect(Collectors.joining(", "));
        notes.add("series_break: between " + years + ", " + later.source() + " takes the place of " + earlier.source()
                + ", and " + broken.cardinality() + " of " + weights.targets().size()
                + " boundaries cut areas whose borders changed; break_size is what that alone makes");
    }
}
