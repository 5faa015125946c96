package se.regstat.statistics.commuting;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.CancellationException;
import java.util.function.DoubleConsumer;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import se.regstat.statistics.division.Area;
import se.regstat.statistics.division.AreaName;
import se.regstat.statistics.flow.Amount;
import se.regstat.statistics.flow.Flows;
import se.regstat.statistics.flow.LocalLabourMarkets;
import se.regstat.statistics.flow.YearFlows;
import se.regstat.statistics.indicator.Indicator;
import se.regstat.statistics.indicator.NearestIds;
import se.regstat.statistics.indicator.Reason;
import se.regstat.statistics.indicator.Status;
import se.regstat.statistics.observation.AreaNames;
import se.regstat.statistics.observation.Figures;
import se.regstat.statistics.observation.Observations;
import se.regstat.statistics.reaggregation.OwnBoundaries;
import se.regstat.statistics.reaggregation.Question;
import se.regstat.statistics.request.Arguments;
import se.regstat.statistics.request.FigureTable;
import se.regstat.statistics.request.ReaggregationException;
import se.regstat.statistics.snapshot.VintageAreas;

/**
 * Answers how many go into, out of and within areas, with the columns of {@link FlowsDeclaration}. A flow that is missing or withheld is never zero: the figures that
 * it belongs to have no number, and the others have.
 */
public final class FlowFigures {

    private final Question question;
    private final Arguments arguments;
    private final Observations observations;
    private final String division;
    private final List<List<Object>> rows = new ArrayList<>();
    private final Set<String> notes = new LinkedHashSet<>();

    private FlowFigures(Question question) {
        this.question = question;
        this.arguments = question.arguments();
        this.observations = question.reaggregator().observations();
        this.division = arguments.get(FlowsDeclaration.SOURCE_DIVISION);
        question.reaggregator().refuseUnknownDivision("sourceDivision", division, question.visible());
    }

    /**
     * @param own nobody's: no polygons are taken
     * @param progress told of how much is done, from 0 to 1
     * @throws ReaggregationException if it cannot be done, with the parameter and the reason
     * @throws CancellationException if it was cancelled
     */
    public static FigureTable answer(
            Question question, Optional<Supplier<OwnBoundaries>> own, DoubleConsumer progress) {
        return question.bounds().within(() -> new FlowFigures(question).answer(progress));
    }

    private FigureTable answer(DoubleConsumer progress) {
        List<String> ids = arguments.get(FlowsDeclaration.INDICATORS);
        if (ids.isEmpty()) throw refused("indicators", "none is named; there are " + available());
        List<KnownFlows> asked = ids.stream().map(this::flow).toList();
        for (int i = 0; i < asked.size(); i++) {
            tell(asked.get(i));
            progress.accept((i + 1.0) / asked.size());
        }
        notes.add(
                "self_sufficiency: " + FlowsDeclaration.SELF_SUFFICIENCY.whole().both());
        notes.add("computed_market: " + FlowsDeclaration.MARKETS.whole().both());
        return new FigureTable(rows, List.copyOf(notes));
    }

    private static ReaggregationException refused(String parameter, String why) {
        return ReaggregationException.of(parameter, why);
    }

    /** Those between areas of the division that whoever asks may see. */
    private List<KnownFlows> flows() {
        return KnownFlows.of(observations).stream()
                .filter(known -> known.division().equals(division))
                .filter(known -> known.years().stream()
                        .anyMatch(year -> question.visible().areas(year.vintage())))
                .toList();
    }

    private List<String> ids() {
        return flows().stream().map(known -> known.indicator().id()).toList();
    }

    private String available() {
        return ids().isEmpty() ? "none between areas of " + division : String.join(", ", ids());
    }

    private KnownFlows flow(String id) {
        return flows().stream()
                .filter(known -> known.indicator().id().equals(id))
                .findFirst()
                .orElseThrow(() -> refused(
                        "indicators",
                        (observations.indicator(id).isPresent()
                                        ? "'" + id + "' has values of areas, and none of who go from one to another"
                                        : "there are no flows of '" + id + "' between areas of " + division
                                                + NearestIds.question(id, ids()))
                                + "; flows that there are: " + available()));
    }

    private void tell(KnownFlows known) {
        Indicator indicator = known.indicator();
        TreeMap<Integer, YearFlows> there = new TreeMap<>();
        for (YearFlows year : known.years()) {
            if (question.visible().areas(year.vintage())) there.put(year.year(), year);
        }
        NavigableSet<Integer> wanted =
                arguments.get(FlowsDeclaration.PERIODS).of(there.navigableKeySet(), there.navigableKeySet());
        question.bounds()
                .checkValues(wanted.stream()
                        .mapToLong(year -> there.get(year).codes().size())
                        .sum());
        Optional<YearFlows> before = Optional.empty();
        for (int year : wanted) {
            if (question.bounds().isOver()) throw new CancellationException();
            YearFlows now = there.get(year);
            boolean broken = before.filter(last -> !last.vintage().equals(now.vintage())
                            || indicator.breaks().stream()
                                    .anyMatch(first -> last.year() < first && first <= now.year()))
                    .isPresent();
            new OfYear(indicator, now, broken).tell();
            before = Optional.of(now);
        }
    }

    /** One indicator in one year. */
    private final class OfYear {
        private final Indicator indicator;
        private final YearFlows year;
        private final boolean broken;
        private final Flows flows;
        private final VintageAreas areas;
        private final Map<String, String> names = new HashMap<>();
        private final Optional<int[]> markets;

        OfYear(Indicator indicator, YearFlows year, boolean broken) {
            this.indicator = indicator;
            this.year = year;
            this.broken = broken;
            this.flows = Flows.of(year);
            this.areas = observations.snapshot().vintage(year.vintage()).orElseThrow();
            List<AreaName> inOrder = AreaNames.of(observations.snapshot(), observations.configuration())
                    .of(areas);
            for (int i = 0; i < inOrder.size(); i++) {
                names.put(areas.areas().get(i).code(), inOrder.get(i).text());
            }
            this.markets = markets();
        }

        private Optional<int[]> markets() {
            try {
                return Optional.of(LocalLabourMarkets.of(flows));
            } catch (IllegalArgumentException e) {
                notes.add("computed_market: there is none for " + year.year() + ": " + e.getMessage());
                return Optional.empty();
            }
        }

        void tell() {
            Set<String> wanted = new TreeSet<>(arguments.get(FlowsDeclaration.CODES));
            Set<String> lacking = new TreeSet<>(wanted);
            lacking.removeAll(names.keySet());
            if (!lacking.isEmpty()) {
                throw refused("codes", "there is no " + String.join(", ", lacking) + " in " + year.vintage());
            }
            if (arguments.get(FlowsDeclaration.BY) == FlowUnit.MARKET) tellMarkets(wanted);
            else tellAreas(wanted);
        }

        private void tellAreas(Set<String> wanted) {
            for (Area area : areas.areas()) {
                if (!wanted.isEmpty() && !wanted.contains(area.code())) continue;
                int number = year.codes().indexOf(area.code());
                Optional<String> centre = number < 0 ? Optional.empty() : centre(number);
                row("area", area.code(), 1, centre, number < 0 ? Sums.UNKNOWN : Sums.of(flows, number));
            }
        }

        private Optional<String> centre(int number) {
            return markets.map(of -> year.codes().get(of[number]));
        }

        /** Those of areas that are wanted, and here. */
        private void tellMarkets(Set<String> wanted) {
            int[] of = markets.orElseThrow(() -> refused(
                    "by",
                    "there are no labour markets of " + year.year() + ", since not all flows are known; ask by=area"));
            Flows between = flows.between(of);
            for (int market = 0; market < between.size(); market++) {
                String code = between.codes().get(market);
                int centre = year.codes().indexOf(code);
                int[] members = IntStream.range(0, of.length)
                        .filter(area -> of[area] == centre)
                        .toArray();
                boolean asked = Arrays.stream(members)
                        .mapToObj(year.codes()::get)
                        .anyMatch(wanted.isEmpty() ? names::containsKey : wanted::contains);
                if (asked) row("computed_market", code, members.length, Optional.of(code), Sums.of(between, market));
            }
        }

        private void row(String kind, String code, int size, Optional<String> centre, Sums sums) {
            Status status = sums.status();
            Reason reason = status.hasValue() ? Reason.NONE : sums.isCovered() ? Reason.INCOMPLETE : Reason.NOT_COVERED;
            rows.add(Arrays.asList(
                    indicator.id(),
                    year.year(),
                    kind,
                    code,
                    names.get(code),
                    size,
                    persons(sums.living()),
                    persons(sums.working()),
                    persons(sums.within()),
                    persons(sums.out()),
                    persons(sums.in()),
                    share(sums.within().shareOf(sums.living())),
                    share(sums.within().shareOf(sums.working())),
                    centre.orElse(null),
                    centre.map(names::get).orElse(null),
                    status.id(),
                    reason == Reason.NONE ? null : reason.id(),
                    broken,
                    KnownFlows.derivedFrom(year)));
        }
    }

    private static Double persons(Amount amount) {
        return amount.status().hasValue() ? (Double) Figures.exact(amount.persons()) : null;
    }

    private static Double share(double share) {
        return Double.isFinite(share) ? (Double) Figures.share(share) : null;
    }
}
