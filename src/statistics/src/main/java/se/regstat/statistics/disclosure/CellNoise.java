package se.regstat.statistics.disclosure;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import se.regstat.statistics.division.VintageId;
import se.regstat.statistics.event.Events;
import se.regstat.statistics.event.PointCounts;
import se.regstat.statistics.secret.Secret;
import se.regstat.statistics.weights.Weights;

/**
 * The noise in one indicator's counts of one year, by the cell key method (Thompson, Broadfoot and Elazar 2013): each source area has a key that follows
 * from the store's {@link Secret}, a target's key from those of the areas it is made of, and the {@link NoiseTable} has by how much a count
 * with that key is moved. So
 *
 * <ul>
 *   <li>the same parts of the same areas have the same noise, whoever asks, wherever and when, and whichever set of boundaries they
 *       are of; asking again tells no more;
 *   <li>noises of different targets, indicators and years are independent of each other for all who do not know the secret, also those of parts and
 *       wholes: the sum of keys is no key, but goes through the secret once more;
 *   <li>weights of cut areas count in steps of 1/256, so that boundaries that are nearly the same have the same noise. What their difference tells of an
 *       area is 1/256 of it at most, and counts are whole numbers;
 *   <li>another count of the same areas has noise of its own: what it was before an import, or without the sources that a quotient leaves out, does not
 *       follow from the difference;
 *   <li>what is counted from points has keys of the points too, since points may lie in so narrow a strip;
 *   <li>noise of another kind is drawn anew, since two places of one number in two tables would tell more than two numbers do.
 * </ul>
 *
 * Immutable and thread-safe.
 */
public final class CellNoise {

    private static final double STEPS = 256;

    private final Secret secret;
    private final NoiseTable table;
    private final String indicator;
    private final String year;
    private final String[] purpose;
    private final long[] areas;
    private final Optional<PointCounts> points;
    private final long[] atPoints;

    /**
     * @param table of the noise that it should have
     * @param source the vintage whose areas targets are made of
     * @param codes of these, in the order that weights number them in
     * @param points counted in the same targets that will be asked for, where that is how the indicator comes about
     */
    public CellNoise(
            Secret secret,
            NoiseTable table,
            String indicator,
            int year,
            VintageId source,
            List<String> codes,
            Optional<PointCounts> points) {
        this.secret = secret;
        this.table = table;
        this.indicator = indicator;
        this.year = Integer.toString(year);
        this.purpose = new String[] {
            "cell",
            indicator,
            this.year,
            Double.toString(table.noise().variance()),
            Integer.toString(table.noise().maximum()),
            Integer.toString(table.noise().least())
        };
        Secret.Keys ofAreas = secret.keys("area", indicator, this.year, source.division());
        this.areas = codes.stream().mapToLong(ofAreas::of).toArray();
        this.points = points;
        this.atPoints = points.map(PointCounts::events).map(this::keys).orElse(new long[0]);
    }

    private long[] keys(Events events) {
        Secret.Keys ofPoints = secret.keys("point", indicator, year);
        long[] keys = new long[events.size()];
        Arrays.setAll(
                keys,
                point -> ofPoints.of(
                        Double.doubleToLongBits(events.eastings()[point]),
                        Double.doubleToLongBits(events.northings()[point])));
        return keys;
    }

    /**
     * A target's count as it may be told: a whole number. Of a number that may be negative, such as a balance, the size is moved.
     *
     * @param count as it is, with the decimals that cut sources give it
     */
    public double told(double count, Weights weights, int target) {
        long whole = Math.round(Math.abs(count));
        return Math.signum(count) * (whole + table.move(whole, key(whole, weights, target))) + 0.0;
    }

    private long key(long count, Weights weights, int target) {
        long sum = 0;
        for (int entry = weights.first(target); entry < weights.first(target + 1); entry++) {
            sum += areas[weights.source(entry)] * Math.round(weights.weight(entry) * STEPS);
        }
        long inside = points.stream()
                .flatMapToInt(counts -> Arrays.stream(counts.members(target)))
                .mapToLong(point -> atPoints[point])
                .sum();
        return secret.keys(purpose).of(sum, inside, count);
    }
}
