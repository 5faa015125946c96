package se.regstat.statistics.observation;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.locationtech.jts.geom.Geometry;
import se.regstat.statistics.division.Area;
import se.regstat.statistics.event.Events;
import se.regstat.statistics.event.PointCounts;
import se.regstat.statistics.indicator.Indicator;
import se.regstat.statistics.indicator.Measure;
import se.regstat.statistics.indicator.Origin;
import se.regstat.statistics.indicator.Provenance;
import se.regstat.statistics.indicator.Reason;
import se.regstat.statistics.indicator.Status;
import se.regstat.statistics.snapshot.ValueSet;
import se.regstat.statistics.snapshot.VintageAreas;

/** Finds an indicator's values for the areas of one vintage in one year: published, computed or summed. */
final class YearOfDivision implements Measure.Visitor<YearValues.Builder> {

    private final Observations observations;
    private final Indicator indicator;
    private final VintageAreas areas;
    private final int year;
    private final String division;

    YearOfDivision(Observations observations, Indicator indicator, VintageAreas areas, int year) {
        this.observations = observations;
        this.indicator = indicator;
        this.areas = areas;
        this.year = year;
        this.division = areas.vintage().id().division();
    }

    /** Where there is something to tell, as {@link Foreseen#isTold} knows. */
    YearValues.Builder values() {
        return indicator.measure().accept(this);
    }

    @Override
    public YearValues.Builder count(Measure.Count count) {
        Optional<Events> events = observations.events(indicator.id(), year);
        Optional<ValueSet> published = indicator.events().isPresent() ? Optional.empty() : published();
        List<YearValues> parts = parts();
        YearValues.Builder values = builder(published);
        sum(count, values, parts);
        events.ifPresent(known -> count(known, values));
        return values;
    }

    private void sum(Measure.Count count, YearValues.Builder values, List<YearValues> parts) {
        fill(values, parts, (area, children, part, source) -> {
            double sum = 0;
            boolean estimated = false;
            for (int child : children) {
                if (!part.hasValue(child)) return false;
                sum = count.sum(sum, part.value(child));
                estimated |= part.status(child) == Status.ESTIMATED;
            }
            values.set(area, sum, estimated ? Status.ESTIMATED : Status.NORMAL, Origin.SUMMED, source);
            return true;
        });
    }

    /**
     * Counts what lies in the areas that are not summed from parts. What all events are not known of has no value; where nobody
     * says what they are known of, there are at least those that are known.
     */
    private void count(Events events, YearValues.Builder values) {
        BitSet covered = new CoveredAreas(observations, areas, year).of(events.covers());
        List<Geometry> open = new ArrayList<>();
        for (int area = 0; area < areas.areas().size(); area++) {
            boolean wanted = !values.status(area).hasValue()
                    && (covered.get(area) || !events.covers().isKnown());
            open.add(wanted ? areas.areas().get(area).geometry() : null);
        }
        PointCounts counts = PointCounts.of(events, open, () -> false);
        int source = values.source(source(events.provenance()));
        for (int area = 0; area < open.size(); area++) {
            if (values.status(area).hasValue()) continue;
            if (covered.get(area)) {
                values.set(area, counts.count(area), Status.NORMAL, Origin.COUNTED, source);
            } else if (counts.count(area) > 0) {
                values.set(area, counts.count(area), Status.ESTIMATED, Origin.COUNTED, source);
            } else {
                values.none(area, Status.MISSING, Reason.NOT_COVERED, Origin.COUNTED);
            }
        }
    }

    @Override
    public YearValues.Builder ratio(Measure.Ratio ratio) {
        if (!ratio.isComputed()) return weighted(ratio.denominator(), ratio.per(), true);
        YearValues n = other(ratio.numerator().orElseThrow());
        YearValues d = other(ratio.denominator().orElseThrow());
        YearValues.Builder values = new YearValues.Builder(areas);
        double[] numerators = new double[areas.areas().size()];
        double[] denominators = new double[numerators.length];
        for (int area = 0; area < numerators.length; area++) {
            numerators[area] = n.value(area);
            denominators[area] = d.value(area);
            quotient(values, area, n, d, ratio.per() * n.value(area) / d.value(area));
        }
        values.fraction(numerators, denominators);
        return values;
    }

    @Override
    public YearValues.Builder combined(Measure.Combined combined) {
        List<YearValues> inputs =
                combined.combination().inputs().stream().map(this::other).toList();
        YearValues.Builder values = new YearValues.Builder(areas);
        for (int i = 0; i < areas.areas().size(); i++) {
            int area = i;
            Origin origin =
                    origin(inputs.stream().map(input -> input.origin(area)).collect(Collectors.toSet()));
            Optional<YearValues> lacking =
                    inputs.stream().filter(input -> !input.hasValue(area)).findFirst();
            double value = lacking.isPresent()
                    ? Double.NaN
                    : combined.combination()
                            .of(
                                    inputs.stream()
                                            .mapToDouble(input -> input.value(area))
                                            .toArray(),
                                    year,
                                    observations::norm);
            if (lacking.isPresent()) {
                values.none(area, lacking.get().status(area), lacking.get().reason(area), origin);
            } else if (Double.isNaN(value)) {
                values.none(area, Status.MISSING, Reason.NO_REFERENCE, origin);
            } else {
                boolean exact = inputs.stream().allMatch(input -> input.status(area) == Status.NORMAL);
                String source = inputs.stream()
                        .filter(input -> !input.origin(area).isItsProducers())
                        .findFirst()
                        .orElse(inputs.get(0))
                        .source(area);
                values.set(area, value, exact ? Status.NORMAL : Status.ESTIMATED, origin, values.source(source));
            }
        }
        return values;
    }

    /** Of what is computed of several. */
    private static Origin origin(Set<Origin> origins) {
        return Stream.of(Origin.SUMMED, Origin.COUNTED, Origin.PROJECTED)
                .filter(origins::contains)
                .findFirst()
                .orElse(Origin.PUBLISHED);
    }

    private static void quotient(YearValues.Builder values, int area, YearValues n, YearValues d, double quotient) {
        Origin origin = origin(EnumSet.of(n.origin(area), d.origin(area)));
        if (!n.hasValue(area) || !d.hasValue(area)) {
            YearValues worse = n.hasValue(area) ? d : n;
            values.none(area, worse.status(area), worse.reason(area), origin);
        } else if (d.value(area) == 0) {
            values.none(area, Status.NOT_APPLICABLE, Reason.EMPTY_BASE, origin);
        } else {
            boolean exact = n.status(area) == Status.NORMAL && d.status(area) == Status.NORMAL;
            YearValues told = n.origin(area).isItsProducers() ? d : n;
            values.set(
                    area, quotient, exact ? Status.NORMAL : Status.ESTIMATED, origin, values.source(told.source(area)));
        }
    }

    @Override
    public YearValues.Builder mean(Measure.Mean mean) {
        return weighted(mean.base(), 1, false);
    }

    /**
     * Published, or else the mean of parts weighted with their base.
     *
     * @param rounded whether what is published is too coarse for an exact mean of it, as percentages are
     */
    private YearValues.Builder weighted(Optional<String> base, double per, boolean rounded) {
        Optional<ValueSet> published = published();
        List<YearValues> parts = parts();
        YearValues.Builder values = builder(published);
        if (base.isEmpty()) {
            explain(values, Reason.NOT_DERIVABLE);
            return values;
        }
        Optional<YearValues> bases = observations.year(base.get(), division, year);
        double[] numerators = nothing();
        double[] denominators = nothing();
        for (int area = 0; area < numerators.length; area++) {
            if (values.status(area).hasValue() && bases.isPresent()) {
                denominators[area] = bases.get().value(area);
                numerators[area] = denominators[area] * values.value(area) / per;
            }
        }
        Map<YearValues, Optional<YearValues>> basesOfParts = new HashMap<>();
        fill(values, parts, (area, children, part, source) -> {
            Optional<YearValues> partBases = basesOfParts.computeIfAbsent(
                    part,
                    of -> observations.year(
                            base.get(), of.areas().vintage().id().division(), year));
            if (partBases.isEmpty()) return false;
            double numerator = 0;
            double denominator = 0;
            boolean estimated = rounded;
            for (int child : children) {
                double weight = partBases.get().value(child);
                if (weight == 0) continue;
                if (Double.isNaN(weight) || !part.hasValue(child)) return false;
                estimated |= part.status(child) == Status.ESTIMATED
                        || partBases.get().status(child) == Status.ESTIMATED;
                numerator += weight * part.value(child) / per;
                denominator += weight;
            }
            if (denominator == 0) {
                values.none(area, Status.NOT_APPLICABLE, Reason.EMPTY_BASE, Origin.SUMMED);
            } else {
                numerators[area] = numerator;
                denominators[area] = denominator;
                values.set(
                        area,
                        per * numerator / denominator,
                        estimated ? Status.ESTIMATED : Status.NORMAL,
                        Origin.SUMMED,
                        source);
            }
            return true;
        });
        values.fraction(numerators, denominators);
        return values;
    }

    private double[] nothing() {
        double[] numbers = new double[areas.areas().size()];
        Arrays.fill(numbers, Double.NaN);
        return numbers;
    }

    @Override
    public YearValues.Builder quantile(Measure.Quantile quantile) {
        return publishedOnly();
    }

    @Override
    public YearValues.Builder index(Measure.Index index) {
        return publishedOnly();
    }

    private YearValues.Builder publishedOnly() {
        Optional<ValueSet> published = published();
        YearValues.Builder values = builder(published);
        if (published.isEmpty()) explain(values, Reason.NOT_DERIVABLE);
        return values;
    }

    @Override
    public YearValues.Builder density(Measure.Density density) {
        YearValues count = other(density.count());
        YearValues.Builder values = new YearValues.Builder(areas);
        double[] numerators = nothing();
        double[] denominators = nothing();
        for (int i = 0; i < numerators.length; i++) {
            Area area = areas.areas().get(i);
            numerators[i] = count.value(i);
            denominators[i] = area.landAreaKm2().orElse(Double.NaN);
            if (!count.hasValue(i)) {
                values.none(i, count.status(i), count.reason(i), count.origin(i));
            } else if (area.landAreaKm2().isEmpty()) {
                values.none(i, Status.MISSING, Reason.NO_LAND_AREA, count.origin(i));
            } else if (denominators[i] == 0) {
                values.none(i, Status.NOT_APPLICABLE, Reason.EMPTY_BASE, count.origin(i));
            } else {
                values.set(
                        i,
                        numerators[i] / denominators[i],
                        count.status(i),
                        count.origin(i),
                        values.source(count.source(i)));
            }
        }
        values.fraction(numerators, denominators);
        return values;
    }

    private YearValues other(String id) {
        return observations.year(id, division, year).orElseThrow();
    }

    // ---- published values

    private Optional<ValueSet> published() {
        return observations.published(indicator, areas, year);
    }

    private YearValues.Builder builder(Optional<ValueSet> published) {
        YearValues.Builder values = new YearValues.Builder(areas);
        if (published.isEmpty()) return values;
        ValueSet given = published.get();
        int source = values.source(source(given.provenance()));
        Origin origin = indicator.projection() ? Origin.PROJECTED : Origin.PUBLISHED;
        int[] places = observations.places(given);
        for (int area = 0; area < places.length; area++) {
            int place = places[area];
            if (place >= 0) values.set(area, given.value(place), given.status(place), origin, source);
        }
        return values;
    }

    private String source(Provenance given) {
        if (!given.source().isBlank()) return given.source();
        if (!indicator.source().isBlank()) return indicator.source();
        return indicator.producer();
    }

    // ---- parts

    /** The indicator's values for levels below that are complete inside these areas, the nearest first. */
    private List<YearValues> parts() {
        return observations.completeBelow(areas, year).stream()
                .map(part ->
                        observations.year(indicator.id(), part.vintage().id().division(), year))
                .flatMap(Optional::stream)
                .toList();
    }

    private static String derivedFrom(YearValues part) {
        return YearValues.DERIVED_FROM + part.areas().vintage().id();
    }

    private interface Whole {
        /** Sets the value of an area from all its parts, of a source. @return whether every part had what it takes */
        boolean from(int area, int[] children, YearValues part, int source);
    }

    /** Sets what is missing from the first level that gives it, and the reason where none does. */
    private void fill(YearValues.Builder values, List<YearValues> parts, Whole whole) {
        for (YearValues part : parts) {
            int[][] children = null;
            int source = 0;
            for (int area = 0; area < areas.areas().size(); area++) {
                if (values.status(area) != Status.MISSING) continue;
                if (children == null) {
                    children = observations.parts(areas, part.areas());
                    source = values.source(derivedFrom(part));
                }
                if (children[area].length > 0) whole.from(area, children[area], part, source);
            }
        }
        if (!parts.isEmpty()) explain(values, Reason.INCOMPLETE);
    }

    /** Says why of all that is still missing. */
    private void explain(YearValues.Builder values, Reason reason) {
        for (int area = 0; area < areas.areas().size(); area++) {
            if (values.status(area) == Status.MISSING) values.none(area, Status.MISSING, reason, Origin.SUMMED);
        }
    }
}
