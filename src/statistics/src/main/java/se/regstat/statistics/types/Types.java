package se.regstat.statistics.types;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.DoubleConsumer;
import java.util.function.IntPredicate;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import se.regstat.statistics.indicator.Combination;
import se.regstat.statistics.indicator.Indicator;
import se.regstat.statistics.indicator.Measure;
import se.regstat.statistics.observation.Comparability;
import se.regstat.statistics.observation.Figures;
import se.regstat.statistics.observation.Observations;
import se.regstat.statistics.observation.Series;
import se.regstat.statistics.observation.YearValues;
import se.regstat.statistics.reaggregation.OwnBoundaries;
import se.regstat.statistics.reaggregation.Question;
import se.regstat.statistics.request.Arguments;
import se.regstat.statistics.request.FigureTable;
import se.regstat.statistics.request.Periods;
import se.regstat.statistics.request.ReaggregationException;

/**
 * Answers which areas changed type, and why. Types are those of {@link Combination.Classes}. An area that is in another class than then changed <em>by itself</em> if its index would be
 * in another class by the limits of then too, else <em>by the limits</em>, which moved. Both add up to all that changed. Areas that are not the same ones in both years are not compared.
 */
public final class Types {

    private final Observations observations;
    private final Arguments arguments;
    private final String division;
    private final List<List<Object>> rows = new ArrayList<>();
    private final Set<String> notes = new LinkedHashSet<>();

    private Types(Question question) {
        this.observations = question.reaggregator().observations();
        this.arguments = question.arguments();
        this.division = arguments.get(TypesDeclaration.SOURCE_DIVISION);
        question.reaggregator().refuseUnknownDivision("sourceDivision", division, question.visible());
    }

    /**
     * @param own nobody's: no polygons are taken
     * @param progress told of how much is done, from 0 to 1
     * @return rows by type, year and class, with the columns of {@link TypesDeclaration}
     * @throws ReaggregationException if it cannot be done, with the parameter and the reason
     */
    public static FigureTable answer(
            Question question, Optional<Supplier<OwnBoundaries>> own, DoubleConsumer progress) {
        return question.bounds().within(() -> new Types(question).table(progress));
    }

    private FigureTable table(DoubleConsumer progress) {
        List<String> ids = arguments.get(TypesDeclaration.INDICATORS);
        if (ids.isEmpty()) throw ReaggregationException.of("indicators", "none is named; name a class");
        Optional<Series> published = arguments.get(TypesDeclaration.PUBLISHED).map(this::published);
        int done = 0;
        for (String id : ids) {
            tell(series("indicators", id), published);
            progress.accept((double) ++done / ids.size());
        }
        notes.add(
                "by_areas, by_limits: an area changed by itself if its index is in another class by the limits of then too,"
                        + " else because the limits moved");
        return new FigureTable(rows, List.copyOf(notes));
    }

    private Series series(String parameter, String id) {
        return observations
                .series(id, division)
                .filter(Series::hasAnyValue)
                .orElseThrow(() -> ReaggregationException.of(
                        parameter, "'" + id + "' has no values for " + division + observations.whyNone(id, division)));
    }

    private Series published(String id) {
        Series found = series(TypesDeclaration.PUBLISHED.name(), id);
        if (found.indicator().measure() instanceof Measure.Index index && index.classes()) return found;
        throw ReaggregationException.of(
                TypesDeclaration.PUBLISHED.name(),
                "'" + id + "' is "
                        + (found.indicator().measure().isClass()
                                ? "computed here, and no published class"
                                : "no class"));
    }

    private static Combination.Classes classes(Indicator indicator) {
        if (indicator.measure() instanceof Measure.Combined combined
                && combined.combination() instanceof Combination.Classes classes) return classes;
        throw ReaggregationException.of(
                "indicators",
                "'" + indicator.id() + "' is no class that is made of an index, as by  of: in indicators.yml");
    }

    private void tell(Series types, Optional<Series> published) {
        Combination.Classes classes = classes(types.indicator());
        NavigableSet<Integer> there = new TreeSet<>();
        types.years().stream().filter(YearValues::hasAnyValue).forEach(year -> there.add(year.year()));
        OptionalInt since = TypesDeclaration.year(arguments.get(TypesDeclaration.SINCE));
        if (since.isPresent() && !there.contains(since.getAsInt())) {
            throw ReaggregationException.of(
                    TypesDeclaration.SINCE.name(),
                    types.indicator().id() + " has no values in " + since.getAsInt() + "; it has in " + there);
        }
        Periods periods = arguments.get(TypesDeclaration.PERIODS);
        if (!periods.absent(there).isEmpty()) {
            notes.add("periods: " + listed(periods.absent(there)) + " left out, since "
                    + types.indicator().id() + " has no values then");
        }
        NavigableSet<Integer> years = periods.of(there, there);
        since.ifPresent(year -> refuseNoneLater(year, years));
        for (int year : years) {
            Integer before = since.isPresent() ? (Integer) since.getAsInt() : there.lower(year);
            boolean compared = before != null && before < year;
            tell(
                    types,
                    classes,
                    types.year(year).orElseThrow(),
                    compared ? types.year(before) : Optional.empty(),
                    published.flatMap(other -> other.year(year)));
        }
    }

    private void refuseNoneLater(int since, NavigableSet<Integer> years) {
        NavigableSet<Integer> notLater = years.headSet(since, true);
        if (notLater.size() == years.size()) {
            throw ReaggregationException.of(
                    TypesDeclaration.SINCE.name(),
                    since + " is to be earlier than a year that is told of, and these are " + listed(years));
        }
        if (!notLater.isEmpty())
            notes.add("since: " + listed(notLater) + " not compared, being no later than " + since);
    }

    private static String listed(Collection<Integer> years) {
        return years.stream().map(String::valueOf).collect(Collectors.joining(", "));
    }

    /** What the limits of a year are made of. */
    private Optional<Combination.Norm> norm(Combination.Classes classes, int year) {
        return observations.norm(
                classes.index(), classes.reference(), classes.anchored().orElse(year));
    }

    private void tell(
            Series types,
            Combination.Classes classes,
            YearValues now,
            Optional<YearValues> then,
            Optional<YearValues> published) {
        YearValues index =
                observations.year(classes.index(), division, now.year()).orElseThrow();
        int size = now.size();
        int[] here = new int[size];
        int[] before = new int[size];
        int[] byLimitsOfThen = new int[size];
        Optional<int[]> earlier = then.map(values -> earlier(values, now));
        for (int area = 0; area < size; area++) {
            here[area] = now.hasValue(area) ? (int) now.value(area) : 0;
            int same = earlier.isPresent() ? earlier.get()[area] : -1;
            if (here[area] == 0 || same < 0 || !then.orElseThrow().hasValue(same)) continue;
            before[area] = (int) then.get().value(same);
            byLimitsOfThen[area] = (int)
                    classes.at(then.get().year()).of(new double[] {index.value(area)}, now.year(), observations::norm);
        }
        Optional<Combination.Norm> norm = norm(classes, now.year());
        Optional<Combination.Norm> normThen = then.flatMap(values -> norm(classes, values.year()));
        if (then.isPresent() && !norm.map(Combination.Norm::areas).equals(normThen.map(Combination.Norm::areas))) {
            notes.add(types.indicator().id() + ": the limits of " + now.year() + " and "
                    + then.get().year()
                    + " are not of the same number of areas of " + classes.reference()
                    + ", so that by_limits counts what that makes too");
        }
        String derivedFrom = observations.derivedFrom(
                types.indicator(), now.areas().vintage().id(), now.year());
        for (int number = 0; number <= classes.limits().size() + 1; number++) {
            int type = number;
            IntPredicate in = area -> type == 0 ? here[area] > 0 : here[area] == type;
            IntPredicate compared = area -> in.test(area) && before[area] > 0;
            IntPredicate changed = area -> compared.test(area) && here[area] != before[area];
            IntPredicate told = area -> in.test(area)
                    && published.filter(values -> values.hasValue(area)).isPresent();
            boolean any = then.isPresent();
            rows.add(Arrays.asList(
                    now.year(),
                    then.map(YearValues::year).orElse(null),
                    types.indicator().id(),
                    type == 0 ? null : (Integer) type,
                    count(size, in),
                    any ? (Integer) count(size, area -> type == 0 ? before[area] > 0 : before[area] == type) : null,
                    any ? (Integer) count(size, compared) : null,
                    any ? (Integer) count(size, changed) : null,
                    any
                            ? (Integer) count(size, area -> changed.test(area) && byLimitsOfThen[area] != before[area])
                            : null,
                    any
                            ? (Integer) count(size, area -> changed.test(area) && byLimitsOfThen[area] == before[area])
                            : null,
                    any
                            ? (Integer) count(
                                    size,
                                    area -> compared.test(area)
                                            && here[area] == before[area]
                                            && byLimitsOfThen[area] != before[area])
                            : null,
                    published.isPresent() ? (Integer) count(size, told) : null,
                    published.isPresent()
                            ? (Integer) count(
                                    size,
                                    area -> told.test(area)
                                            && published.orElseThrow().value(area) == here[area])
                            : null,
                    type == 0 ? (Integer) count(size, area -> here[area] == 0) : null,
                    limit(classes, norm, type),
                    limit(classes, normThen, type),
                    norm.map(Combination.Norm::areas).orElse(null),
                    normThen.map(Combination.Norm::areas).orElse(null),
                    derivedFrom));
        }
    }

    /** The lower limit of a class in the index's unit; null of the last one, and of all. */
    private static Double limit(Combination.Classes classes, Optional<Combination.Norm> norm, int type) {
        if (type == 0 || type > classes.limits().size()) return null;
        return norm.map(of -> Figures.share(of.mean() + classes.limits().get(type - 1) * of.deviation()))
                .orElse(null);
    }

    private static int count(int size, IntPredicate wanted) {
        return (int) IntStream.range(0, size).filter(wanted).count();
    }

    /** For each area now the number of the same one then, -1 for none. */
    private int[] earlier(YearValues then, YearValues now) {
        if (then.areas().equals(now.areas()))
            return IntStream.range(0, now.size()).toArray();
        Comparability comparability = observations.comparability(then.areas(), now.areas());
        return IntStream.range(0, now.size()).map(comparability::earlier).toArray();
    }
}
