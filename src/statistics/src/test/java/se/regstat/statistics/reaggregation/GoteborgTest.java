package se.regstat.statistics.reaggregation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.operation.overlayng.OverlayNG;
import org.locationtech.jts.operation.overlayng.OverlayNGRobust;

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

    /** Weighted absolute percentage error of the population of 2023 against that of 1 January 2025. */
    private static double wape(Weighting weighting, List<Distribution> distributions) throws Exception {
        Map<String, Double> truth =
                Goteborg.column("goteborg_mellanomraden_population_2025.csv", "population_2025_01_01");
        Weights weights = Weights.of(overlay, weighting, distributions, 1e-3);
        Estimate estimate = Estimate.of(weights, List.of(Variable.count(population)), MissingParts.STRICT);
        double missed = 0;
        double all = 0;
        for (int j = 0; j < mellanomraden.size(); j++) {
            double there = truth.get(mellanomraden.ids().get(j));
            missed += Math.abs(estimate.row(j).value(0) - there);
            all += there;
        }
        return missed / all;
    }

    private static List<Distribution> builtUp() throws Exception {
        List<Geometry> tatorter =
                List.copyOf(Goteborg.layer("tatort_14_lm", "fid").values());
        return List.of(Distribution.mask("tätorter", deso, tatorter));
    }

    @Test
    void the_population_of_mellanomraden_is_met_as_well_as_the_weighting_allows() throws Exception {
        assertThat(wape(Weighting.AREA, List.of())).isBetween(0.065, 0.075);
        assertThat(wape(Weighting.MASK, builtUp())).isLessThan(0.025);
        assertThat(wape(Weighting.AUTO, builtUp())).isLessThan(0.025);
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
        Weights weights = Weights.of(Overlay.of(deso, kommuner), Weighting.AUTO, List.of(), 0);
        Estimate estimate = Estimate.of(weights, List.of(Variable.count(population)), MissingParts.STRICT);
        for (int j = 0; j < kommuner.size(); j++) {
            String kommun = kommuner.ids().get(j);
            double sum = IntStream.range(0, deso.size())
                    .filter(i -> deso.codes().get(i).startsWith(kommun))
                    .mapToDouble(i -> population[i])
                    .sum();
            assertThat(estimate.row(j).value(0)).as(kommun).isEqualTo(sum);
            assertThat(weights.weighting(j)).isEqualTo(Weighting.CODE);
            assertThat(weights.cutSources(j)).isZero();
        }
    }

    @Test
    void the_mass_goes_into_the_targets_or_is_lost_outside() {
        Weights weights = Weights.byArea(overlay, 0);
        Estimate estimate = Estimate.of(weights, List.of(Variable.count(population)), MissingParts.STRICT);
        Mass mass = estimate.mass(0);
        double out = IntStream.range(0, mellanomraden.size())
                .mapToDouble(j -> estimate.row(j).value(0))
                .sum();
        assertThat(mass.out()).isCloseTo(out, within(1e-9 * out));
        assertThat(mass.out() + mass.lost()).isCloseTo(mass.in() + mass.twice(), within(1e-9 * out));
        assertThat(mass.twice()).isLessThan(1e-6 * out);
    }
}
