package se.regstat.statistics.ancillary;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * How far something missed, by the share of all misses that are no larger: quantiles of a sample as conformal prediction has them, so that a new miss
 * of the same kind lies within them as often as they say (Vovk, Gammerman and Shafer 2005). No sample tells how far the last of more than it has may miss: twenty
 * say nothing of one in a hundred.
 *
 * @param misses for each of {@link #LEVELS}; infinite where there are too few
 */
public record Quantiles(List<Double> misses) {

    /** Shares of all misses. */
    public static final List<Double> LEVELS = List.of(0.5, 0.6, 0.7, 0.8, 0.85, 0.9, 0.925, 0.95, 0.975, 0.99);

    /** Of nothing that ever misses. */
    public static final Quantiles NONE =
            new Quantiles(LEVELS.stream().map(level -> 0.0).toList());

    /** Of a sum of many small errors, in units of its standard deviation. */
    public static final Quantiles NORMAL =
            new Quantiles(List.of(0.6745, 0.8416, 1.0364, 1.2816, 1.4395, 1.6449, 1.7805, 1.96, 2.2414, 2.5758));

    /** Fewer tell nothing of one in ten. */
    public static final int ENOUGH = 20;

    public Quantiles {
        misses = List.copyOf(misses);
        if (misses.size() != LEVELS.size()) throw new IllegalArgumentException(misses + " for levels " + LEVELS);
    }

    /**
     * @param sample misses, none negative; changed
     * @return empty if there are too few
     */
    public static Optional<Quantiles> of(double[] sample) {
        if (sample.length < ENOUGH) return Optional.empty();
        Arrays.sort(sample);
        return Optional.of(new Quantiles(LEVELS.stream()
                .map(level -> {
                    int rank = (int) Math.ceil(level * (sample.length + 1));
                    return rank > sample.length ? Double.POSITIVE_INFINITY : sample[rank - 1];
                })
                .toList()));
    }

    /**
     * The miss that so large a share of all are no larger than, on a straight line between levels; infinite where too few were tried to tell.
     *
     * @param share from the first level to the last
     */
    public double at(double share) {
        int above = 0;
        while (above < LEVELS.size() - 1 && LEVELS.get(above) < share) above++;
        if (above == 0) return misses.get(0);
        if (Double.isInfinite(misses.get(above))) return misses.get(above);
        double below = LEVELS.get(above - 1);
        double part = (share - below) / (LEVELS.get(above) - below);
        return misses.get(above - 1) + part * (misses.get(above) - misses.get(above - 1));
    }

    /** The same, and of levels that too few were tried for those of others, if these are no smaller. */
    Quantiles orElse(Quantiles others) {
        List<Double> all = new ArrayList<>();
        double least = 0;
        for (int i = 0; i < misses.size(); i++) {
            least = Math.max(least, Double.isInfinite(misses.get(i)) ? others.misses.get(i) : misses.get(i));
            all.add(least);
        }
        return new Quantiles(all);
    }

    /** Those of misses that are so many times as large. */
    public Quantiles times(double factor) {
        return new Quantiles(misses.stream().map(miss -> factor * miss).toList());
    }

    /** As stores have it. */
    String text() {
        return misses.stream().map(String::valueOf).collect(Collectors.joining(" "));
    }

    static Quantiles parse(String text) {
        return new Quantiles(Arrays.stream(text.split(" ")).map(Double::valueOf).toList());
    }
}
