package se.regstat.statistics.segregation;

import java.util.Arrays;
import java.util.Comparator;
import java.util.stream.IntStream;

/**
 * Measures of how unevenly groups live. Of those that compare two groups, these are the first and the second of the counts; what others there are
 * counts as company (isolation, exposure) and otherwise not.
 *
 * <p>A measure is NaN where there is nothing to measure: nobody at all, nobody of a group that it compares, or, of {@link #H}, a single group.
 */
public enum SegregationMeasure {

    /**
     * Dissimilarity, D = ½ Σ |a_i/A − b_i/B| (Duncan and Duncan 1955): the share of either group that would have to move for both to live alike. 0 to 1.
     */
    D {
        @Override
        public double of(GroupCounts counts) {
            return dissimilarity(counts, 1);
        }
    },

    /** {@link #D} between the first and the last of the groups, such as the lowest and the highest by income. 0 to 1. */
    INEQUALITY {
        @Override
        public double of(GroupCounts counts) {
            return dissimilarity(counts, counts.groups() - 1);
        }
    },

    /** Isolation, Σ (a_i/A)(a_i/t_i) (Bell 1954): the share of the first group among the neighbours of one of its people. Its share at least, 1 at most. */
    ISOLATION {
        @Override
        public double of(GroupCounts counts) {
            return met(counts, 0);
        }
    },

    /** Exposure, Σ (a_i/A)(b_i/t_i): the share of the second group among the neighbours of one of the first. 0 to 1. */
    EXPOSURE {
        @Override
        public double of(GroupCounts counts) {
            return met(counts, 1);
        }
    },

    /**
     * Gini's index, the area between the diagonal and the curve that the shares of both groups make, unit by unit from the one where the first is fewest, as
     * a share of all below the diagonal; Σ Σ s_i s_j |p_i − p_j| / 2 S² P (1 − P), with s the people of both groups and p the first's share of
     * them. 0 to 1, and not less than D.
     */
    GINI {
        @Override
        public double of(GroupCounts counts) {
            Unit[] order = new Unit[counts.units()];
            int peopled = 0;
            for (int i = 0; i < counts.units(); i++) {
                double a = counts.count(i, 0);
                double b = counts.count(i, 1);
                if (a + b > 0) order[peopled++] = new Unit(a / counts.ofGroup(0), b / counts.ofGroup(1), a / (a + b));
            }
            Arrays.sort(order, 0, peopled, Comparator.comparingDouble(Unit::share));
            double first = 0;
            double second = 0;
            double twice = 0;
            for (int i = 0; i < peopled; i++) {
                twice += (second + second + order[i].second()) * order[i].first();
                first += order[i].first();
                second += order[i].second();
            }
            return first > 0 && second > 0 ? twice - 1 : Double.NaN;
        }
    },

    /**
     * Mutual information, M = Σ Σ p_ig ln(p_ig / p_i p_g) (Theil and Finizza 1971), of all groups: how much one knows of a person's group
     * by the unit. In nats, 0 to the entropy of groups.
     */
    M {
        @Override
        public double of(GroupCounts counts) {
            if (!(counts.all() > 0)) return Double.NaN;
            double sum = 0;
            for (int i = 0; i < counts.units(); i++) {
                for (int g = 0; g < counts.groups(); g++) {
                    double count = counts.count(i, g);
                    if (count > 0) {
                        sum += count
                                / counts.all()
                                * Math.log(count / counts.ofUnit(i) * (counts.all() / counts.ofGroup(g)));
                    }
                }
            }
            return Math.max(0, sum);
        }
    },

    /** Theil's information index, H = M / entropy of groups (Theil 1972), of all groups. 0 to 1. */
    H {
        @Override
        public double of(GroupCounts counts) {
            double entropy = entropy(counts);
            return entropy > 0 ? M.of(counts) / entropy : Double.NaN;
        }
    };

    public abstract double of(GroupCounts counts);

    /** Of groups, in all units together, in nats. */
    static double entropy(GroupCounts counts) {
        return IntStream.range(0, counts.groups())
                .mapToDouble(g -> counts.ofGroup(g) / counts.all())
                .filter(share -> share > 0)
                .map(share -> -share * Math.log(share))
                .sum();
    }

    /** Of both groups' people the parts that live in a unit, and the first's share of those that do. */
    private record Unit(double first, double second, double share) {}

    private static double dissimilarity(GroupCounts counts, int other) {
        double sum = 0;
        for (int i = 0; i < counts.units(); i++) {
            sum += Math.abs(counts.count(i, 0) / counts.ofGroup(0) - counts.count(i, other) / counts.ofGroup(other));
        }
        return counts.ofGroup(0) > 0 && counts.ofGroup(other) > 0 ? sum / 2 : Double.NaN;
    }

    private static double met(GroupCounts counts, int group) {
        double sum = 0;
        for (int i = 0; i < counts.units(); i++) {
            if (counts.count(i, 0) == 0) continue;
            sum += counts.count(i, 0) / counts.ofGroup(0) * (counts.count(i, group) / counts.ofUnit(i));
        }
        return counts.ofGroup(0) > 0 ? sum : Double.NaN;
    }
}
