package se.regstat.statistics.reaggregation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.IntToDoubleFunction;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.locationtech.jts.geom.Envelope;
import org.locationtech.jts.geom.GeometryFactory;
import org.locationtech.jts.geom.Polygon;
import se.regstat.statistics.config.Configuration;
import se.regstat.statistics.division.Area;
import se.regstat.statistics.division.Vintage;
import se.regstat.statistics.division.VintageId;
import se.regstat.statistics.division.YearRange;
import se.regstat.statistics.estimate.ReaggregatedValue;
import se.regstat.statistics.indicator.Noise;
import se.regstat.statistics.indicator.Provenance;
import se.regstat.statistics.indicator.PublishedValues;
import se.regstat.statistics.request.Periods;
import se.regstat.statistics.secret.Secret;
import se.regstat.statistics.snapshot.Snapshot;
import se.regstat.statistics.snapshot.VintageAreas;

/**
 * Somebody who knows all borders and weights, how noise is made and everything that is told, but not the secret, estimates protected counts of
 * sources in the middle of 200 blocks, as well as that can be done without a bias. How well is what docs/reaggregation.md says.
 *
 * <p>Blocks are 8 DeSO of a row each, a kilometre wide, so that what the sets tell of one block is told of all.
 */
class AttackTest {

    private static final GeometryFactory GEOMETRIES = new GeometryFactory();
    private static final int BLOCKS = 200;
    private static final int WIDE = 8;
    private static final int MIDDLE = 3;
    private static final double VARIANCE = Noise.DEFAULT.variance();
    private static final int ROUNDS = 12;

    /** Of the error's variance, of which that of 2 400 is a sample. */
    private static final double SAMPLING = 0.1;

    @TempDir
    private Path folder;

    /** For each set, the parts of a block that it has targets of, from and to. */
    private final Map<String, double[][]> sets = new LinkedHashMap<>();

    private String indicators = "secret: {kind: count, disclosure: {minimum: 10}, told_for: [SETS]}";
    private int[] years = {2022};
    private Secret secret = Patchwork.secret(0);

    /** Instead of men. */
    private boolean shareOfWomen;

    private static double count(String indicator, int source) {
        int all = 20 + source * 7 % 23;
        int women = 8 + source * 5 % 11;
        return switch (indicator) {
            case "women" -> women;
            case "men" -> all - women;
            case "population" -> 3 * all;
            default -> all;
        };
    }

    @Test
    void two_sets_tell_a_difference_with_twice_the_variance_of_one_value() throws IOException {
        sets.put("a", new double[][] {{0, 8}});
        sets.put("b", new double[][] {{0, 3}, {4, 8}});
        assertThat(noise()).isCloseTo(3, within(1e-6));
        sets.put("a", new double[][] {{0, 4}});
        sets.put("b", new double[][] {{0, 3}});
        assertThat(noise()).isCloseTo(2, within(1e-6));
        assertThat(error("secret")).isBetween(2 * VARIANCE * (1 - SAMPLING), 2 * VARIANCE * (1 + SAMPLING));
    }

    @Test
    void three_sets_that_complement_each_other_tell_no_better() throws IOException {
        sets.put("whole", new double[][] {{0, 8}});
        sets.put("left", new double[][] {{0, 3}});
        sets.put("right", new double[][] {{4, 8}});
        assertThat(error("secret")).isBetween(3 * VARIANCE * (1 - SAMPLING), 3 * VARIANCE * (1 + SAMPLING));
    }

    @Test
    void n_pairs_of_sets_that_each_tell_it_anew_tell_it_with_an_nth_of_the_variance() throws IOException {
        double[][] others = {{0, 3}, {1, 3}, {2, 3}};
        for (int pair = 0; pair < 3; pair++) {
            sets.put("with_" + pair, new double[][] {{others[pair][0], 4}});
            sets.put("without_" + pair, new double[][] {others[pair]});
        }
        double figure = 2 * VARIANCE / 3;
        assertThat(VARIANCE * noise()).isCloseTo(figure, within(1e-6));
        assertThat(error("secret")).isBetween(figure * (1 - SAMPLING), figure * (1 + SAMPLING));
    }

    @Test
    void many_sets_of_any_kind_tell_it_with_what_the_best_combination_of_them_has() throws IOException {
        double[][][] many = {
            {{0, 2.5}, {2.5, 5}, {5, 8}},
            {{0, 3.25}, {3.25, 8}},
            {{0, 4}, {4, 6.5}},
            {{1, 3}, {3, 7}},
            {{2, 4.75}},
            {{2, 6}, {6, 8}},
            {{0.5, 3}, {3.5, 7}}
        };
        for (int set = 0; set < many.length; set++) sets.put("set_" + set, many[set]);
        double figure = VARIANCE * noise();
        assertThat(figure).as("seven sets").isGreaterThan(VARIANCE / 7);
        assertThat(error("secret"))
                .as("and of the rounding")
                .isBetween(figure * (1 - SAMPLING), figure * (1 + 2 * SAMPLING));
    }

    @Test
    void sets_that_cut_it_tell_it_worse() throws IOException {
        sets.put("half", new double[][] {{0, 3.5}});
        sets.put("without", new double[][] {{0, 3}});
        assertThat(noise()).isCloseTo(8, within(1e-6));
        assertThat(error("secret")).isGreaterThan(8 * VARIANCE * (1 - SAMPLING));
    }

    @Test
    void nearly_the_same_boundaries_in_many_sets_do_not_take_noise_away() throws IOException {
        for (int i = 0; i < 5; i++) sets.put("set_" + i, new double[][] {{3, 4 + i * 1e-4}});
        assertThat(error("secret", told -> told.stream()
                        .mapToDouble(Double::doubleValue)
                        .average()
                        .orElseThrow()))
                .isGreaterThan(VARIANCE * (1 - SAMPLING));
    }

    @Test
    void a_whole_and_its_parts_tell_each_other_with_two_thirds_of_the_variance() throws IOException {
        indicators = """
                secret: {kind: count, disclosure: {minimum: 10}, told_for: [SETS]}
                  women: {kind: count, disclosure: {minimum: 10}, told_for: [SETS]}
                  men: {kind: count, disclosure: {minimum: 10}, told_for: [SETS]}
                  share_women: {kind: ratio, numerator: women, denominator: secret, decimals: 6}
                """;
        sets.put("a", new double[][] {{3, 4}});
        double figure = 2 * VARIANCE / 3;
        double squares = 0;
        int tries = 0;
        for (int round = 0; round < ROUNDS; round++) {
            secret = Patchwork.secret(round);
            Map<String, List<Double>> told = told(List.of("secret", "women", "men", "share_women"));
            for (int block = 0; block < BLOCKS; block++) {
                double all = told.get("secret").get(block);
                double women = told.get("women").get(block);
                double men = told.get("men").get(block);
                assertThat(told.get("share_women").get(block))
                        .as("no draw of its own")
                        .isCloseTo(100 * Math.min(women, all) / all, within(1e-6));
                double best = (2 * women + (all - men)) / 3;
                squares += Math.pow(best - count("women", block * WIDE + MIDDLE), 2);
                tries++;
            }
        }
        assertThat(squares / tries).isBetween(figure * (1 - SAMPLING), figure * (1 + SAMPLING));
    }

    @Test
    void parts_of_an_open_whole_tell_each_other_with_half_of_the_variance() throws IOException {
        indicators = """
                secret: {kind: count}
                  women: {kind: count, disclosure: {minimum: 10}, told_for: [SETS]}
                  men: {kind: count, disclosure: {minimum: 10}, told_for: [SETS]}
                """;
        assertWomen(VARIANCE / 2, told -> (told.women() + told.all() - told.men()) / 2);
    }

    @Test
    void a_share_that_is_imported_tells_its_count_anew() throws IOException {
        indicators = """
                secret: {kind: count}
                  women: {kind: count, disclosure: {minimum: 10}, told_for: [SETS]}
                  men: {kind: ratio, denominator: secret, decimals: 6, disclosure: {minimum: 10}, told_for: [SETS]}
                """;
        shareOfWomen = true;
        assertWomen(VARIANCE / 2, told -> (told.women() + told.men() * told.all() / 100) / 2);
    }

    @Test
    void noise_by_another_rule_is_an_answer_of_its_own() throws IOException {
        sets.put("a", new double[][] {{3, 4}});
        double squares = 0;
        String weaker = indicators;
        for (int round = 0; round < ROUNDS; round++) {
            secret = Patchwork.secret(round);
            indicators = weaker;
            List<Double> first = told(List.of("secret")).get("secret");
            indicators = weaker.replace("minimum: 10", "minimum: 10, variance: 8, maximum: 10");
            List<Double> second = told(List.of("secret")).get("secret");
            for (int block = 0; block < BLOCKS; block++) {
                double best = (8 * first.get(block) + VARIANCE * second.get(block)) / (8 + VARIANCE);
                squares += Math.pow(best - count("secret", block * WIDE + MIDDLE), 2);
            }
        }
        double figure = 8 * VARIANCE / (8 + VARIANCE);
        assertThat(squares / (ROUNDS * BLOCKS)).isBetween(figure * (1 - SAMPLING), figure * (1 + SAMPLING));
    }

    private record OfBlock(double all, double women, double men) {}

    /** How well women are known, of what is told of all, women and men in one set of single areas. */
    private void assertWomen(double figure, ToDoubleFunction<OfBlock> best) throws IOException {
        sets.put("a", new double[][] {{3, 4}});
        double squares = 0;
        for (int round = 0; round < ROUNDS; round++) {
            secret = Patchwork.secret(round);
            Map<String, List<Double>> told = told(List.of("secret", "women", "men"));
            for (int block = 0; block < BLOCKS; block++) {
                double found = best.applyAsDouble(new OfBlock(
                        told.get("secret").get(block),
                        told.get("women").get(block),
                        told.get("men").get(block)));
                squares += Math.pow(found - count("women", block * WIDE + MIDDLE), 2);
            }
        }
        assertThat(squares / (ROUNDS * BLOCKS)).isBetween(figure * (1 - SAMPLING), figure * (1 + SAMPLING));
    }

    @Test
    void years_in_which_nothing_changes_tell_it_with_that_part_of_the_variance() throws IOException {
        years = new int[] {2020, 2021, 2022, 2023};
        sets.put("a", new double[][] {{3, 4}});
        double figure = VARIANCE / 4;
        assertThat(error("secret", told -> told.stream()
                        .mapToDouble(Double::doubleValue)
                        .average()
                        .orElseThrow()))
                .isBetween(figure * (1 - SAMPLING), figure * (1 + SAMPLING));
    }

    @Test
    void two_nodes_and_a_restart_tell_the_same() throws IOException {
        sets.put("a", new double[][] {{0, 4}, {4, 8}});
        sets.put("b", new double[][] {{0, 3.3}});
        Map<String, List<Double>> first = told(List.of("secret"));
        assertThat(told(List.of("secret"))).isEqualTo(first);
        secret = Secret.of(secret.bytes());
        assertThat(told(List.of("secret"))).isEqualTo(first);
    }

    @Test
    void the_noise_of_two_and_of_their_sum_are_independent() throws IOException {
        sets.put("a", new double[][] {{0, 4}, {4, 8}});
        sets.put("b", new double[][] {{0, 8}});
        double product = 0;
        int tries = 0;
        for (int round = 0; round < ROUNDS; round++) {
            secret = Patchwork.secret(round);
            List<Double> told = told(List.of("secret")).get("secret");
            for (int block = 0; block < BLOCKS; block++) {
                double parts = told.get(2 * block) + told.get(2 * block + 1) - exact("secret", block, 0, 8);
                double whole = told.get(2 * BLOCKS + block) - exact("secret", block, 0, 8);
                product += parts * whole;
                tries++;
            }
        }
        assertThat(product / tries).as("covariance").isBetween(-0.2, 0.2);
    }

    // ---- the attacker

    /** The mean square of what the best estimate of the middle of each block is wrong by. */
    private double error(String indicator) throws IOException {
        double[] factors = best();
        return error(indicator, told -> IntStream.range(0, factors.length)
                .mapToDouble(i -> factors[i] * told.get(i))
                .sum());
    }

    private interface Estimate {
        /** Of what all sets tell of one block, set by set. */
        double of(List<Double> told);
    }

    private double error(String indicator, Estimate estimate) throws IOException {
        double squares = 0;
        for (int round = 0; round < ROUNDS; round++) {
            secret = Patchwork.secret(round);
            List<Double> told = told(List.of(indicator)).get(indicator);
            for (int block = 0; block < BLOCKS; block++) {
                double found = estimate.of(ofBlock(told, block));
                squares += Math.pow(found - count(indicator, block * WIDE + MIDDLE), 2);
            }
        }
        return squares / (ROUNDS * BLOCKS);
    }

    /** What is told of a block by all sets and years; these were put one after the other. */
    private List<Double> ofBlock(List<Double> told, int block) {
        List<Double> ofBlock = new ArrayList<>();
        int from = 0;
        for (double[][] parts : sets.values()) {
            int each = parts.length * years.length;
            ofBlock.addAll(told.subList(from + block * each, from + (block + 1) * each));
            from += BLOCKS * each;
        }
        return ofBlock;
    }

    /** Σ f² of the best combination: the variance of its error where each value has the variance 1. */
    private double noise() {
        return Arrays.stream(best()).map(factor -> factor * factor).sum();
    }

    /** By what to multiply what each part of a block tells, so that the middle alone is left and the noise is least: f = A (AᵀA)⁻¹ e. */
    private double[] best() {
        List<double[]> rows = sets.values().stream().flatMap(Arrays::stream).toList();
        double[][] a = new double[rows.size()][WIDE];
        for (int row = 0; row < a.length; row++) {
            for (int i = 0; i < WIDE; i++) {
                a[row][i] = Math.max(0, Math.min(i + 1, rows.get(row)[1]) - Math.max(i, rows.get(row)[0]));
            }
        }
        // The least f with Aᵀ f = e, by descent on |Aᵀ f - e|² from 0, which stays in the span of A.
        double[] f = new double[a.length];
        for (int step = 0; step < 400_000; step++) {
            double most = 0;
            double[] miss = new double[WIDE];
            for (int i = 0; i < WIDE; i++) {
                miss[i] = i == MIDDLE ? -1 : 0;
                for (int row = 0; row < f.length; row++) miss[i] += a[row][i] * f[row];
                most = Math.max(most, Math.abs(miss[i]));
            }
            if (most < 1e-10) return f;
            for (int row = 0; row < f.length; row++) {
                for (int i = 0; i < WIDE; i++) f[row] -= 0.02 * a[row][i] * miss[i];
            }
        }
        throw new AssertionError("nothing follows exactly");
    }

    // ---- what is told

    private double exact(String indicator, int block, double from, double to) {
        double sum = 0;
        for (int i = 0; i < WIDE; i++) {
            sum += Math.max(0, Math.min(i + 1, to) - Math.max(i, from)) * count(indicator, block * WIDE + i);
        }
        return sum;
    }

    /** By indicator, all that the sets tell, one set after the other. */
    private Map<String, List<Double>> told(List<String> wanted) throws IOException {
        String all = String.join(", ", sets.keySet());
        Files.writeString(
                folder.resolve("indicators.yml"),
                "indicators:\n  population: {kind: count}\n  " + indicators.replace("SETS", all) + "\n");
        Files.writeString(
                folder.resolve("derived.yml"),
                "derived:\n"
                        + sets.keySet().stream()
                                .map(set -> "  " + set + ": {indicators: [population]}\n")
                                .collect(Collectors.joining()));
        Reaggregator reaggregator = Reaggregator.of(snapshot(), Configuration.load(folder));
        Map<String, List<Double>> told = new LinkedHashMap<>();
        for (String indicator : wanted) {
            List<Double> values = new ArrayList<>();
            for (String set : sets.keySet()) {
                ReaggregationResult result = reaggregator.run(
                        ReaggregationRequest.of(
                                reaggregator.boundaries(VintageId.parse(set + "@2020")),
                                List.of(indicator),
                                Periods.parse(Arrays.stream(years)
                                        .mapToObj(String::valueOf)
                                        .toList())),
                        () -> false);
                for (ReaggregatedValue value : result) values.add(value.value());
            }
            told.put(indicator, values);
        }
        return told;
    }

    private Snapshot snapshot() {
        List<Area> deso = IntStream.range(0, BLOCKS * WIDE)
                .mapToObj(i -> area("d%05d".formatted(i), i, i + 1))
                .toList();
        List<String> codes = deso.stream().map(Area::code).toList();
        List<VintageAreas> vintages = new ArrayList<>(List.of(vintage("deso@2018", deso)));
        sets.forEach((set, parts) -> {
            List<Area> areas = new ArrayList<>();
            for (int block = 0; block < BLOCKS; block++) {
                for (int part = 0; part < parts.length; part++) {
                    areas.add(area(
                            "b%05d%d".formatted(block, part),
                            block * WIDE + parts[part][0],
                            block * WIDE + parts[part][1]));
                }
            }
            vintages.add(vintage(set + "@2020", areas));
        });
        List<PublishedValues> values = new ArrayList<>();
        for (int year : years) {
            for (String indicator : List.of("population", "secret", "women", "men")) {
                IntToDoubleFunction count = source -> shareOfWomen && indicator.equals("men")
                        ? 100 * count("women", source) / count("secret", source)
                        : count(indicator, source);
                values.add(new PublishedValues(
                        indicator,
                        VintageId.parse("deso@2018"),
                        year,
                        codes,
                        IntStream.range(0, codes.size()).mapToDouble(count).toArray(),
                        new byte[codes.size()],
                        new Provenance(Instant.EPOCH, "x.csv", "", "")));
            }
        }
        return new Snapshot(1, false, vintages, values, List.of()).with(secret);
    }

    private static VintageAreas vintage(String id, List<Area> areas) {
        return new VintageAreas(
                new Vintage(
                        VintageId.parse(id),
                        YearRange.ALWAYS,
                        List.of(),
                        Optional.empty(),
                        "",
                        "",
                        "",
                        Instant.EPOCH,
                        "",
                        ""),
                areas,
                List.of());
    }

    private static Area area(String code, double from, double to) {
        Polygon polygon = (Polygon) GEOMETRIES.toGeometry(new Envelope(
                Patchwork.WEST + 100 * from, Patchwork.WEST + 100 * to, Patchwork.SOUTH, Patchwork.SOUTH + 100));
        return new Area(
                code,
                "",
                Optional.empty(),
                Map.of(),
                GEOMETRIES.createMultiPolygon(new Polygon[] {polygon}),
                OptionalDouble.empty());
    }
}
