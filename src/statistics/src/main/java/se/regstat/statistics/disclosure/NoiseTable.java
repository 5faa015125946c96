package se.regstat.statistics.disclosure;

import java.util.stream.IntStream;
import se.regstat.statistics.indicator.Noise;

/**
 * The perturbation table: by how much a count is moved, given its key. Of each count's distribution:
 *
 * <ul>
 *   <li>its mean is 0, its variance that of the rule, and no move is larger than the maximum;
 *   <li>0 stays 0, nothing becomes negative, and nothing becomes less than the least number that is told, but 0;
 *   <li>of all such distributions it has the largest entropy: no other tells less of what is behind a number (Marley and Leaver 2011;
 *       Giessing 2016, whose {@code ptable} it is). It is {@code p(d) ∝ exp(a d + b d²)}, a and b found by Newton's method.
 * </ul>
 *
 * Where a small count leaves no room for the variance, it has the nearest that there is room for; of all others it is the rule's. Immutable and thread-safe.
 */
public final class NoiseTable {

    /** So much of what the variance can be stays free at both ends, where but two moves would be left. */
    private static final double FREE = 0.01;

    private final Noise noise;
    private final Row[] rows;

    /** @param noise what it should be like */
    public NoiseTable(Noise noise) {
        this.noise = noise;
        // From then on nothing is in the way of any move.
        rows = IntStream.rangeClosed(0, noise.maximum() + noise.least())
                .mapToObj(this::row)
                .toArray(Row[]::new);
    }

    Noise noise() {
        return noise;
    }

    /**
     * By how much to move a count.
     *
     * @param count not negative
     * @param key any number, each as likely as any other
     */
    int move(long count, long key) {
        return row(count).move((key >>> 11) * 0x1p-53);
    }

    /** How likely a count is moved by so much. */
    double probability(long count, int move) {
        return row(count).probability(move);
    }

    private Row row(long count) {
        return rows[(int) Math.min(count, rows.length - 1)];
    }

    private Row row(int count) {
        if (count == 0) return new Row(new int[] {0}, new double[] {1});
        int most = noise.maximum();
        int[] moves = IntStream.rangeClosed(-most, most)
                .filter(move -> count + move == 0 || count + move >= noise.least())
                .toArray();
        return new Row(moves, MaximumEntropy.of(moves, noise.variance(), FREE));
    }

    /** The moves of a count and how likely each is. */
    @SuppressWarnings("ArrayRecordComponent") // never compared
    private record Row(int[] moves, double[] probabilities) {

        int move(double place) {
            double below = 0;
            for (int i = 0; i < moves.length - 1; i++) {
                below += probabilities[i];
                if (place < below) return moves[i];
            }
            return moves[moves.length - 1];
        }

        double probability(int move) {
            return IntStream.range(0, moves.length)
                    .filter(i -> moves[i] == move)
                    .mapToDouble(i -> probabilities[i])
                    .sum();
        }
    }
}
