package se.regstat.statistics.regrouping;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.function.Consumer;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** How likely divisions of small lattices are drawn, beside how likely each of them is, by all that there are. */
class RegroupingLawTest {

    private static final int DRAWS = 100_000;

    /** Without limits a division is as likely as the trees of its groups, and of the graph of groups, are many (Kirchhoff 1847). */
    @ParameterizedTest
    @ValueSource(ints = {2, 3})
    void without_limits_divisions_of_a_lattice_of_4_by_4_are_drawn_as_often_as_their_trees_are_many(int groups) {
        AreaGraph lattice = lattice(4);
        Map<List<Integer>, Double> law = new HashMap<>();
        double[] trees = new double[1 << 16];
        Arrays.setAll(trees, members -> trees(within(lattice, members)));
        divisions((1 << 16) - 1, groups, trees, List.of(), division -> {
            int[] groupOf = new int[16];
            double ways = 1;
            for (int group = 0; group < groups; group++) {
                ways *= trees[division.get(group)];
                for (int area = 0; area < 16; area++) if ((division.get(group) >> area & 1) == 1) groupOf[area] = group;
            }
            law.put(list(groupOf), ways * trees(quotient(lattice, groupOf, groups)));
        });
        if (groups == 2) assertThat(law).hasSize(627);
        assertDrawn(law, drawn(lattice, ones(16), groups, 0, 16));
    }

    /** A tree as likely as any other, then a cut of it as likely as any other that fits. */
    @Test
    void with_limits_each_tree_shares_its_chance_among_its_own_cuts() {
        AreaGraph lattice = lattice(3);
        int[] people = {5, 1, 3, 2, 4, 2, 6, 1, 3};
        int groups = 3;
        int least = 6;
        int most = 13;
        Map<List<Integer>, Double> law = new HashMap<>();
        for (List<int[]> tree : spanningTrees(lattice)) {
            List<List<Integer>> cuts = new ArrayList<>();
            for (int a = 0; a < tree.size(); a++) {
                for (int b = a + 1; b < tree.size(); b++) {
                    int[] division = components(9, without(tree, a, b));
                    int[] sums = new int[groups];
                    for (int i = 0; i < 9; i++) sums[division[i]] += people[i];
                    if (Arrays.stream(sums).allMatch(sum -> sum >= least && sum <= most)) cuts.add(list(division));
                }
            }
            for (List<Integer> cut : cuts) law.merge(cut, 1.0 / cuts.size(), Double::sum);
        }
        assertThat(law).hasSizeGreaterThan(10);
        assertDrawn(law, drawn(lattice, people, groups, least, most));
    }

    private static Map<List<Integer>, Integer> drawn(AreaGraph graph, int[] people, int groups, int least, int most) {
        RandomGenerator random = new Random(7);
        Map<List<Integer>, Integer> drawn = new HashMap<>();
        for (int i = 0; i < DRAWS; i++) {
            SpanningTree tree = SpanningTree.uniform(graph, random);
            Optional<int[]> division = new TreeCuts(tree, people, groups, least, most).draw(random);
            division.ifPresent(of -> drawn.merge(list(numbered(of)), 1, Integer::sum));
        }
        return drawn;
    }

    /** By Pearson's chi square, of a thousand right ones less than one fails; what is seldom is taken together. */
    private static void assertDrawn(Map<List<Integer>, Double> law, Map<List<Integer>, Integer> drawn) {
        assertThat(law.keySet()).containsAll(drawn.keySet());
        double all = law.values().stream().mapToDouble(d -> d).sum();
        double number = drawn.values().stream().mapToInt(n -> n).sum();
        double chi = 0;
        int cells = 0;
        double seldom = 0;
        double seldomDrawn = 0;
        for (Map.Entry<List<Integer>, Double> of : law.entrySet()) {
            double expected = of.getValue() / all * number;
            double seen = drawn.getOrDefault(of.getKey(), 0);
            if (expected < 10) {
                seldom += expected;
                seldomDrawn += seen;
                continue;
            }
            chi += (seen - expected) * (seen - expected) / expected;
            cells++;
        }
        if (seldom > 0) {
            chi += (seldomDrawn - seldom) * (seldomDrawn - seldom) / seldom;
            cells++;
        }
        int free = cells - 1;
        assertThat((chi - free) / Math.sqrt(2.0 * free)).isBetween(-3.1, 3.3);
    }

    private static AreaGraph lattice(int side) {
        return new AreaGraph(IntStream.range(0, side * side)
                .mapToObj(i -> IntStream.of(i - side, i - 1, i + 1, i + side)
                        .filter(j -> j >= 0 && j < side * side && (Math.abs(i - j) == side || i / side == j / side))
                        .toArray())
                .toArray(int[][]::new));
    }

    private static int[] ones(int number) {
        int[] ones = new int[number];
        Arrays.fill(ones, 1);
        return ones;
    }

    /** All ways to put areas into groups that are connected, by the lowest of their areas; sets of areas as bits. */
    private static void divisions(
            int areas, int groups, double[] trees, List<Integer> before, Consumer<List<Integer>> each) {
        if (groups == 1) {
            if (trees[areas] > 0) each.accept(with(before, areas));
            return;
        }
        int others = areas & (areas - 1);
        // All sets of the others but all of them.
        for (int left = others; left > 0; left = (left - 1) & others) {
            int group = areas ^ left;
            if (trees[group] > 0) divisions(left, groups - 1, trees, with(before, group), each);
        }
    }

    private static List<Integer> with(List<Integer> before, int group) {
        return Stream.concat(before.stream(), Stream.of(group)).toList();
    }

    private static double[][] within(AreaGraph graph, int areas) {
        int[] members = IntStream.range(0, graph.size())
                .filter(i -> (areas >> i & 1) == 1)
                .toArray();
        double[][] edges = new double[members.length][members.length];
        for (int i = 0; i < members.length; i++) {
            for (int j = 0; j < members.length; j++) edges[i][j] = edge(graph, members[i], members[j]);
        }
        return edges;
    }

    private static double[][] quotient(AreaGraph graph, int[] division, int groups) {
        double[][] edges = new double[groups][groups];
        for (int i = 0; i < division.length; i++) {
            for (int j = 0; j < division.length; j++) {
                if (division[i] != division[j]) edges[division[i]][division[j]] += edge(graph, i, j);
            }
        }
        return edges;
    }

    private static double edge(AreaGraph graph, int one, int other) {
        return Arrays.stream(graph.neighbours(one)).anyMatch(next -> next == other) ? 1 : 0;
    }

    /** How many spanning trees a graph has: any cofactor of its Laplacian. */
    private static double trees(double[][] edges) {
        int size = Math.max(0, edges.length - 1);
        double[][] laplacian = new double[size][size];
        for (int i = 0; i < size; i++) {
            for (int j = 0; j < size; j++)
                laplacian[i][j] = i == j ? Arrays.stream(edges[i]).sum() : -edges[i][j];
        }
        double determinant = 1;
        for (int i = 0; i < size; i++) {
            if (Math.abs(laplacian[i][i]) < 1e-9) return 0;
            determinant *= laplacian[i][i];
            for (int j = i + 1; j < size; j++) {
                double factor = laplacian[j][i] / laplacian[i][i];
                for (int k = i; k < size; k++) laplacian[j][k] -= factor * laplacian[i][k];
            }
        }
        return Math.rint(determinant);
    }

    private static List<List<int[]>> spanningTrees(AreaGraph graph) {
        List<int[]> edges = new ArrayList<>();
        for (int i = 0; i < graph.size(); i++) {
            for (int j : graph.neighbours(i)) if (i < j) edges.add(new int[] {i, j});
        }
        List<List<int[]>> trees = new ArrayList<>();
        for (int chosen = 0; chosen < 1 << edges.size(); chosen++) {
            if (Integer.bitCount(chosen) != graph.size() - 1) continue;
            int of = chosen;
            List<int[]> tree = IntStream.range(0, edges.size())
                    .filter(i -> (of >> i & 1) == 1)
                    .mapToObj(edges::get)
                    .toList();
            if (Arrays.stream(components(graph.size(), tree)).allMatch(group -> group == 0)) trees.add(tree);
        }
        return trees;
    }

    private static List<int[]> without(List<int[]> tree, int one, int other) {
        return IntStream.range(0, tree.size())
                .filter(i -> i != one && i != other)
                .mapToObj(tree::get)
                .toList();
    }

    private static int[] components(int areas, List<int[]> edges) {
        int[] of = IntStream.range(0, areas).toArray();
        for (int[] edge : edges) {
            int joined = of[edge[0]];
            int gone = of[edge[1]];
            for (int i = 0; i < areas; i++) if (of[i] == gone) of[i] = joined;
        }
        return numbered(of);
    }

    /** By their first areas. */
    private static int[] numbered(int[] division) {
        Map<Integer, Integer> numbers = new HashMap<>();
        return Arrays.stream(division)
                .map(group -> numbers.computeIfAbsent(group, next -> numbers.size()))
                .toArray();
    }

    private static List<Integer> list(int[] division) {
        return Arrays.stream(division).boxed().toList();
    }
}
