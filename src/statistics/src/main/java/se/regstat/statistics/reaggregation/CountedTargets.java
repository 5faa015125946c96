package se.regstat.statistics.reaggregation;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import org.locationtech.jts.geom.Geometry;
import se.regstat.statistics.division.Area;
import se.regstat.statistics.estimate.CountMass;
import se.regstat.statistics.estimate.Counted;
import se.regstat.statistics.estimate.Mass;
import se.regstat.statistics.event.Events;
import se.regstat.statistics.event.PointCounts;
import se.regstat.statistics.indicator.Indicator;
import se.regstat.statistics.indicator.Measure;
import se.regstat.statistics.observation.Observations;
import se.regstat.statistics.overlay.Targets;
import se.regstat.statistics.request.ReaggregationException;

/**
 * What of indicators is counted from points in targets: in their polygons, and where codes tell what they are made of, in those of
 * their parts. Each year once. Not thread-safe.
 */
final class CountedTargets {

    private final Observations observations;
    private final Targets targets;
    private final Basis basis;
    private final BooleanSupplier cancelled;

    /** What is counted in: polygons of targets, and sources that others are made of by code. */
    private final List<Geometry> areas = new ArrayList<>();

    /** For each target, what of these it is made of. */
    private final List<int[]> parts = new ArrayList<>();

    private final Map<List<Object>, Optional<PointCounts>> known = new HashMap<>();

    /** @param basis of the years that will be asked for */
    CountedTargets(Observations observations, Targets targets, Basis basis, BooleanSupplier cancelled) {
        this.observations = observations;
        this.targets = targets;
        this.basis = basis;
        this.cancelled = cancelled;
    }

    private void findParts() {
        List<Area> sources =
                observations.snapshot().vintage(basis.vintage()).orElseThrow().areas();
        Map<Integer, Integer> places = new HashMap<>();
        int[][] sourcesOf = basis.sourcesOf(targets.size());
        for (int target = 0; target < sourcesOf.length; target++) {
            if (sourcesOf[target] == null) {
                parts.add(new int[] {areas.size()});
                areas.add(targets.geometry(target));
                continue;
            }
            parts.add(Arrays.stream(sourcesOf[target])
                    .map(source -> places.computeIfAbsent(source, first -> {
                        areas.add(sources.get(first).geometry());
                        return areas.size() - 1;
                    }))
                    .toArray());
        }
    }

    /** @throws java.util.concurrent.CancellationException once it is cancelled */
    Counted of(Indicator indicator, int year) {
        if (indicator.measure() instanceof Measure.Count) {
            return new Counted(counts(Optional.of(indicator.id()), year), Optional.empty());
        }
        if (indicator.measure() instanceof Measure.Density density) {
            return new Counted(counts(Optional.of(density.count()), year), Optional.empty());
        }
        if (indicator.measure() instanceof Measure.Ratio ratio && ratio.isComputed()) {
            return new Counted(counts(ratio.numerator(), year), counts(ratio.denominator(), year));
        }
        return Counted.NOTHING;
    }

    private Optional<PointCounts> counts(Optional<String> indicator, int year) {
        return indicator.flatMap(id -> known.computeIfAbsent(
                List.of(id, year), key -> observations.events(id, year).map(this::counts)));
    }

    /** Of points of a year. @throws ReaggregationException if the targets overlap too much */
    PointCounts counts(Events events) {
        if (parts.isEmpty()) findParts();
        try {
            return PointCounts.of(events, areas, cancelled).together(parts);
        } catch (PointCounts.TooMuchOverlap e) {
            throw ReaggregationException.of("boundaries", e.getMessage(), e);
        }
    }

    /**
     * Where all of a year went, as it is told: what codes do not know the parts of is counted in the area's own polygon.
     *
     * @param outside targets that are told outside
     */
    static Mass mass(PointCounts counts, Column column, BitSet outside) {
        double in = counts.events().total();
        double lying = 0;
        double out = 0;
        for (int target = 0; target < counts.size(); target++) {
            if (outside.get(target)) continue;
            double told = counts.count(target);
            lying += told;
            Optional<OwnSeries> own = column.own(target);
            // What lies where no value is told has not gone elsewhere.
            if (own.isPresent() && own.get().status(target).hasValue())
                told = own.get().value(target);
            out += told;
        }
        double twice = lying - (in - counts.outside(outside));
        return new Mass(in, out, in + twice - out, twice);
    }

    /** How much is counted in no target, for the reader. */
    static List<String> outside(ReaggregationResult result) {
        List<String> notes = new ArrayList<>();
        for (CountMass one : result.masses(indicator -> indicator.events().isPresent())) {
            Indicator indicator = one.indicator();
            String number = "%." + indicator.decimals() + "f";
            String lost = String.format(Locale.ROOT, number, one.mass().lost());
            if (!(Double.parseDouble(lost) > 0)) continue;
            notes.add("outside: " + indicator.id() + ", " + one.year() + ": " + lost + " of "
                    + String.format(Locale.ROOT, number, one.mass().in()) + " lie in none of the boundaries");
        }
        return notes;
    }
}
