package se.regstat.statistics.dividing;

import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import se.regstat.statistics.ancillary.Quantiles;
import se.regstat.statistics.ancillary.Spread;
import se.regstat.statistics.ancillary.Trials;
import se.regstat.statistics.estimate.DividingErrors;
import se.regstat.statistics.overlay.ContentHash;
import se.regstat.statistics.request.Weighting;

/** Errors of what divides a vintage's areas: from the trials that are stored, and from what follows from the areas alone. */
final class TriedErrors implements DividingErrors {

    private final Optional<Trials> trials;
    private final Optional<KnownAreas> areas;
    private final Optional<Spread> ofArea;
    private final double[] dispersion;

    /** What was found before, by the numbers it follows from: of each indicator and year the same are asked for again and again. */
    private final Map<ContentHash, Optional<Spread>> uneven = new ConcurrentHashMap<>();

    private final Map<ContentHash, Optional<Quantiles>> grown = new ConcurrentHashMap<>();

    /** @param trials made with what there is */
    TriedErrors(Optional<Trials> trials, Optional<KnownAreas> areas) {
        this.trials = trials;
        this.areas = areas;
        this.ofArea = trials.isPresent() ? Optional.empty() : areas.flatMap(WeightingTrials::ofArea);
        this.dispersion = areas.map(KnownAreas::dispersion).orElseGet(() -> new double[0]);
    }

    @Override
    public Optional<Spread> spread(String way) {
        if (trials.isEmpty()) return way.equals(Weighting.AREA.id()) ? ofArea : Optional.empty();
        return trials.get().scores().stream()
                .filter(score -> score.way().equals(way))
                .findFirst()
                .flatMap(Trials.Score::spread);
    }

    @Override
    public Optional<Spread> unevenness(double[] numbers, double[] bases) {
        if (!areas.map(KnownAreas::tellHowOften).orElse(false)) return Optional.empty();
        return uneven.computeIfAbsent(ContentHash.of(numbers, bases), first -> tried(numbers, bases));
    }

    private Optional<Spread> tried(double[] numbers, double[] bases) {
        double[] counted = numbers.clone();
        double[] known = bases.clone();
        for (int i = 0; i < known.length; i++) {
            if (known[i] > 0 && Double.isFinite(counted[i])) continue;
            counted[i] = 0;
            known[i] = 0;
        }
        Spread.Sample sample = new Spread.Sample();
        for (TrialAreas round : areas.get().rounds())
            unevenness(round, counted, known).into(sample);
        return sample.spread();
    }

    private TargetSums unevenness(TrialAreas round, double[] numbers, double[] bases) {
        double[] sizes = areas.orElseThrow().sizes();
        double[] totals = round.totals(numbers);
        double[] whole = round.totals(bases);
        double[] space = round.totals(sizes);
        TargetSums sums = new TargetSums(round.targets());
        for (int[] part : round.parts()) {
            int source = round.sourceOf()[part[0]];
            if (whole[source] == 0) continue;
            double number = 0;
            double base = 0;
            double size = 0;
            for (int area : part) {
                number += numbers[area];
                base += bases[area];
                size += sizes[area];
            }
            double share = base / whole[source];
            sums.add(
                    round.targetOf()[part[0]],
                    round.regionOf()[source],
                    whole[source],
                    1,
                    share,
                    size / space[source],
                    number - share * totals[source] + share * whole[source]);
        }
        return sums;
    }

    @Override
    public Optional<Quantiles> growth(Change part, Optional<Change> whole, int[] larger) {
        if (!areas.map(KnownAreas::tellHowOften).orElse(false)) return Optional.empty();
        Stream<double[]> numbers = Stream.concat(Stream.of(part), whole.stream())
                .flatMap(change -> Stream.of(change.before(), change.after()));
        double[] places = Arrays.stream(larger).asDoubleStream().toArray();
        return grown.computeIfAbsent(
                ContentHash.of(Stream.concat(numbers, Stream.of(places)).toArray(double[][]::new)),
                first -> new GrowthTrials(areas.get(), larger).misses(part, whole));
    }

    @Override
    public double[] dispersion() {
        return dispersion;
    }

    @Override
    public double[] people() {
        return areas.map(KnownAreas::people).orElseGet(() -> new double[0]);
    }
}
