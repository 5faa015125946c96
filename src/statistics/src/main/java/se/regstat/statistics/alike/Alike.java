package se.regstat.statistics.alike;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.NavigableMap;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CancellationException;
import java.util.function.DoubleConsumer;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import se.regstat.statistics.division.AreaName;
import se.regstat.statistics.indicator.Reason;
import se.regstat.statistics.indicator.Status;
import se.regstat.statistics.observation.AreaNames;
import se.regstat.statistics.observation.Figures;
import se.regstat.statistics.reaggregation.OwnBoundaries;
import se.regstat.statistics.reaggregation.Question;
import se.regstat.statistics.request.Arguments;
import se.regstat.statistics.request.FigureTable;
import se.regstat.statistics.request.Periods;
import se.regstat.statistics.request.ReaggregationDeclaration;
import se.regstat.statistics.request.ReaggregationException;
import se.regstat.statistics.segregation.AskedPlaces;
import se.regstat.statistics.snapshot.VintageAreas;

/**
 * Answers which areas are alike, with the columns of {@link AlikeDeclaration}: {@linkplain Groups groups} of them, with profiles, and those most like one.
 *
 * <ul>
 *   <li>Each year and each place is compared for itself: means and deviations are of the areas there that have all values then, each counting once.
 *   <li>An area without a value of any indicator is left out and told so; it is never zero.
 *   <li>The same seed gives the same answer, at every door, by any number of threads, and in whatever order the areas lie in the store.
 * </ul>
 */
public final class Alike {

    /** There are fewer areas that differ than groups. */
    private static final String TOO_FEW = "too_few";

    private final Question question;
    private final Arguments arguments;
    private final AskedIndicators asked;
    private final AskedPlaces places;
    private final Optional<String> like;
    private boolean likeIsThere;
    private final List<List<Object>> rows = new ArrayList<>();
    private final Set<String> notes = new LinkedHashSet<>();

    private Alike(Question question) {
        this.question = question;
        this.arguments = question.arguments();
        String division = arguments.get(AlikeDeclaration.SOURCE_DIVISION);
        question.reaggregator()
                .refuseUnknownDivision(AlikeDeclaration.SOURCE_DIVISION.name(), division, question.visible());
        this.asked = new AskedIndicators(
                question.reaggregator().observations(), division, arguments.get(AlikeDeclaration.INDICATORS));
        this.like = arguments.get(AlikeDeclaration.LIKE);
        if (like.isPresent() && arguments.get(AlikeDeclaration.BY) == AlikeUnit.GROUP) {
            throw ReaggregationException.of(
                    AlikeDeclaration.LIKE.name(), "it is of areas, and profiles are of groups; give one of them");
        }
        this.places = new AskedPlaces(question, Optional.empty());
    }

    /**
     * @param own nobody's: no polygons are taken
     * @param progress told of how much is done, from 0 to 1
     * @throws ReaggregationException if it cannot be done, with the parameter and the reason
     * @throws CancellationException if it was cancelled
     */
    public static FigureTable answer(
            Question question, Optional<Supplier<OwnBoundaries>> own, DoubleConsumer progress) {
        return question.bounds().within(() -> new Alike(question).table(progress));
    }

    private FigureTable table(DoubleConsumer progress) {
        NavigableSet<Integer> there = asked.years();
        Periods periods = arguments.get(ReaggregationDeclaration.PERIODS);
        NavigableSet<Integer> years = periods.of(there, there);
        periods.leftOut(there, "since not all indicators have values then").ifPresent(notes::add);
        NavigableMap<Integer, List<AskedPlaces.Place>> byYear =
                places.byYear(years, year -> asked.year(year).areas());
        question.bounds()
                .checkValues(byYear.values().stream()
                                .flatMap(List::stream)
                                .mapToLong(place -> place.units().length)
                                .sum()
                        * asked.all().size());
        int done = 0;
        for (int year : years) {
            for (AskedPlaces.Place place : byYear.get(year)) new OfPlace(year, place).tell();
            progress.accept((double) ++done / years.size());
        }
        if (like.isPresent() && !likeIsThere) {
            throw ReaggregationException.of(
                    AlikeDeclaration.LIKE.name(),
                    "there is no " + like.get() + " among the areas that are compared, of "
                            + arguments.get(AlikeDeclaration.SOURCE_DIVISION));
        }
        notes.add("group: " + AlikeDeclaration.GROUPING.whole().both());
        if (like.isPresent())
            notes.add("unlikeness: " + AlikeDeclaration.LIKENESS.whole().both());
        return new FigureTable(rows, List.copyOf(notes));
    }

    /** The areas of a place in one year. */
    private final class OfPlace {
        private final AskedPlaces.Place place;
        private final AskedIndicators.OfYear year;
        private final VintageAreas areas;
        private final List<AreaName> names;
        private final String derivedFrom;

        /** All of the place, by code, so that their order in the store makes no difference. */
        private final int[] all;

        /** Those with all values: the points, in the same order. */
        private final int[] known;

        OfPlace(int year, AskedPlaces.Place place) {
            this.place = place;
            this.year = asked.year(year);
            this.areas = this.year.areas();
            this.names = AreaNames.of(
                            question.reaggregator().snapshot(),
                            question.reaggregator().observations().configuration())
                    .of(areas);
            this.derivedFrom = asked.derivedFrom(this.year);
            this.all = Arrays.stream(place.units())
                    .boxed()
                    .sorted(Comparator.comparing(this::code))
                    .mapToInt(Integer::intValue)
                    .toArray();
            this.known = Arrays.stream(all)
                    .filter(area -> this.year.status(area).hasValue())
                    .toArray();
        }

        private String code(int area) {
            return areas.areas().get(area).code();
        }

        void tell() {
            if (question.bounds().isOver()) throw new CancellationException();
            if (like.isPresent() && !isLikeHere()) return;
            boolean profiles = arguments.get(AlikeDeclaration.BY) == AlikeUnit.GROUP;
            if (known.length < all.length) {
                note("left out: " + (all.length - known.length) + " of " + all.length
                        + " areas, which lack the value of an indicator");
            }
            if (known.length == 0) {
                if (!profiles) tellLeftOut(like.isEmpty() ? all : likeAlone());
                return;
            }
            Standardised standardised =
                    Standardised.of(Arrays.stream(known).mapToObj(year::of).toArray(double[][]::new));
            for (int i = 0; i < asked.all().size(); i++) {
                if (standardised.deviations()[i] == 0) {
                    note(asked.all().get(i).id() + ": the same in all areas, so it tells none apart");
                }
            }
            if (like.isPresent()) {
                tellNearest(standardised.points());
                return;
            }
            Optional<Grouping> grouping = grouping(standardised.points());
            double[] stability = grouping.map(groups -> stability(standardised.points(), groups))
                    .orElseGet(() -> new double[0]);
            if (profiles) {
                grouping.ifPresent(groups -> tellProfiles(standardised, groups, stability));
            } else {
                tellAreas(grouping, stability);
            }
        }

        private boolean isLikeHere() {
            boolean here = likeAlone().length > 0;
            likeIsThere |= here;
            return here;
        }

        private int[] likeAlone() {
            return Arrays.stream(all)
                    .filter(area -> code(area).equals(like.orElseThrow()))
                    .toArray();
        }

        private void note(String text) {
            notes.add(text + " (" + year.year() + (place.id().isEmpty() ? "" : ", " + place.id()) + ")");
        }

        private Optional<Grouping> grouping(double[][] points) {
            int wanted = arguments.get(AlikeDeclaration.GROUPS);
            int different = Standardised.different(points);
            List<Grouping> all = wanted == 0
                    ? Grouping.all(points, AlikeDeclaration.MOST_TRIED, seed(), question.bounds()::isOver)
                    : wanted <= different
                            ? List.of(Grouping.of(points, wanted, seed(), question.bounds()::isOver))
                            : List.of();
            if (all.isEmpty()) {
                note("k: there are no " + (wanted == 0 ? "" : wanted + " ") + "groups of " + different
                        + " areas that differ");
            } else if (wanted == 0) {
                note("k: mean silhouette of "
                        + all.stream()
                                .map(one -> one.number() + " groups " + Figures.share(one.silhouette()))
                                .collect(Collectors.joining(", ")));
            }
            return Grouping.best(all);
        }

        private int seed() {
            return arguments.get(AlikeDeclaration.SEED);
        }

        private double[] stability(double[][] points, Grouping grouping) {
            return Stability.of(
                    points,
                    grouping.groups(),
                    arguments.get(AlikeDeclaration.DRAWS),
                    seed(),
                    question.bounds()::isOver);
        }

        private void tellAreas(Optional<Grouping> grouping, double[] stability) {
            if (grouping.isEmpty()) {
                for (int area : known) {
                    rows.add(area(area)
                            .with("status", Status.NOT_APPLICABLE.id())
                            .with("reason", TOO_FEW)
                            .told());
                }
            }
            grouping.ifPresent(groups -> {
                for (int point = 0; point < known.length; point++) {
                    rows.add(area(known[point])
                            .group(groups, groups.groups().of()[point], stability)
                            .with("silhouette", told(groups.silhouettes()[point]))
                            .with("distance", told(groups.distances()[point]))
                            .told());
                }
            });
            tellLeftOut(Arrays.stream(all)
                    .filter(area -> !year.status(area).hasValue())
                    .toArray());
        }

        private void tellLeftOut(int[] areas) {
            for (int area : areas) {
                rows.add(area(area)
                        .with("lacking", String.join(",", asked.ids(year.lacking(area))))
                        .with("reason", Reason.INCOMPLETE.id())
                        .told());
            }
        }

        private void tellNearest(double[][] points) {
            int own = IntStream.range(0, known.length)
                    .filter(point -> code(known[point]).equals(like.orElseThrow()))
                    .findFirst()
                    .orElse(-1);
            if (own < 0) {
                tellLeftOut(likeAlone());
                return;
            }
            double[] unlike = Arrays.stream(points)
                    .mapToDouble(point -> Standardised.distance(point, points[own]))
                    .toArray();
            // Of equally unlike ones the first by code, as they lie.
            int[] nearest = IntStream.range(0, known.length)
                    .filter(point -> point != own)
                    .boxed()
                    .sorted(Comparator.comparingDouble(point -> unlike[point]))
                    .limit(arguments.get(AlikeDeclaration.NEAREST))
                    .mapToInt(Integer::intValue)
                    .toArray();
            for (int rank = 0; rank < nearest.length; rank++) {
                rows.add(area(known[nearest[rank]])
                        .with("rank", rank + 1)
                        .with("unlikeness", told(unlike[nearest[rank]]))
                        .told());
            }
        }

        private void tellProfiles(Standardised standardised, Grouping grouping, double[] stability) {
            for (int group = 0; group < grouping.number(); group++) {
                boolean estimated =
                        grouping.members(group).anyMatch(point -> year.status(known[point]) == Status.ESTIMATED);
                for (int i = 0; i < asked.all().size(); i++) {
                    double centre = grouping.groups().centres()[group][i];
                    rows.add(new AlikeRow(year.year(), place)
                            .group(grouping, group, stability)
                            .with("silhouette", told(grouping.silhouette(group)))
                            .with("distance", told(grouping.distance(group)))
                            .with("indicator", asked.all().get(i).id())
                            .with(
                                    "mean",
                                    told(standardised.means()[i]
                                            + centre * standardised.deviations()[i]))
                            .with("standardised", told(centre))
                            .with("status", (estimated ? Status.ESTIMATED : Status.NORMAL).id())
                            .with("derived_from", asked.derivedFrom(year, i))
                            .told());
                }
            }
        }

        private AlikeRow area(int area) {
            return new AlikeRow(year.year(), place)
                    .with("code", code(area))
                    .with("name", names.get(area).text())
                    .with("status", year.status(area).id())
                    .with("derived_from", derivedFrom);
        }
    }

    private static Double told(double figure) {
        return Double.isNaN(figure) ? null : (Double) Figures.share(figure);
    }
}
