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
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import se.regstat.statistics.division.Area;
import se.regstat.statistics.division.AreaName;
import se.regstat.statistics.division.LocalText;
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
    private final Set<String> codes;
    private final List<List<Object>> rows = new ArrayList<>();
    private final Set<String> notes = new LinkedHashSet<>();

    private FlowFigures(Question question) {
        this.question = question;
        this.arguments = question.arguments();
        this.observations = question.reaggregator().observations();
        this.division = arguments.get(FlowsDeclaration.SOURCE_DIVISION);
        this.codes = Set.copyOf(arguments.get(FlowsDeclaration.CODES));
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
        List<OfYear> years = new ArrayList<>();
        for (int year : wanted) {
            if (question.bounds().isOver()) throw new CancellationException();
            YearFlows now = there.get(year);
            Optional<OfYear> before = years.isEmpty() ? Optional.empty() : Optional.of(years.get(years.size() - 1));
            boolean broken = before.map(last -> last.year)
                    .filter(last -> !last.vintage().equals(now.vintage())
                            || indicator.breaks().stream()
                                    .anyMatch(first -> last.year() < first && first <= now.year()))
                    .isPresent();
            years.add(new OfYear(indicator, now, broken, before));
        }
        checkCodes(years);
        if (arguments.get(FlowsDeclaration.BY) == FlowUnit.AREA) {
            years.forEach(OfYear::tellAreas);
        } else if (years.stream().allMatch(year -> year.markets.isEmpty())) {
            throw refused(
                    "by",
                    "there are no labour markets of "
                            + years.stream()
                                    .map(year -> Integer.toString(year.year.year()))
                                    .collect(Collectors.joining(", "))
                            + ", since not all flows are known; ask by=area");
        } else {
            years.forEach(OfYear::tellMarkets);
        }
    }

    /** Vintages come and go, and areas with them: a code must be in one of the years. */
    private void checkCodes(List<OfYear> years) {
        Set<String> nowhere = new TreeSet<>(codes);
        years.forEach(year -> nowhere.removeAll(year.names.keySet()));
        if (!nowhere.isEmpty()) {
            throw refused(
                    "codes",
                    "there is no " + String.join(", ", nowhere) + " in "
                            + years.stream()
                                    .map(year -> year.year.vintage().toString())
                                    .distinct()
                                    .collect(Collectors.joining(", ")));
        }
        for (OfYear year : years) {
            Set<String> lacking = new TreeSet<>(codes);
            lacking.removeAll(year.names.keySet());
            if (lacking.isEmpty()) continue;
            notes.add("codes: there is no " + String.join(", ", lacking) + " in " + year.year.vintage() + ", of which "
                    + year.year.year() + " is");
        }
    }

    /** One indicator in one year. */
    private final class OfYear {
        private final Indicator indicator;
        private final YearFlows year;
        private final boolean broken;
        private final VintageAreas areas;
        private final Map<String, String> names = new HashMap<>();
        private final Flows flows;
        private final Optional<int[]> markets;

        /** By centre the areas of each market, codes with spaces between. */
        private final Map<String, String> members;

        private final Optional<Map<String, String>> membersBefore;

        /**
         * @param broken whether the figures of areas cannot be compared with the year before
         * @param before the year before in the answer
         */
        OfYear(Indicator indicator, YearFlows year, boolean broken, Optional<OfYear> before) {
            this.indicator = indicator;
            this.year = year;
            this.broken = broken;
            this.membersBefore = before.filter(last -> last.markets.isPresent()).map(last -> last.members);
            this.areas = observations.snapshot().vintage(year.vintage()).orElseThrow();
            List<AreaName> inOrder = AreaNames.of(observations.snapshot(), observations.configuration())
                    .of(areas);
            for (int i = 0; i < inOrder.size(); i++) {
                names.put(areas.areas().get(i).code(), inOrder.get(i).text());
            }
            this.flows = Flows.of(year, names.keySet());
            this.markets = markets();
            this.members = markets.map(this::members).orElse(Map.of());
        }

        private Optional<int[]> markets() {
            List<String> untold = LocalLabourMarkets.untold(flows);
            if (!untold.isEmpty()) {
                String from = few(untold);
                note(
                        "det finns inga arbetsmarknader, eftersom inte alla flöden från " + from + " är kända",
                        "there are no labour markets, since not all flows from " + from + " are known");
                return Optional.empty();
            }
            int[] centres = LocalLabourMarkets.of(flows);
            List<String> beyond = IntStream.range(0, centres.length)
                    .filter(area -> flows.isHere(area) && !flows.isHere(centres[area]))
                    .mapToObj(year.codes()::get)
                    .toList();
            if (!beyond.isEmpty()) {
                note(
                        few(beyond) + " hör till arbetsmarknader vars centrum inte finns i " + year.vintage()
                                + ", och som därför inte redovisas",
                        few(beyond) + " belong to labour markets whose centre is not in " + year.vintage()
                                + ", which are therefore not told");
            }
            return Optional.of(centres);
        }

        private void note(String sv, String en) {
            notes.add("computed_market, " + year.year() + ": " + new LocalText(sv, en).both());
        }

        private static String few(List<String> codes) {
            return codes.size() > 5
                    ? String.join(", ", codes.subList(0, 5)) + " … (" + codes.size() + ")"
                    : String.join(", ", codes);
        }

        private Map<String, String> members(int[] centres) {
            Map<String, String> byCentre = new TreeMap<>();
            for (int area = 0; area < centres.length; area++) {
                if (!flows.isHere(centres[area])) continue;
                byCentre.merge(
                        year.codes().get(centres[area]), year.codes().get(area), (some, more) -> some + " " + more);
            }
            return byCentre;
        }

        void tellAreas() {
            for (Area area : areas.areas()) {
                if (!codes.isEmpty() && !codes.contains(area.code())) continue;
                int number = year.codes().indexOf(area.code());
                row(
                        "area",
                        area.code(),
                        area.code(),
                        number < 0 ? Optional.empty() : centre(number),
                        number < 0 ? Sums.UNKNOWN : Sums.of(flows, number),
                        broken);
            }
        }

        private Optional<String> centre(int number) {
            return markets.filter(of -> flows.isHere(of[number]))
                    .map(of -> year.codes().get(of[number]));
        }

        /** Those of areas that are wanted, and here; nothing where there are none. */
        void tellMarkets() {
            if (markets.isEmpty()) return;
            Flows between = flows.between(markets.get());
            for (int market = 0; market < between.size(); market++) {
                String code = between.codes().get(market);
                String of = members.get(code);
                if (of == null) continue;
                boolean asked = codes.isEmpty() || Stream.of(of.split(" ")).anyMatch(codes::contains);
                boolean others = membersBefore
                        .filter(before -> !of.equals(before.get(code)))
                        .isPresent();
                if (asked) {
                    row("computed_market", code, of, Optional.of(code), Sums.of(between, market), broken || others);
                }
            }
        }

        /** @param members codes of the areas that it is, with spaces between */
        private void row(
                String kind, String code, String members, Optional<String> centre, Sums sums, boolean seriesBreak) {
            Status status = sums.status();
            Reason reason = status.hasValue() ? Reason.NONE : sums.isCovered() ? Reason.INCOMPLETE : Reason.NOT_COVERED;
            rows.add(Arrays.asList(
                    indicator.id(),
                    year.year(),
                    kind,
                    code,
                    names.get(code),
                    members.split(" ").length,
                    members,
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
                    seriesBreak,
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
