package se.regstat.statistics.sensitivity;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CancellationException;
import java.util.function.DoubleConsumer;
import java.util.function.Supplier;
import se.regstat.statistics.division.AreaName;
import se.regstat.statistics.division.LocalText;
import se.regstat.statistics.neighbourhood.AreaNeighbourhoods;
import se.regstat.statistics.observation.AreaNames;
import se.regstat.statistics.observation.Observations;
import se.regstat.statistics.reaggregation.OwnBoundaries;
import se.regstat.statistics.reaggregation.Question;
import se.regstat.statistics.regrouping.Zoning;
import se.regstat.statistics.request.Arguments;
import se.regstat.statistics.request.FigureTable;
import se.regstat.statistics.request.Message;
import se.regstat.statistics.request.Periods;
import se.regstat.statistics.request.ReaggregationException;
import se.regstat.statistics.segregation.AskedGroups;
import se.regstat.statistics.segregation.AskedPlaces;
import se.regstat.statistics.segregation.KnownUnits;
import se.regstat.statistics.segregation.SegregationDeclaration;
import se.regstat.statistics.snapshot.VintageAreas;

/**
 * Answers how much of a figure is how the borders were drawn, as {@link SensitivityDeclaration} has it: the same measure of the same people on several divisions (scale), and on random
 * divisions as even as an official one (zoning).
 *
 * <ul>
 *   <li>Every division counts with what the place has of its areas, put together of the units by their codes; so all figures of a place and year are of the same people.
 *   <li>A unit without a value is never zero: figures are missing (strict), or those of the other units and estimated (partial).
 *   <li>Of a division that is a single area in the place there is no figure: not applicable, with the reason.
 *   <li>The same seed gives the same answer, at every door and by any number of threads.
 * </ul>
 */
public final class Sensitivity {

    /** What units are told of. */
    private static final String TOP_CLASS = "top_class";

    /** Sizes of neighbourhoods where none are asked for. */
    private static final List<Integer> USUAL = List.of(3_200, 12_800, 51_200);

    private final Question question;
    private final Arguments arguments;
    private final UnitsOfYear.Asked asked;
    private final AskedPlaces places;
    private final List<AskedFigure> figures;
    private final List<List<Object>> rows = new ArrayList<>();
    private final Set<String> notes = new LinkedHashSet<>();

    private Sensitivity(Question question, Optional<Supplier<OwnBoundaries>> own) {
        this.question = question;
        this.arguments = question.arguments();
        Observations observations = question.reaggregator().observations();
        String division = arguments.get(SegregationDeclaration.SOURCE_DIVISION);
        known("sourceDivision", division);
        AskedGroups groups = AskedGroups.of(observations, arguments);
        this.asked = new UnitsOfYear.Asked(
                groups,
                arguments.get(SensitivityDeclaration.OTHER_INDICATOR).map(id -> compared(observations, division, id)));
        this.figures = figures();
        if (draws() > 0) SegregationDeclaration.refuseTooFew(draws(), arguments.get(SensitivityDeclaration.CONFIDENCE));
        if (draws() == 0 && isByUnit()) {
            throw ReaggregationException.of(
                    SensitivityDeclaration.BY.name(),
                    Message.of("units are told of in random divisions; give ")
                            .setting(SensitivityDeclaration.DRAWS.name(), "200"));
        }
        arguments
                .get(SensitivityDeclaration.SCALES)
                .forEach(scale -> known(SensitivityDeclaration.SCALES.name(), scale));
        if (draws() > 0) {
            for (var parameter : List.of(SensitivityDeclaration.OFFICIAL, SensitivityDeclaration.REGION)) {
                known(parameter.name(), arguments.get(parameter));
            }
        }
        this.places = new AskedPlaces(question, own);
    }

    /**
     * @param own polygons to look within; empty if none were given
     * @param progress told of how much is done, from 0 to 1
     * @throws ReaggregationException if it cannot be done, with the parameter and the reason
     * @throws CancellationException if it was cancelled
     */
    public static FigureTable answer(
            Question question, Optional<Supplier<OwnBoundaries>> own, DoubleConsumer progress) {
        return question.bounds().within(() -> new Sensitivity(question, own).table(progress));
    }

    private void known(String parameter, String division) {
        question.reaggregator().refuseUnknownDivision(parameter, division, question.visible());
    }

    private static AskedGroups compared(Observations observations, String division, String id) {
        return new AskedGroups(
                observations, division, SensitivityDeclaration.OTHER_INDICATOR.name(), List.of(id), Optional.empty());
    }

    private boolean isByUnit() {
        return arguments.get(SensitivityDeclaration.BY) == SensitivityUnit.UNIT;
    }

    private int draws() {
        return arguments.get(SensitivityDeclaration.DRAWS);
    }

    private List<AskedFigure> figures() {
        List<AskedFigure> wanted = arguments.get(SensitivityDeclaration.MEASURES);
        for (AskedFigure figure : wanted) {
            refusal(figure).ifPresent(why -> {
                throw ReaggregationException.of("measures", figure.id() + " " + why);
            });
        }
        if (!wanted.isEmpty()) return wanted;
        return Arrays.stream(AskedFigure.values())
                .filter(figure -> refusal(figure).isEmpty())
                .toList();
    }

    private Optional<String> refusal(AskedFigure figure) {
        return figure.refusal(asked.groups(), asked.other().isPresent());
    }

    private FigureTable table(DoubleConsumer progress) {
        NavigableSet<Integer> there = asked.years();
        Periods periods = arguments.get(SegregationDeclaration.PERIODS);
        NavigableSet<Integer> years = periods.of(there, there);
        periods.leftOut(there, "since not all that is asked about has values then")
                .ifPresent(notes::add);
        Optional<VintageAreas> before = Optional.empty();
        int done = 0;
        NavigableMap<Integer, List<AskedPlaces.Place>> byYear = places.byYear(years, asked.groups()::units);
        for (int year : years) {
            UnitsOfYear now = asked.year(year);
            boolean broken = before.filter(
                            units -> !units.vintage().equals(now.units().vintage()))
                    .isPresent();
            AskedGroups.contradiction(question, now.units(), year, now.contradictory())
                    .ifPresent(notes::add);
            if (isByUnit()) tellUnits(year, broken, now, byYear.get(year));
            else tell(year, broken, now, byYear.get(year));
            before = Optional.of(now.units());
            progress.accept((double) ++done / years.size());
        }
        if (isByUnit())
            notes.add(TOP_CLASS + ": " + SensitivityDeclaration.TOP.whole().both());
        else
            figures.forEach(
                    figure -> notes.add(figure.id() + ": " + figure.explained().both()));
        if (draws() > 0 && !isByUnit()) {
            notes.add(
                    "low to high: of the random divisions; no margin of error, but how much the figure depends on where borders"
                            + " were drawn");
        }
        return new FigureTable(rows, List.copyOf(notes));
    }

    private void tell(int year, boolean broken, UnitsOfYear now, List<AskedPlaces.Place> all) {
        List<Scale> scales = scales(now, year);
        question.bounds().checkValues((long) all.size() * scales.size() * figures.size());
        Optional<RandomDivisions> random = draws() == 0
                ? Optional.empty()
                : Optional.of(RandomDivisions.of(question, places, now.units(), year, all));
        List<FiguresOfPlace> found = new ArrayList<>();
        for (AskedPlaces.Place place : all) {
            if (question.bounds().isOver()) throw new CancellationException();
            KnownUnits units = known(place, now);
            found.add(FiguresOfPlace.of(place, units, now.sums(), figures, scales, random, question.bounds()::isOver));
        }
        List<List<Ranks>> ranks = found.size() < 2 ? List.of() : Ranks.of(found, figures.size(), scales);
        for (FiguresOfPlace place : found) {
            for (int figure = 0; figure < figures.size(); figure++) {
                for (int scale = 0; scale < scales.size(); scale++) {
                    FigureRow row = new FigureRow(year, broken, place, now.derivedFrom())
                            .of(figures.get(figure).id(), groups(figures.get(figure)))
                            .on(scales.get(scale).name(), place.on().get(scale), figure);
                    tellOthers(row, place, figure, scale, scales.get(scale).isOfficial(), ranks);
                    rows.add(row.told());
                }
            }
        }
    }

    private KnownUnits known(AskedPlaces.Place place, UnitsOfYear now) {
        return KnownUnits.of(place, now.statuses(), now.sums()::people, arguments.get(SegregationDeclaration.MISSING));
    }

    /** In how many random divisions each unit lies in the top class of its place. */
    private void tellUnits(int year, boolean broken, UnitsOfYear now, List<AskedPlaces.Place> all) {
        question.bounds()
                .checkRows(
                        "periods",
                        all.stream().mapToLong(place -> place.units().length).sum() + rows.size());
        RandomDivisions random = RandomDivisions.of(question, places, now.units(), year, all);
        Scale official = official(now, year);
        List<AreaName> names = AreaNames.of(
                        question.reaggregator().snapshot(),
                        question.reaggregator().observations().configuration())
                .of(now.units());
        for (AskedPlaces.Place place : all) {
            KnownUnits units = known(place, now);
            FiguresOfPlace of = FiguresOfPlace.of(
                    place, units, now.sums(), List.of(), List.of(), Optional.of(random), question.bounds()::isOver);
            Scale.Values here = official.of(units, List.of());
            Optional<RandomDivisions.OfPlace> drawn = of.drawn().flatMap(any -> random.in(place, units.known()));
            boolean told = here.status().hasValue() && drawn.isPresent();
            int[] times = told
                    ? TopClass.draws(units.known(), now.sums(), drawn.orElseThrow(), question.bounds()::isOver)
                    : new int[0];
            boolean[] top = told ? TopClass.on(units.known(), now.sums(), official.groupOf()) : new boolean[0];
            if (here.status().hasValue() && drawn.isEmpty()) noteNone(place);
            of.drawn().filter(any -> !any.whole()).ifPresent(any -> noteParts(place));
            Map<Integer, Integer> numbers = new HashMap<>();
            if (told) for (int known : units.known()) numbers.put(known, numbers.size());
            for (int unit : place.units()) {
                int known = numbers.getOrDefault(unit, -1);
                FigureRow row = new FigureRow(year, broken, of, now.derivedFrom())
                        .of(TOP_CLASS, groups(AskedFigure.SPREAD))
                        .unit(
                                now.units().areas().get(unit).code(),
                                names.get(unit).text(),
                                known < 0 ? null : (Boolean) top[known]);
                if (known < 0) {
                    row.on(official.name(), Scale.Values.none(here, now.statuses()[unit]), 0);
                } else {
                    row.on(official.name(), here.with((double) times[known] / draws()), 0)
                            .drawn(
                                    draws(),
                                    of.drawn().orElseThrow().distinct(),
                                    of.drawn().orElseThrow().kept())
                            .saying(new Sentence(officialTitle()).of(times[known], draws(), top[known]));
                }
                rows.add(row.told());
            }
        }
    }

    private void noteNone(AskedPlaces.Place place) {
        notes.add("draws: none in " + (place.id().isEmpty() ? "all" : place.id())
                + ", since people or official areas of some units there are not known");
    }

    private void noteParts(AskedPlaces.Place place) {
        notes.add("draws: " + place.id() + " is not made of whole areas of "
                + arguments.get(SensitivityDeclaration.REGION)
                + "; what lies in it of each is divided, into as many areas as official ones have a part there");
    }

    /** What is told beside a figure: its rank, and random divisions. */
    private void tellOthers(
            FigureRow row, FiguresOfPlace place, int figure, int scale, boolean isOfficial, List<List<Ranks>> ranks) {
        double value = place.on().get(scale).values()[figure];
        if (Double.isNaN(value)) return;
        Optional<Ranks> others = ranks.isEmpty()
                ? Optional.empty()
                : Optional.of(ranks.get(figure).get(scale));
        others.ifPresent(all -> row.rank(all.of(value)));
        if (!isOfficial) return;
        place.drawn()
                .ifPresentOrElse(
                        drawn -> row.zoning(
                                new Zoning(value, drawn.byFigure()[figure]),
                                others.flatMap(all -> all.random(value, drawn.byFigure()[figure])),
                                arguments.get(SensitivityDeclaration.CONFIDENCE),
                                drawn,
                                officialTitle()),
                        () -> noteNone(place.place()));
        place.drawn().filter(drawn -> !drawn.whole()).ifPresent(drawn -> noteParts(place.place()));
    }

    private LocalText officialTitle() {
        return question.reaggregator()
                .observations()
                .configuration()
                .division(arguments.get(SensitivityDeclaration.OFFICIAL))
                .title();
    }

    private String groups(AskedFigure figure) {
        String names = asked.groups().names(figure.ofGroups(asked.groups()));
        return figure == AskedFigure.CORRELATION
                ? names + " / " + asked.other().orElseThrow().names(0)
                : names;
    }

    /** The units themselves, the divisions that they lie in, and neighbourhoods. */
    private List<Scale> scales(UnitsOfYear now, int year) {
        VintageAreas units = now.units();
        String own = units.vintage().id().division();
        List<Scale> scales = new ArrayList<>();
        List<String> wanted = arguments.get(SensitivityDeclaration.SCALES);
        List<String> divisions = new ArrayList<>(wanted.isEmpty() ? above(units, year) : wanted);
        String official = arguments.get(SensitivityDeclaration.OFFICIAL);
        if (draws() > 0 && !divisions.contains(official)) divisions.add(official);
        if (wanted.isEmpty()) scales.add(Scale.units(units.vintage().id().toString(), now));
        for (String division : divisions) {
            if (division.equals(own)) {
                if (!wanted.isEmpty())
                    scales.add(Scale.units(units.vintage().id().toString(), now));
                continue;
            }
            String parameter = wanted.contains(division)
                    ? SensitivityDeclaration.SCALES.name()
                    : SensitivityDeclaration.OFFICIAL.name();
            scales.add(scale(parameter, division, now, year, draws() > 0 && division.equals(official)));
        }
        double[] sizes = sizes(now);
        List<UnitsOfYear> mixed = now.amongNeighbours(question, year, sizes, notes::add);
        for (int size = 0; size < sizes.length; size++) {
            scales.add(Scale.units(
                    "k=" + BigDecimal.valueOf(sizes[size]).stripTrailingZeros().toPlainString(), mixed.get(size)));
        }
        return scales;
    }

    private Scale official(UnitsOfYear now, int year) {
        return scale(
                SensitivityDeclaration.OFFICIAL.name(),
                arguments.get(SensitivityDeclaration.OFFICIAL),
                now,
                year,
                true);
    }

    private Scale scale(String parameter, String division, UnitsOfYear now, int year, boolean isOfficial) {
        int[] groupOf = places.areas(parameter, division, now.units(), year).array();
        String name = places.valid(division, year).orElseThrow().vintage().id().toString();
        return new Scale(name, now.sums(), now.statuses(), groupOf, isOfficial);
    }

    /** Divisions that codes of the units tell, the finest first. */
    private List<String> above(VintageAreas units, int year) {
        return question.reaggregator().snapshot().vintages().stream()
                .filter(areas -> areas != units
                        && areas.vintage().valid().contains(year)
                        && question.visible().unnamed().areas(areas.vintage().id()))
                .filter(areas -> question.reaggregator()
                        .observations()
                        .membership(units, areas, year)
                        .isPresent())
                .sorted(Comparator.comparing(
                        (VintageAreas areas) -> -areas.areas().size()))
                .map(areas -> areas.vintage().id().division())
                .distinct()
                .toList();
    }

    private double[] sizes(UnitsOfYear now) {
        return AreaNeighbourhoods.sizes(
                SensitivityDeclaration.SIZES,
                arguments.get(SensitivityDeclaration.SIZES),
                USUAL,
                now.units().vintage().id().toString(),
                now.people(),
                notes::add);
    }
}
