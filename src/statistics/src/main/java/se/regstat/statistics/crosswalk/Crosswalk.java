package se.regstat.statistics.crosswalk;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.DoubleConsumer;
import java.util.function.IntFunction;
import java.util.function.Supplier;
import se.regstat.statistics.division.AreaName;
import se.regstat.statistics.division.VintageId;
import se.regstat.statistics.observation.AreaNames;
import se.regstat.statistics.observation.Figures;
import se.regstat.statistics.observation.YearValues;
import se.regstat.statistics.reaggregation.Boundaries;
import se.regstat.statistics.reaggregation.OwnBoundaries;
import se.regstat.statistics.reaggregation.Question;
import se.regstat.statistics.reaggregation.ReaggregationRequest;
import se.regstat.statistics.reaggregation.Reaggregator;
import se.regstat.statistics.request.Arguments;
import se.regstat.statistics.request.FigureTable;
import se.regstat.statistics.request.Parameter;
import se.regstat.statistics.request.Periods;
import se.regstat.statistics.request.ReaggregationDeclaration;
import se.regstat.statistics.request.ReaggregationException;
import se.regstat.statistics.snapshot.VintageAreas;
import se.regstat.statistics.weights.Weights;

/**
 * The weights by which re-aggregation divides a vintage's areas among boundaries, as a table; read by target, what a target is made of. What it guarantees: a target's sum of a
 * count's values times {@code wt_pop} is what re-aggregation says of it but for rounding, with the same settings in any year of the source's vintage; not so of a count
 * with a population of its own, by which re-aggregation divides it.
 */
public final class Crosswalk {

    /** Settings that both operations have, and weights follow from. */
    private static final List<Parameter<?>> SETTINGS = List.of(
            ReaggregationDeclaration.WEIGHTING,
            ReaggregationDeclaration.MASK,
            ReaggregationDeclaration.POPULATION,
            ReaggregationDeclaration.TOLERANCE);

    private Crosswalk() {}

    /**
     * @param own polygons of the asker's; empty if a division is asked for
     * @param progress told of how much is done, from 0 to 1
     * @return rows in the order of targets, and for each of sources by code, with the columns of {@link CrosswalkDeclaration}
     * @throws ReaggregationException if it cannot be done, with the parameter and the reason
     * @throws java.util.concurrent.CancellationException if it was cancelled
     */
    public static FigureTable answer(
            Question question, Optional<Supplier<OwnBoundaries>> own, DoubleConsumer progress) {
        return question.bounds().within(() -> {
            Optional<OwnBoundaries> read = own.map(Supplier::get);
            Boundaries boundaries = question.boundaries(read);
            progress.accept(0.1);
            VintageAreas sources = sources(question, boundaries);
            Weights weights = question.reaggregator()
                    .divided(
                            request(boundaries, question.arguments()),
                            sources,
                            question.visible(),
                            question.bounds()::isOver)
                    .weights();
            List<String> notes = new ArrayList<>(read.map(OwnBoundaries::notes).orElse(List.of()));
            int rows = weights.first(boundaries.targets().size());
            question.bounds().checkRows(read.isPresent() ? "boundaries" : "targetDivision", rows);
            IntFunction<List<Object>> row = row(question.reaggregator(), boundaries, sources, weights, notes);
            return FigureTable.of(rows, row, notes);
        });
    }

    private static ReaggregationRequest request(Boundaries boundaries, Arguments arguments) {
        ReaggregationRequest request = ReaggregationRequest.of(boundaries, List.of(), Periods.LATEST);
        for (Parameter<?> setting : SETTINGS) request = with(request, setting, arguments);
        return request;
    }

    private static <T> ReaggregationRequest with(
            ReaggregationRequest request, Parameter<T> setting, Arguments arguments) {
        return request.with(setting, arguments.get(setting));
    }

    private static VintageAreas sources(Question question, Boundaries boundaries) {
        String wanted = question.arguments()
                .get(CrosswalkDeclaration.SOURCE_DIVISION)
                .replace("%40", "@")
                .replaceFirst("_(\\d{4})$", "@$1");
        List<VintageAreas> known = question.reaggregator().snapshot().vintages().stream()
                .filter(areas -> question.visible().areas(areas.vintage().id()))
                .toList();
        List<VintageAreas> found = known.stream()
                .filter(areas -> {
                    VintageId id = areas.vintage().id();
                    return id.toString().equals(wanted) || id.division().equals(wanted);
                })
                .toList();
        if (found.isEmpty()) {
            throw ReaggregationException.of(
                    CrosswalkDeclaration.SOURCE_DIVISION.name(),
                    "there is no " + wanted + "; there is "
                            + String.join(
                                    ", ",
                                    known.stream()
                                            .map(areas -> areas.vintage().id())
                                            .filter(question.visible().unnamed()::areas)
                                            .map(VintageId::toString)
                                            .toList()));
        }
        Optional<VintageAreas> target =
                boundaries.vintage().flatMap(question.reaggregator().snapshot()::vintage);
        return found.stream()
                .filter(areas -> target.stream()
                        .anyMatch(whole ->
                                whole.vintage().valid().overlaps(areas.vintage().valid())))
                .reduce((earlier, later) -> later)
                .orElse(found.get(found.size() - 1));
    }

    /** How each entry of the weights is told. */
    private static IntFunction<List<Object>> row(
            Reaggregator reaggregator,
            Boundaries boundaries,
            VintageAreas sources,
            Weights weights,
            List<String> notes) {
        Optional<YearValues> people =
                reaggregator.divisors().people(sources.vintage().id());
        List<String> names =
                AreaNames.of(
                                reaggregator.snapshot(),
                                reaggregator.observations().configuration())
                        .of(sources)
                        .stream()
                        .map(AreaName::text)
                        .toList();
        people.ifPresentOrElse(
                known -> notes.add("people are those of " + known.year()),
                () -> notes.add(
                        "how many people the areas of " + sources.vintage().id() + " have is not known"));
        int count = boundaries.targets().size();
        double[] all = new double[count];
        int[] ends = new int[count];
        for (int target = 0; target < count; target++) {
            ends[target] = weights.first(target + 1);
            for (int entry = weights.first(target); entry < ends[target]; entry++)
                all[target] += people(people, weights, entry);
        }
        return entry -> {
            int target = 0;
            int after = count - 1;
            while (target < after) {
                int middle = (target + after) >>> 1;
                if (ends[middle] > entry) after = middle;
                else target = middle + 1;
            }
            int source = weights.source(entry);
            double part = people(people, weights, entry);
            boolean whole = weights.isWhole(entry);
            return Arrays.asList(
                    weights.sources().get(source),
                    names.get(source),
                    boundaries.targets().ids().get(target),
                    boundaries.names().get(target),
                    weights.weight(entry),
                    weights.areaShare(entry),
                    whole ? "whole" : "cut",
                    whole ? 1.0 : weights.least(entry),
                    whole ? 1.0 : weights.most(entry),
                    weights.told(target),
                    known(Figures.exact(part)),
                    known(Figures.share(part / all[target])),
                    sources.vintage().id().toString());
        };
    }

    private static double people(Optional<YearValues> people, Weights weights, int entry) {
        return people.map(known -> known.value(weights.source(entry)) * weights.weight(entry))
                .orElse(Double.NaN);
    }

    private static Double known(double number) {
        return Double.isFinite(number) ? number : null;
    }
}
