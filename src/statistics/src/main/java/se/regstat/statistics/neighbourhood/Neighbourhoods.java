package se.regstat.statistics.neighbourhood;

import java.util.SplittableRandom;
import java.util.concurrent.CancellationException;
import java.util.function.BooleanSupplier;
import java.util.stream.IntStream;

/**
 * Who live nearest to each of some points: for each size of neighbourhood how many people, how many of each group, and how far away the last of them
 * live. Immutable and thread-safe. What it guarantees:
 *
 * <ul>
 *   <li>The nearest come first, those at the point itself before all others; who live equally far away come together, in one ring.
 *   <li>The ring that completes a neighbourhood is taken as its {@link RingRule} says, all others whole.
 *   <li>Where fewer people live in all than are wanted, all of them are the neighbourhood.
 *   <li>Where the people of a place inside or on the last ring are not known, that is told: others might be nearer then.
 *   <li>The same to the last bit for any order of locations and of points, and any number of threads.
 * </ul>
 *
 * After Östh, Malmberg and Andersson, Analysing segregation using individualized neighbourhoods (in Lloyd, Shuttleworth and Wong 2014). The places are packed for one sweep
 * over all sizes, since JTS has trees of points (KdTree, STRtree) that know neither weights nor sums, and would hand out each of 25 600 neighbours as an object.
 */
public final class Neighbourhoods {

    /** By so few persons a neighbourhood may miss its size: fractions of people add up to whole ones but for rounding. */
    static final double NEARLY = 0x1p-20;

    private static final int AT_ONCE = 1024;

    private final int sizes;
    private final double[] people;
    private final double[] radius;
    private final double[][] counts;
    private final double[][] unknown;
    private final int[] unknownPlaces;
    private final int[][] marked;

    private Neighbourhoods(Locations locations, int origins, int sizes) {
        this.sizes = sizes;
        people = new double[origins * sizes];
        radius = new double[people.length];
        counts = new double[locations.groups()][people.length];
        unknown = new double[locations.groups()][];
        for (int group = 0; group < unknown.length; group++) {
            if (locations.unknownOf[group] != Locations.NONE) unknown[group] = new double[people.length];
        }
        unknownPlaces = locations.unknown != Locations.NONE ? new int[people.length] : null;
        marked = new int[locations.marked.length][];
        for (int mark = 0; mark < marked.length; mark++) {
            if (locations.marked[mark] != Locations.NONE) marked[mark] = new int[people.length];
        }
    }

    /**
     * The nearest people.
     *
     * @param wanted how many, for each size of neighbourhood; more than 0
     * @param seeds of what is drawn at random, one for each group: groups are drawn each by itself, and so need not add up to a whole that is
     *     drawn too
     * @param cancelled asked often, from several threads
     * @throws IllegalArgumentException if a number is none, or a point lies too far from all locations
     * @throws CancellationException once {@code cancelled} says so
     */
    public static Neighbourhoods nearest(
            Locations locations,
            Origins origins,
            double[] wanted,
            RingRule rule,
            long[] seeds,
            BooleanSupplier cancelled) {
        for (double number : wanted) {
            if (!(number > 0))
                throw new IllegalArgumentException("neighbourhoods have more than 0 people, not " + number);
        }
        Neighbourhoods found = new Neighbourhoods(locations, origins.size(), wanted.length);
        double all = locations.people();
        search(locations, origins, wanted.length, cancelled, (search, x, y, origin, size) -> {
            if (all <= NEARLY) {
                search.within(size, x, y, Long.MAX_VALUE);
                found.places(at(origin, size, wanted.length), search, locations);
                return;
            }
            double few = Math.min(wanted[size], all);
            search.nearest(size, x, y, (long) ((few - NEARLY) * locations.unit));
            Edge edge = new Edge(locations, search, few, rule);
            int at = at(origin, size, wanted.length);
            double inner = origins.innerRadius()[origin];
            found.radius[at] = search.edge() == 0
                    ? inner * Math.sqrt(edge.part())
                    : Math.max(inner, Math.sqrt((double) search.edge()) / Locations.PER_METRE);
            found.people[at] = edge.people();
            for (int group = 0; group < found.counts.length; group++) {
                long seed = seeds[group];
                found.counts[group][at] =
                        edge.group(group, () -> new SplittableRandom(mixed(seed, x, y, wanted[size])));
                if (found.unknown[group] != null) found.unknown[group][at] = edge.unknown(group);
            }
            found.places(at, search, locations);
        });
        return found;
    }

    /**
     * All who live within a distance. Of those at the point itself, who live on a disc, it is the part of the disc; before that is filled nobody else.
     *
     * @param metres for each size of neighbourhood; not negative
     * @param cancelled asked often, from several threads
     * @throws IllegalArgumentException if a distance is none, or a point lies too far from all locations
     * @throws CancellationException once {@code cancelled} says so
     */
    public static Neighbourhoods within(
            Locations locations, Origins origins, double[] metres, BooleanSupplier cancelled) {
        for (double distance : metres) {
            if (!(distance >= 0)) throw new IllegalArgumentException("radii are metres from 0, not " + distance);
        }
        Neighbourhoods found = new Neighbourhoods(locations, origins.size(), metres.length);
        search(locations, origins, metres.length, cancelled, (search, x, y, origin, size) -> {
            double inner = origins.innerRadius()[origin];
            boolean inDisc = metres[size] < inner;
            double limit = Math.min(metres[size], 2 * Locations.REACH) * Locations.PER_METRE;
            search.within(size, x, y, inDisc ? 0 : (long) (limit * limit));
            double part = inDisc ? metres[size] * metres[size] / (inner * inner) : 1;
            int at = at(origin, size, metres.length);
            found.radius[at] = metres[size];
            double inUnits = part / locations.unit;
            found.people[at] = inUnits * search.inside()[Locations.PEOPLE];
            for (int group = 0; group < found.counts.length; group++) {
                found.counts[group][at] = inUnits * search.inside()[Locations.channel(group)];
                if (found.unknown[group] != null)
                    found.unknown[group][at] = inUnits * search.inside()[locations.unknownOf[group]];
            }
            found.places(at, search, locations);
        });
        return found;
    }

    private static int at(int origin, int size, int sizes) {
        return origin * sizes + size;
    }

    private void places(int at, Search search, Locations locations) {
        if (unknownPlaces != null) unknownPlaces[at] = search.unknown();
        for (int mark = 0; mark < marked.length; mark++) {
            int channel = locations.marked[mark];
            if (channel == Locations.NONE) continue;
            marked[mark][at] = (int) Math.round((search.inside()[channel] + search.onEdge()[channel]) / locations.unit);
        }
    }

    private interface Sought {
        void find(Search search, long x, long y, int origin, int size);
    }

    private static void search(
            Locations locations, Origins origins, int sizes, BooleanSupplier cancelled, Sought sought) {
        int[] order = origins.inTurn(locations);
        for (int i = 0; i < order.length; i++) {
            if (locations.reaches(origins.eastings()[i], origins.northings()[i])) continue;
            throw new IllegalArgumentException(
                    "point " + (i + 1) + " lies more than " + Math.round(Locations.REACH / 1000)
                            + " km from some people; give points in EPSG:3006 (E, N), in metres");
        }
        int parts = (order.length + AT_ONCE - 1) / AT_ONCE;
        IntStream.range(0, parts).parallel().forEach(part -> {
            Search search = new Search(locations, sizes);
            for (int i = part * AT_ONCE; i < Math.min(order.length, (part + 1) * AT_ONCE); i++) {
                if (cancelled.getAsBoolean()) throw new CancellationException();
                int origin = order[i];
                long x = locations.x(origins.eastings()[origin]);
                long y = locations.y(origins.northings()[origin]);
                for (int size = 0; size < sizes; size++) sought.find(search, x, y, origin, size);
            }
        });
    }

    /** A seed for one origin and size, whatever its number is. */
    private static long mixed(long seed, long x, long y, double size) {
        long mixed = seed;
        for (long part : new long[] {x, y, Double.doubleToLongBits(size)}) {
            mixed = new SplittableRandom(mixed * 0x9E3779B97F4A7C15L + part).nextLong();
        }
        return mixed;
    }

    /** How many there are around a point, of a size of neighbourhood by its number. */
    public double people(int origin, int size) {
        return people[origin * sizes + size];
    }

    /** How far away the last of them live, metres; of the disc at the point itself, if that is not filled, as much as they fill. */
    public double radius(int origin, int size) {
        return radius[origin * sizes + size];
    }

    /** How many of them are of a group, as far as that is known. */
    public double count(int origin, int size, int group) {
        return counts[group][origin * sizes + size];
    }

    /** How many of them live where it is not known how many are of a group. */
    public double unknown(int origin, int size, int group) {
        return unknown[group] == null ? 0 : unknown[group][origin * sizes + size];
    }

    /** How many locations not farther away than the last of them have a mark. */
    public int marked(int origin, int size, int mark) {
        return marked[mark] == null ? 0 : marked[mark][origin * sizes + size];
    }

    /** At how many locations not farther away than the last of them it is not known how many people live. */
    public int unknownLocations(int origin, int size) {
        return unknownPlaces == null ? 0 : unknownPlaces[origin * sizes + size];
    }
}
