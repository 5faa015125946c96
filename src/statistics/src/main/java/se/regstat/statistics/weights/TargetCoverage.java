package se.regstat.statistics.weights;

import java.util.Arrays;
import java.util.function.BooleanSupplier;
import java.util.stream.IntStream;
import se.regstat.statistics.overlay.Overlay;
import se.regstat.statistics.overlay.Sources;
import se.regstat.statistics.overlay.Targets;

/** How much of each target the sources cover, and how much of the rest is known to be the sea. */
final class TargetCoverage {

    private TargetCoverage() {}

    /** The share of each target that the sources cover. */
    static double[] of(Overlay overlay) {
        Sources from = overlay.sources();
        ExactSum[] covered = new ExactSum[overlay.targets().size()];
        Arrays.setAll(covered, j -> new ExactSum());
        for (int i = 0; i < from.size(); i++) {
            for (int pair = overlay.firstPair(i); pair < overlay.firstPair(i + 1); pair++) {
                covered[overlay.target(pair)].add(overlay.share(pair) * from.area(i));
            }
        }
        double[] coverage = new double[covered.length];
        for (int j = 0; j < coverage.length; j++) {
            double area = overlay.targetArea(j);
            coverage[j] = area > 0 ? Math.min(1, covered[j].value() / area) : 0;
            if (coverage[j] > 1 - 1e-9) coverage[j] = 1;
        }
        return coverage;
    }

    /**
     * The share of each target that the sources cover, or of which it is known that nobody lives there: the sea, and land abroad.
     *
     * @param coverage {@linkplain #of by the sources}
     */
    static double[] known(Overlay overlay, double[] coverage, WeightRules rules, BooleanSupplier cancelled) {
        double[] known = coverage.clone();
        int[] open = IntStream.range(0, known.length)
                .filter(j -> coverage[j] < 1 - Weights.PART)
                .toArray();
        if (open.length == 0) return known;
        Targets targets = Targets.valid(
                Arrays.stream(open).mapToObj(overlay.targets().ids()::get).toList(),
                Arrays.stream(open).mapToObj(overlay.targets()::geometry).toList());
        for (Sources other : rules.otherVintages().get()) {
            double[] there = of(Overlay.of(other, targets, cancelled));
            for (int k = 0; k < open.length; k++) known[open[k]] = Math.max(known[open[k]], there[k]);
        }
        rules.land().ifPresent(land -> {
            double[] all = land.areasIn(targets, cancelled);
            double[] covered = landCovered(overlay, coverage, land);
            for (int k = 0; k < open.length; k++) {
                int j = open[k];
                if (Double.isNaN(all[k]) || overlay.targetArea(j) == 0) continue;
                double unknown = Math.max(0, all[k] - covered[j]) / overlay.targetArea(j);
                known[j] = Math.max(known[j], 1 - unknown);
            }
        });
        return known;
    }

    /** How much land the sources have in each target that reaches beyond them, in m². */
    private static double[] landCovered(Overlay overlay, double[] coverage, Distribution land) {
        double[] covered = new double[coverage.length];
        Distribution.Shares shares = land.new Shares(overlay.packedTargets());
        for (int i = 0; i < overlay.sources().size(); i++) {
            if (!land.reaches(i)) continue;
            for (int pair = overlay.firstPair(i); pair < overlay.firstPair(i + 1); pair++) {
                int j = overlay.target(pair);
                if (coverage[j] >= 1 - Weights.PART) continue;
                covered[j] += land.total(i) * (overlay.share(pair) == 1 ? 1 : shares.of(i, j, overlay.share(pair)));
            }
        }
        return covered;
    }
}
