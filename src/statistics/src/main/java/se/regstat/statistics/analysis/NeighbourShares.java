package se.regstat.statistics.analysis;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import se.regstat.statistics.config.AnalysisLayer;
import se.regstat.statistics.indicator.Reason;
import se.regstat.statistics.indicator.Status;
import se.regstat.statistics.neighbourhood.Neighbours;
import se.regstat.statistics.neighbourhood.NeighboursDeclaration;
import se.regstat.statistics.observation.Series;
import se.regstat.statistics.observation.YearValues;
import se.regstat.statistics.reaggregation.Bounds;
import se.regstat.statistics.reaggregation.Question;
import se.regstat.statistics.reaggregation.Reaggregator;
import se.regstat.statistics.request.Arguments;
import se.regstat.statistics.request.Door;
import se.regstat.statistics.request.Periods;
import se.regstat.statistics.request.ReaggregationDeclaration;
import se.regstat.statistics.request.ReaggregationException;
import se.regstat.statistics.request.Result;
import se.regstat.statistics.request.Spelling;
import se.regstat.statistics.snapshot.VintageAreas;

/** Shares among the nearest neighbours of each area, of one indicator and one size, in all years: exactly what the operation answers, in percent. */
final class NeighbourShares {

    static final String OPERATION = NeighboursDeclaration.OPERATION.id();

    /** For whoever wrote the file. */
    static final Spelling HERE = NeighboursDeclaration.OPERATION.spelling(Door.CONFIGURATION);

    private static final List<String> COLUMNS = NeighboursDeclaration.OPERATION.result().columns().stream()
            .map(Result.Column::name)
            .toList();

    private NeighbourShares() {}

    /** The division whose areas a layer shows. */
    static String division(AnalysisLayer layer) {
        return layer.settings()
                .getOrDefault(ReaggregationDeclaration.SOURCE_DIVISION.at(Door.CONFIGURATION), List.of("deso"))
                .get(0);
    }

    /** @throws ReaggregationException if it cannot be had, with the parameter and the reason */
    static Series of(AnalysisLayer layer, Reaggregator reaggregator) {
        Arguments asked = Arguments.read(NeighboursDeclaration.OPERATION, Door.CONFIGURATION, layer.settings())
                .with(ReaggregationDeclaration.PERIODS, Periods.parse(List.of("1000/2999")));
        requireOne("indicators", asked.get(ReaggregationDeclaration.INDICATORS));
        requireOne("k", asked.get(NeighboursDeclaration.SIZES));
        Question question = new Question(reaggregator, asked, vintage -> true, Bounds.none(() -> false));
        Map<Integer, List<List<Object>>> byYear = new TreeMap<>();
        for (List<Object> row :
                Neighbours.answer(question, Optional.empty(), done -> {}).rows()) {
            byYear.computeIfAbsent((Integer) of(row, "year"), year -> new ArrayList<>())
                    .add(row);
        }
        List<YearValues> years = new ArrayList<>();
        byYear.forEach((year, rows) -> years.add(
                values(reaggregator.snapshot().valid(division(layer), year).orElseThrow(), year, rows)));
        return new Series(layer.indicator(), division(layer), years);
    }

    private static void requireOne(String parameter, List<String> given) {
        if (given.size() != 1) throw ReaggregationException.of(parameter, "a layer is of one; name that");
    }

    private static Object of(List<Object> row, String column) {
        return row.get(COLUMNS.indexOf(column));
    }

    private static YearValues values(VintageAreas areas, int year, List<List<Object>> rows) {
        int size = areas.areas().size();
        double[] values = new double[size];
        Status[] statuses = new Status[size];
        Reason[] reasons = new Reason[size];
        Arrays.fill(values, Double.NaN);
        Arrays.fill(statuses, Status.MISSING);
        Arrays.fill(reasons, Reason.INCOMPLETE);
        for (List<Object> row : rows) {
            int area = areas.indexOf((String) of(row, "target_id")).orElseThrow();
            statuses[area] = status((String) of(row, "status"));
            reasons[area] = statuses[area].hasValue()
                    ? Reason.NONE
                    : statuses[area] == Status.NOT_APPLICABLE ? Reason.EMPTY_BASE : Reason.INCOMPLETE;
            if (statuses[area].hasValue()) values[area] = 100 * (Double) of(row, "share");
        }
        boolean broken = (Boolean) of(rows.get(0), "series_break");
        return YearValues.computed(
                areas, year, broken, values, statuses, reasons, (String) of(rows.get(0), "derived_from"));
    }

    private static Status status(String id) {
        return Arrays.stream(Status.values())
                .filter(status -> status.id().equals(id))
                .findFirst()
                .orElseThrow();
    }
}
