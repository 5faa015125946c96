package se.regstat.statistics.reaggregation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.BitSet;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.operation.overlayng.OverlayNG;
import org.locationtech.jts.operation.overlayng.OverlayNGRobust;
import se.regstat.statistics.estimate.Estimate;
import se.regstat.statistics.estimate.Mass;
import se.regstat.statistics.estimate.Variable;
import se.regstat.statistics.overlay.Overlay;
import se.regstat.statistics.overlay.Sources;
import se.regstat.statistics.overlay.Targets;
import se.regstat.statistics.request.MissingParts;
import se.regstat.statistics.request.ReaggregationDeclaration;
import se.regstat.statistics.request.Weighting;
import se.regstat.statistics.weights.Distribution;
import se.regstat.statistics.weights.WeightRules;
import se.regstat.statistics.weights.Weights;

/** DeSO to the city's own divisions, which are not built from DeSO. */
class GoteborgTest {

    private static Sources deso;
    private static Targets mellanomraden;
    private static Overlay overlay;
    private static double[] population;

    @BeforeAll
    static void read() throws Exception {
        Goteborg.assumeThere();
        deso = Goteborg.sources("deso_gr_2018_harledd", "deso");
        mellanomraden = Goteborg.targets("gbg_mellanomraden", "omrade_kod");
        overlay = Overlay.of(deso, mellanomraden);
        population = Goteborg.column(deso, "deso2018_indicators_2022_2023.csv", "bef_2023");
    }

    private static List<Distribution> builtUp(Sources sources) throws Exception {
        List<Geometry> tatorter =
                List.copyOf(Goteborg.layer("tatort_14_lm", "fid").values());
        return List.of(Distribution.mask("tätorter", sources, tatorter));
    }

    /** Weighted absolute percentage error: Σ |estimate - true| / Σ true. */
    private static double wape(Weights weights, double[] values, Map<String, Double> truth) {
        Estimate estimate = Estimate.of(weights, List.of(Variable.count(values)), MissingParts.STRICT);
        double missed = 0;
        double all = 0;
        for (int j = 0; j < weights.targets().size(); j++) {
            double there = truth.get(weights.targets().get(j));
            missed += Math.abs(estimate.row(j).value(0) - there);
            all += there;
        }
        return missed / all;
    }

    private static Weights weights(Overlay overlay, Weighting weighting, List<Distribution> distributions) {
        return Weights.of(
                overlay, WeightRules.of(weighting, distributions, ReaggregationDeclaration.DEFAULT_TOLERANCE));
    }

    /** 147 RegSO of Göteborg with the population of 31 December 2024, to the city's own figures of the day after. */
    @Test
    void the_mask_helps_as_much_with_larger_sources_and_on_the_same_day() throws Exception {
        Map<String, Double> persons = Goteborg.populationOfRegso();
        Map<String, Geometry> areas = Goteborg.layer("regso_gr_2025", "regsokod");
        areas.keySet().retainAll(persons.keySet());
        Sources regso = Sources.of(List.copyOf(areas.keySet()), List.copyOf(areas.values()));
        double[] values = regso.codes().stream().mapToDouble(persons::get).toArray();
        Map<String, Double> truth =
                Goteborg.column("goteborg_mellanomraden_population_2025.csv", "population_2025_01_01");
        Overlay own = Overlay.of(regso, mellanomraden);
        assertThat(wape(weights(own, Weighting.AREA, List.of()), values, truth)).isBetween(0.09, 0.10);
        assertThat(wape(weights(own, Weighting.AUTO, builtUp(regso)), values, truth))
                .isLessThan(0.032);
    }

    /** Down instead of up, in all 13 kommuner: RegSO with the sums of their DeSO, to these DeSO. */
    @Test
    void the_mask_helps_where_targets_are_parts_of_sources() throws Exception {
        Map<String, Geometry> areas = Goteborg.layer("regso_gr_2025", "regsokod");
        Targets asTargets = Targets.of(List.copyOf(areas.keySet()), List.copyOf(areas.values()));
        Sources regso = Sources.of(List.copyOf(areas.keySet()), List.copyOf(areas.values()));
        Weights up = Weights.of(Overlay.of(deso, asTargets), WeightRules.of(Weighting.AUTO, List.of(), 0.01));
        Estimate sums = Estimate.of(up, List.of(Variable.count(population)), MissingParts.STRICT);
        double[] values = IntStream.range(0, regso.size())
                .mapToDouble(j -> sums.row(j).value(0))
                .toArray();
        Targets parts = Goteborg.targets("deso_gr_2018_harledd", "deso");
        Map<String, Double> truth = Goteborg.column("deso2018_indicators_2022_2023.csv", "bef_2023");
        Overlay down = Overlay.of(regso, parts);
        assertThat(wape(weights(down, Weighting.AREA, List.of()), values, truth))
                .isBetween(0.35, 0.38);
        assertThat(wape(weights(down, Weighting.AUTO, builtUp(regso)), values, truth))
                .isLessThan(0.28);
    }

    @Test
    void the_population_of_mellanomraden_is_met_as_well_as_the_weighting_allows() throws Exception {
        Map<String, Double> truth =
                Goteborg.column("goteborg_mellanomraden_population_2025.csv", "population_2025_01_01");
        assertThat(wape(weights(overlay, Weighting.AREA, List.of()), population, truth))
                .isBetween(0.065, 0.075);
        assertThat(wape(weights(overlay, Weighting.MASK, builtUp(deso)), population, truth))
                .isLessThan(0.025);
        assertThat(wape(weights(overlay, Weighting.AUTO, builtUp(deso)), population, truth))
                .isLessThan(0.025);
    }

    @Test
    void shares_are_those_of_the_intersections() {
        int compared = 0;
        for (int i = 0; i < deso.size(); i++) {
            for (int pair = overlay.firstPair(i); pair < overlay.firstPair(i + 1); pair++) {
                Geometry target = mellanomraden.geometry(overlay.target(pair));
                double common = OverlayNGRobust.overlay(deso.geometry(i), target, OverlayNG.INTERSECTION)
                        .getArea();
                assertThat(overlay.share(pair))
                        .as(deso.codes().get(i))
                        .isCloseTo(common / deso.geometry(i).getArea(), within(1e-9));
                compared++;
            }
        }
        assertThat(compared).isGreaterThan(300);
    }

    @Test
    void kommuner_of_whole_deso_are_exact_to_the_last_digit() throws Exception {
        Map<String, Geometry> areas = Goteborg.layer("deso_gr_2018_harledd", "deso");
        Targets kommuner = Targets.of(
                areas.keySet().stream()
                        .map(code -> code.substring(0, 4))
                        .distinct()
                        .toList(),
                areas.keySet().stream()
                        .map(code -> code.substring(0, 4))
                        .distinct()
                        .map(kommun -> OverlayNGRobust.union(areas.entrySet().stream()
                                .filter(area -> area.getKey().startsWith(kommun))
                                .map(Map.Entry::getValue)
                                .toList()))
                        .toList());
        Weights weights = Weights.of(Overlay.of(deso, kommuner), WeightRules.of(Weighting.AUTO, List.of(), 0));
        Estimate estimate = Estimate.of(weights, List.of(Variable.count(population)), MissingParts.STRICT);
        for (int j = 0; j < kommuner.size(); j++) {
            String kommun = kommuner.ids().get(j);
            double sum = IntStream.range(0, deso.size())
                    .filter(i -> deso.codes().get(i).startsWith(kommun))
                    .mapToDouble(i -> population[i])
                    .sum();
            assertThat(estimate.row(j).value(0)).as(kommun).isEqualTo(sum);
            assertThat(weights.told(j)).isEqualTo("code");
            assertThat(weights.cutSources(j)).isZero();
        }
    }

    @ParameterizedTest
    @ValueSource(doubles = {0, ReaggregationDeclaration.DEFAULT_TOLERANCE})
    void the_mass_goes_into_the_targets_or_is_lost_outside(double tolerance) {
        Weights weights = Weights.byArea(overlay, tolerance);
        Estimate estimate = Estimate.of(weights, List.of(Variable.count(population)), MissingParts.STRICT);
        Mass mass = estimate.mass(0, new BitSet());
        double out = IntStream.range(0, mellanomraden.size())
                .mapToDouble(j -> estimate.row(j).value(0))
                .sum();
        assertThat(mass.out()).isCloseTo(out, within(1e-9 * out));
        assertThat(mass.out() + mass.lost()).isCloseTo(mass.in() + mass.twice(), within(1e-9 * out));
        assertThat(mass.twice()).isLessThan(1e-6 * out);
    }
}
