package se.regstat.statistics.regrouping;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.function.BooleanSupplier;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import java.util.stream.IntStream;
import se.regstat.statistics.snapshot.VintageAreas;

/**
 * Random divisions beside an official one, such as DeSO put together otherwise than to RegSO. In each of them, within each region, such as a kommun,
 *
 * <ul>
 *   <li>there are as many groups of areas as official ones;
 *   <li>every area is in one group, and a group's areas border on one another, islands on what is nearest;
 *   <li>no group has fewer people than the smallest official one of the region, none more than the largest.
 * </ul>
 *
 * How they are drawn: a spanning tree of the region's areas, each as likely as any other, is cut into groups, each cut that fits as likely as any other of
 * that tree; a tree with none is drawn anew. Were there no limits to people, a division would be as likely as the product of the numbers of spanning trees of
 * its groups, and of the graph of groups: compact groups are likely, long ones are not. With limits, trees with few
 * fitting cuts give each of theirs more weight. It is a law to draw by, not how anybody draws borders.
 *
 * <p>The same for the same seed, by however many threads. Immutable.
 */
public final class Regroupings {

    /** Trees of a region that are tried for one division. */
    private static final int TREES = 500;

    /** As long as groups are as small as this, people are counted one by one. */
    private static final double FEW_AREAS = 4;

    /** Else in steps, so many to the largest group; whether they fit is seen in the end. */
    private static final int STEPS = 512;

    /** Of those that are drawn, by draw. */
    private final int[][] draws;

    /** Those that are drawn. */
    private final int[] areas;

    private final int all;
    private final int groups;

    /** By draw and region. */
    private final boolean[][] kept;

    private Regroupings(int[][] draws, int[] areas, int all, int groups, boolean[][] kept) {
        this.draws = draws;
        this.areas = areas;
        this.all = all;
        this.groups = groups;
        this.kept = kept;
    }

    /**
     * Draws, in parallel. What is drawn in a region is the same whatever others are drawn beside it, and in whatever order its areas lie in the store.
     *
     * @param official the official area of each area that lies in a region, numbered from 0
     * @param regions the region of each area, numbered from 0, -1 for what is not drawn; official areas lie in one each
     * @param people in each area
     * @param cancelled asked often, from several threads
     * @throws IllegalArgumentException if an official area lies in two regions
     * @throws CancellationException once {@code cancelled} says so
     */
    public static Regroupings of(
            VintageAreas areas,
            int[] official,
            int[] regions,
            int[] people,
            int draws,
            long seed,
            BooleanSupplier cancelled) {
        return of(
                members(regions).stream()
                        .map(members -> new Region(areas, members, official, people))
                        .toList(),
                official,
                regions,
                draws,
                seed,
                cancelled);
    }

    private static Regroupings of(
            List<Region> regions, int[] official, int[] regionOf, int draws, long seed, BooleanSupplier cancelled) {
        int groups = regions.stream().mapToInt(region -> region.groups).sum();
        long officials = IntStream.range(0, official.length)
                .filter(area -> regionOf[area] >= 0)
                .map(area -> official[area])
                .distinct()
                .count();
        if (groups > officials) throw new IllegalArgumentException("an official area lies in two regions");
        int[] first = new int[regions.size()];
        for (int i = 1; i < first.length; i++) first[i] = first[i - 1] + regions.get(i - 1).groups;
        int[] areas = IntStream.range(0, regionOf.length)
                .filter(area -> regionOf[area] >= 0)
                .toArray();
        int[][] drawn = new int[draws][areas.length];
        boolean[][] kept = new boolean[draws][regions.size()];
        // Largest first, so that no thread is left with one of them in the end.
        int[] order = IntStream.range(0, regions.size())
                .filter(region -> regions.get(region).members.length > 0)
                .boxed()
                .sorted((a, b) -> regions.get(b).members.length - regions.get(a).members.length)
                .mapToInt(region -> region)
                .toArray();
        IntStream.range(0, draws * order.length).parallel().forEach(task -> {
            if (cancelled.getAsBoolean()) throw new CancellationException();
            int region = order[task / draws];
            int draw = task % draws;
            Region here = regions.get(region);
            RandomGenerator random = RandomGeneratorFactory.of("L64X128MixRandom")
                    .create((seed * 0x9E3779B97F4A7C15L + draw) * 0xBF58476D1CE4E5B9L + here.stream);
            Optional<int[]> division = here.draw(random);
            int[] groupOf = division.orElse(here.official);
            for (int i = 0; i < groupOf.length; i++)
                drawn[draw][Arrays.binarySearch(areas, here.members[i])] = first[region] + groupOf[i];
            kept[draw][region] = division.isEmpty();
        });
        return new Regroupings(drawn, areas, regionOf.length, groups, kept);
    }

    private static List<int[]> members(int[] regions) {
        List<List<Integer>> members = new ArrayList<>();
        for (int area = 0; area < regions.length; area++) {
            if (regions[area] < 0) continue;
            while (members.size() <= regions[area]) members.add(new ArrayList<>());
            members.get(regions[area]).add(area);
        }
        return members.stream()
                .map(of -> of.stream().mapToInt(area -> area).toArray())
                .toList();
    }

    public int size() {
        return draws.length;
    }

    /** Groups in each draw, as many as there are official areas. */
    public int groups() {
        return groups;
    }

    /** The group of each area in a draw, numbered from 0 by region; -1 for what was not drawn. A copy. */
    public int[] draw(int number) {
        int[] groupOf = new int[all];
        Arrays.fill(groupOf, -1);
        for (int i = 0; i < areas.length; i++) groupOf[areas[i]] = draws[number][i];
        return groupOf;
    }

    /** How many numbers it holds in memory. */
    public long numbers() {
        return (long) draws.length * areas.length;
    }

    /** Whether a draw leaves a region as it is officially, because there is no other division, or no tree of many could be cut as it should. */
    public boolean keeps(int number, int region) {
        return kept[number][region];
    }

    /** What is drawn in, and within which limits. */
    private static final class Region {

        private final int[] members;
        private final AreaGraph graph;

        /** Of the members, numbered from 0. */
        private final int[] official;

        private final int groups;
        private final int[] people;
        private final int least;
        private final int most;

        /** Tells its random numbers from those of other regions, by what it is made of, in whatever store. */
        private final int stream;

        Region(VintageAreas areas, int[] inTheStore, int[] official, int[] people) {
            this.members = Arrays.stream(inTheStore)
                    .boxed()
                    .sorted(Comparator.comparing(area -> areas.areas().get(area).code()))
                    .mapToInt(Integer::intValue)
                    .toArray();
            this.stream = Arrays.stream(members)
                    .mapToObj(area -> areas.areas().get(area).code())
                    .toList()
                    .hashCode();
            this.graph = AreaGraph.of(areas, members);
            this.people = Arrays.stream(members).map(area -> people[area]).toArray();
            List<Integer> numbers = Arrays.stream(members)
                    .mapToObj(area -> official[area])
                    .distinct()
                    .toList();
            this.official = Arrays.stream(members)
                    .map(area -> numbers.indexOf(official[area]))
                    .toArray();
            groups = numbers.size();
            int[] sums = sums(this.official);
            least = Arrays.stream(sums).min().orElse(0);
            most = Arrays.stream(sums).max().orElse(0);
        }

        private int[] sums(int[] groupOf) {
            int[] sums = new int[groups];
            for (int i = 0; i < groupOf.length; i++) sums[groupOf[i]] += people[i];
            return sums;
        }

        Optional<int[]> draw(RandomGenerator random) {
            if (groups <= 1 || groups == members.length) return Optional.empty();
            int step = members.length <= FEW_AREAS * groups ? 1 : (Math.max(1, most) + STEPS - 1) / STEPS;
            int[] steps = Arrays.stream(people)
                    .map(of -> Math.round((float) of / step))
                    .toArray();
            for (int i = 0; i < TREES; i++) {
                SpanningTree tree = SpanningTree.uniform(graph, random);
                Optional<int[]> drawn =
                        new TreeCuts(tree, steps, groups, least / step, (most + step - 1) / step).draw(random);
                if (drawn.isPresent() && fits(drawn.get())) return drawn;
            }
            return Optional.empty();
        }

        private boolean fits(int[] groupOf) {
            return Arrays.stream(sums(groupOf)).allMatch(of -> of >= least && of <= most);
        }
    }
}
