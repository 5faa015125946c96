package se.regstat.statistics.analysis;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.DoubleConsumer;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import se.regstat.statistics.config.AnalysisLayer;
import se.regstat.statistics.indicator.Reason;
import se.regstat.statistics.indicator.Status;
import se.regstat.statistics.observation.Series;
import se.regstat.statistics.observation.YearValues;
import se.regstat.statistics.reaggregation.Bounds;
import se.regstat.statistics.reaggregation.OwnBoundaries;
import se.regstat.statistics.reaggregation.Question;
import se.regstat.statistics.reaggregation.Reaggregator;
import se.regstat.statistics.request.Arguments;
import se.regstat.statistics.request.Door;
import se.regstat.statistics.request.FigureTable;
import se.regstat.statistics.request.Operation;
import se.regstat.statistics.request.Parameter;
import se.regstat.statistics.request.Periods;
import se.regstat.statistics.request.ReaggregationDeclaration;
import se.regstat.statistics.request.ReaggregationException;
import se.regstat.statistics.request.Spelling;
import se.regstat.statistics.snapshot.VintageAreas;

/**
 * How an operation's answer is a layer: exactly what it answers for each area of a division, in all years.
 *
 * @param division the parameter for whose areas it is
 * @param prepared the question as a layer asks it; refuses what is no layer
 * @param code the column with an area's code
 * @param figure the column with what the layer shows
 * @param factor by which that is multiplied, 100 for percent
 */
record OperationLayer(
        Operation operation,
        Parameter<String> division,
        Answering answering,
        UnaryOperator<Arguments> prepared,
        String code,
        String figure,
        double factor) {

    /** As operations answer. */
    @FunctionalInterface
    interface Answering {
        FigureTable answer(Question question, Optional<Supplier<OwnBoundaries>> own, DoubleConsumer progress);
    }

    /** For whoever wrote the file. */
    Spelling here() {
        return operation.spelling(Door.CONFIGURATION);
    }

    /** The division whose areas a layer shows. */
    String division(AnalysisLayer layer) {
        return layer.settings()
                .getOrDefault(
                        division.at(Door.CONFIGURATION),
                        List.of(division.kind().otherwise().orElseThrow()))
                .get(0);
    }

    /** @throws ReaggregationException if it cannot be had, with the parameter and the reason */
    Series of(AnalysisLayer layer, Reaggregator reaggregator) {
        Arguments asked = prepared.apply(Arguments.read(operation, Door.CONFIGURATION, layer.settings())
                .with(ReaggregationDeclaration.PERIODS, Periods.parse(List.of("1000/2999"))));
        Question question = new Question(reaggregator, asked, vintage -> true, Bounds.none(() -> false));
        Map<Integer, List<List<Object>>> byYear = new TreeMap<>();
        for (List<Object> row :
                answering.answer(question, Optional.empty(), done -> {}).rows()) {
            byYear.computeIfAbsent((Integer) of(row, "year").orElseThrow(), year -> new ArrayList<>())
                    .add(row);
        }
        List<YearValues> years = new ArrayList<>();
        byYear.forEach((year, rows) -> years.add(
                values(reaggregator.snapshot().valid(division(layer), year).orElseThrow(), year, rows)));
        return new Series(layer.indicator(), division(layer), years);
    }

    /** What stands in a column; empty if there is no such one, or nothing in it. */
    private Optional<Object> of(List<Object> row, String column) {
        for (int i = 0; i < row.size(); i++) {
            if (operation.result().columns().get(i).name().equals(column)) return Optional.ofNullable(row.get(i));
        }
        return Optional.empty();
    }

    private YearValues values(VintageAreas areas, int year, List<List<Object>> rows) {
        int size = areas.areas().size();
        double[] values = new double[size];
        Status[] statuses = new Status[size];
        Reason[] reasons = new Reason[size];
        Arrays.fill(values, Double.NaN);
        Arrays.fill(statuses, Status.MISSING);
        Arrays.fill(reasons, Reason.INCOMPLETE);
        for (List<Object> row : rows) {
            int area = areas.indexOf((String) of(row, code).orElseThrow()).orElseThrow();
            statuses[area] = status((String) of(row, "status").orElseThrow());
            reasons[area] = reason(row, statuses[area]);
            if (statuses[area].hasValue()) {
                values[area] = factor * ((Number) of(row, figure).orElseThrow()).doubleValue();
            }
        }
        List<Object> first = rows.get(0);
        // Where nothing says that years can be compared they cannot.
        boolean broken = (Boolean) of(first, "series_break").orElse(true);
        return YearValues.computed(areas, year, broken, values, statuses, reasons, (String)
                of(first, "derived_from").orElseThrow());
    }

    /** Of what the table says, what layers can say. */
    private Reason reason(List<Object> row, Status status) {
        if (status.hasValue()) return Reason.NONE;
        Optional<Object> told = of(row, "reason");
        if (told.isPresent()) {
            return Arrays.stream(Reason.values())
                    .filter(reason -> reason.id().equals(told.get()))
                    .findFirst()
                    .orElse(Reason.NONE);
        }
        return status == Status.NOT_APPLICABLE ? Reason.EMPTY_BASE : Reason.INCOMPLETE;
    }

    private static Status status(String id) {
        return Arrays.stream(Status.values())
                .filter(status -> status.id().equals(id))
                .findFirst()
                .orElseThrow();
    }
}
