package se.regstat.statistics.reaggregation;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BooleanSupplier;
import java.util.function.IntToDoubleFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import se.regstat.statistics.estimate.DividingErrors;
import se.regstat.statistics.estimate.Growth;
import se.regstat.statistics.estimate.Variable;
import se.regstat.statistics.indicator.Indicator;
import se.regstat.statistics.indicator.Measure;
import se.regstat.statistics.observation.Observations;
import se.regstat.statistics.observation.Series;
import se.regstat.statistics.observation.YearValues;
import se.regstat.statistics.snapshot.VintageAreas;
import se.regstat.statistics.weights.Fitting;
import se.regstat.statistics.weights.LargerAreas;

/**
 * Values of one request that are scaled to newer totals. What is known to be a part of a whole is fitted together with it, as women with the population:
 * parts are never more than their wholes, whatever is asked for. Not thread-safe.
 */
final class ScaledValues {

    private final Observations observations;
    private final Weighing weighing;
    private final String source;
    private final String larger;
    private final Visible visible;
    private final BooleanSupplier cancelled;
    private final Map<List<Object>, Fitting.Fitted> counts = new HashMap<>();
    private final Map<List<Object>, LargerAreas> places = new HashMap<>();
    private final Set<String> notes = new LinkedHashSet<>();

    ScaledValues(Observations observations, Weighing weighing, Wanted wanted, BooleanSupplier cancelled) {
        this.observations = observations;
        this.weighing = weighing;
        this.source = wanted.request().sourceDivision();
        this.larger = wanted.request().scaleTo().orElse("");
        this.visible = wanted.visible();
        this.cancelled = cancelled;
    }

    /** What could not be scaled to, and why. */
    Collection<String> notes() {
        return notes;
    }

    YearValues of(Indicator indicator, Scaling scaling) {
        if (indicator.measure() instanceof Measure.Count) {
            return scaling.earlier()
                    .estimated(
                            scaling.known().year(),
                            scaling.own(),
                            told(count(indicator, scaling, Set.of())),
                            Optional.empty());
        }
        Fitting.Fitted fitted = bases(indicator, scaling);
        double[] bases = told(fitted);
        double[] parts = told(numerators(indicator, scaling, fitted.values()));
        double per = indicator.measure() instanceof Measure.Ratio ratio ? ratio.per() : 1;
        double[] values = new double[parts.length];
        Arrays.setAll(values, i -> per * parts[i] / bases[i]);
        return scaling.earlier()
                .estimated(
                        scaling.known().year(),
                        scaling.own(),
                        values,
                        Optional.of(new YearValues.Fraction(parts, bases)));
    }

    private static double[] told(Fitting.Fitted fitted) {
        return IntStream.range(0, fitted.values().length)
                .mapToDouble(i -> fitted.told().get(i) ? fitted.values()[i] : Double.NaN)
                .toArray();
    }

    private Fitting.Fitted bases(Indicator indicator, Scaling scaling) {
        if (indicator.measure() instanceof Measure.Density) {
            // Land stays what it is.
            double[] land = scaling.earlier().fraction().orElseThrow().denominators();
            return Fitting.Fitted.known(land);
        }
        List<String> inputs = indicator.measure().inputs();
        return count(inputs.get(inputs.size() - 1), scaling, Set.of(indicator.id()))
                .orElseGet(() -> fitted(
                        "what " + indicator.id() + " is of",
                        scaling,
                        Numbers.of(
                                scaling, year -> year.fraction().orElseThrow().denominators()),
                        Optional.empty()));
    }

    private Fitting.Fitted numerators(Indicator indicator, Scaling scaling, double[] bases) {
        Numbers numbers =
                Numbers.of(scaling, year -> year.fraction().orElseThrow().numerators());
        if (indicator.measure() instanceof Measure.Density density) {
            return count(density.count(), scaling, Set.of(indicator.id()))
                    .orElseGet(() -> fitted(indicator.id(), scaling, numbers, Optional.empty()));
        }
        Optional<Fitting.Whole> whole = Optional.of(new Fitting.Whole(
                        scaling.earlier().fraction().orElseThrow().denominators(),
                        bases,
                        scaling.known().fraction().orElseThrow().denominators()))
                .filter(of -> indicator.measure() instanceof Measure.Ratio && isPart(numbers, of));
        return fitted(indicator.id(), scaling, numbers, whole);
    }

    /** Of sources, and of larger areas; {@code start} is of the later year where that is held. */
    @SuppressWarnings("ArrayRecordComponent") // never compared
    private record Numbers(double[] start, BitSet held, double[] wanted) {

        private interface Taken {
            double[] of(YearValues year);
        }

        static Numbers of(Scaling scaling, Taken taken) {
            double[] start = taken.of(scaling.earlier()).clone();
            BitSet held = new BitSet();
            for (int i = 0; i < start.length; i++) {
                if (!scaling.isOwn(i)) continue;
                start[i] = taken.of(scaling.own().orElseThrow())[i];
                held.set(i);
            }
            return new Numbers(start, held, taken.of(scaling.known()));
        }
    }

    private static double[] values(YearValues year) {
        return all(year.size(), i -> year.hasValue(i) ? year.value(i) : Double.NaN);
    }

    private static double[] all(int size, IntToDoubleFunction number) {
        return IntStream.range(0, size).mapToDouble(number).toArray();
    }

    /** Whether numbers are, all together, no more than what they are said to be parts of. */
    private static boolean isPart(Numbers numbers, Fitting.Whole whole) {
        return isLess(numbers.start(), whole.earlier()) && isLess(numbers.wanted(), whole.wanted());
    }

    private static boolean isLess(double[] parts, double[] wholes) {
        double difference = 0;
        for (int i = 0; i < parts.length; i++) {
            if (Double.isFinite(wholes[i] - parts[i])) difference += wholes[i] - parts[i];
        }
        return difference >= 0;
    }

    /** Of another count in the same year and areas; empty where it is neither known nor can be scaled. */
    private Optional<Fitting.Fitted> count(String id, Scaling like, Set<String> asked) {
        VintageAreas areas = like.earlier().areas();
        int year = like.known().year();
        if (asked.contains(id)) return Optional.empty();
        Optional<Series> series = observations
                .series(id, source)
                .filter(one -> one.indicator().measure() instanceof Measure.Count
                        && Scaling.refusal(one.indicator()).isEmpty());
        if (series.isEmpty()) return Optional.empty();
        Optional<Scaling> scaling = Optional.ofNullable(Scaling.of(observations, series.get(), larger, visible::source)
                        .get(year))
                .filter(found -> found.earlier().areas().equals(areas));
        if (scaling.isPresent()) return Optional.of(count(series.get().indicator(), scaling.get(), asked));
        return series.get()
                .year(year)
                .filter(own -> own.hasAnyValue() && own.areas().equals(areas))
                .map(own -> Fitting.Fitted.known(values(own)));
    }

    private Fitting.Fitted count(Indicator indicator, Scaling scaling, Set<String> asked) {
        List<Object> key = List.of(indicator.id(), scaling.known().year(), asked);
        Fitting.Fitted known = counts.get(key);
        if (known != null) return known;
        Numbers numbers = Numbers.of(scaling, ScaledValues::values);
        Set<String> path =
                Stream.concat(asked.stream(), Stream.of(indicator.id())).collect(Collectors.toUnmodifiableSet());
        Fitting.Fitted fitted = null;
        for (String id : wholes(indicator.id())) {
            Optional<Fitting.Fitted> whole = count(id, scaling, path);
            Optional<YearValues> before = observations
                    .year(id, source, scaling.earlier().year())
                    .filter(year -> year.areas().equals(scaling.earlier().areas()) && year.hasAnyValue());
            Optional<YearValues> after = observations
                    .year(id, larger, scaling.known().year())
                    .filter(year -> year.areas().equals(scaling.known().areas()) && year.hasAnyValue());
            if (whole.isEmpty() || before.isEmpty() || after.isEmpty()) continue;
            Fitting.Whole of =
                    new Fitting.Whole(values(before.get()), whole.get().values(), values(after.get()));
            if (!isPart(numbers, of)) continue;
            fitted = fitted(indicator.id(), scaling, numbers, Optional.of(of));
            fitted.told().and(whole.get().told());
            break;
        }
        if (fitted == null) fitted = fitted(indicator.id(), scaling, numbers, Optional.empty());
        counts.put(key, fitted);
        return fitted;
    }

    /** Counts that a count is known to be a part of. */
    private List<String> wholes(String id) {
        List<String> wholes = new ArrayList<>();
        for (Indicator other : observations.indicators()) {
            if (other.measure() instanceof Measure.Ratio ratio
                    && ratio.numerator().filter(id::equals).isPresent())
                wholes.add(ratio.denominator().orElseThrow());
        }
        for (Indicator other : observations.indicators()) {
            if (other.parts().contains(id)) wholes.add(other.id());
        }
        return wholes;
    }

    private Fitting.Fitted fitted(String what, Scaling scaling, Numbers numbers, Optional<Fitting.Whole> whole) {
        int year = scaling.known().year();
        if (!Fitting.isPossible(numbers.start(), numbers.wanted())) {
            notes.add("scaleTo: " + what + " of " + year + " is not scaled, since some of its numbers are negative");
            return Fitting.Fitted.known(all(numbers.start().length, i -> Double.NaN));
        }
        LargerAreas areas = larger(scaling);
        Fitting.Fitted fitted =
                new Fitting(areas, numbers.start(), numbers.held(), numbers.wanted(), whole).fitted(cancelled);
        tell(what + " of " + year, scaling, areas, fitted);
        return fitted;
    }

    private LargerAreas larger(Scaling scaling) {
        return places.computeIfAbsent(
                List.of(
                        scaling.earlier().areas().vintage().id(),
                        scaling.known().areas().vintage().id(),
                        scaling.known().year()),
                key -> weighing.within(scaling, cancelled));
    }

    /** How far values are off that are scaled, as the year before tells that they are scaled from; empty where there is none. */
    Optional<Growth> growth(Variable variable, Indicator indicator, Scaling scaling) {
        YearValues earlier = scaling.earlier();
        Optional<YearValues> before = observations.series(indicator.id(), source).stream()
                .flatMap(series -> series.years().stream())
                .filter(year -> year.year() < earlier.year() && year.areas().equals(earlier.areas()))
                .filter(year -> year.hasAnyValue()
                        && (indicator.measure() instanceof Measure.Count
                                || year.fraction().isPresent()))
                .reduce((first, second) -> second);
        if (before.isEmpty()) return Optional.empty();
        boolean quotient =
                !(indicator.measure() instanceof Measure.Count || indicator.measure() instanceof Measure.Density);
        DividingErrors.Change part = new DividingErrors.Change(parts(before.get()), parts(earlier));
        Optional<DividingErrors.Change> whole = Optional.of(
                        new DividingErrors.Change(wholes(before.get()), wholes(earlier)))
                .filter(change -> quotient);
        int[] larger = larger(scaling).main();
        double years = scaling.known().year() - earlier.year();
        return weighing.errors(earlier.areas().vintage().id())
                .growth(part, whole, larger)
                .map(misses -> Growth.of(
                        variable,
                        misses.times(years / (earlier.year() - before.get().year())),
                        scaling::isOwn,
                        scaling::isEstimated,
                        larger));
    }

    private static double[] parts(YearValues year) {
        return year.fraction().map(YearValues.Fraction::numerators).orElseGet(() -> values(year));
    }

    private static double[] wholes(YearValues year) {
        return year.fraction().map(YearValues.Fraction::denominators).orElseGet(() -> values(year));
    }

    private void tell(String what, Scaling scaling, LargerAreas areas, Fitting.Fitted fitted) {
        String from = scaling.earlier().areas().vintage().id().toString();
        String to = " of " + scaling.known().size() + " areas of "
                + scaling.known().areas().vintage().id();
        if (fitted.uncovered() > 0) {
            notes.add("scaleTo: " + what + " is not scaled to " + fitted.uncovered() + to
                    + ", which have no value then, or which areas of " + from + " with values do not cover");
        }
        if (fitted.astray() > 0) {
            notes.add("scaleTo: " + what + " is not known of " + fitted.astray() + " of "
                    + scaling.earlier().size() + " areas of " + from
                    + ", since they lie only partly in those that are scaled to");
        }
        if (!fitted.misfits().isEmpty()) {
            notes.add(String.format(
                    Locale.ROOT,
                    "scaleTo: %s is not scaled to %d%s, as %s, since what lies in them cannot be made to fit within %.0f %% (the worst misses by %.1f %%)",
                    what,
                    fitted.misfits().cardinality(),
                    to,
                    areas.weights().targets().get(fitted.misfits().nextSetBit(0)),
                    100 * Fitting.MISFIT,
                    100 * fitted.worst()));
        }
    }
}
