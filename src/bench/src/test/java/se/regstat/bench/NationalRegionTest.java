package se.regstat.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.locationtech.jts.coverage.CoverageValidator;
import org.locationtech.jts.geom.Geometry;
import se.regstat.bench.NationalRegion.NationalVintage;
import se.regstat.statistics.division.Area;

class NationalRegionTest {

    private static final Map<String, NationalVintage> VINTAGES = NationalRegion.create().stream()
            .collect(Collectors.toMap(v -> v.vintage().id().division(), v -> v));

    private static List<Area> areas(String division) {
        return VINTAGES.get(division).areas();
    }

    @Test
    void is_as_large_as_the_real_thing() {
        assertThat(areas("deso")).hasSize(6_160);
        assertThat(areas("regso")).hasSize(3_363);
        assertThat(areas("kommun")).hasSize(290);
        assertThat(areas("lan")).hasSize(21);
        assertThat(VINTAGES.get("deso").vertices()).isBetween(1_450_000L, 1_550_000L);
        assertThat(areas("deso").stream().mapToDouble(Area::areaKm2).sum()).isBetween(400_000.0, 500_000.0);
    }

    @Test
    void neighbours_share_their_borders() {
        for (NationalVintage vintage : VINTAGES.values()) {
            Geometry[] geometries = vintage.areas().stream().map(Area::geometry).toArray(Geometry[]::new);
            assertThat(CoverageValidator.isValid(geometries)).isTrue();
        }
    }

    @Test
    void most_areas_are_small_and_some_are_vast() {
        double[] sizes =
                areas("deso").stream().mapToDouble(Area::areaKm2).sorted().toArray();
        assertThat(sizes[sizes.length / 2]).isLessThan(10);
        assertThat(sizes[sizes.length - 1]).isGreaterThan(1_000);
    }

    @Test
    void parents_have_the_area_of_their_children() {
        for (String parent : List.of("regso", "kommun", "lan")) {
            Map<String, Double> sums = areas("deso").stream()
                    .collect(Collectors.groupingBy(
                            area -> area.parents().get(parent), Collectors.summingDouble(Area::areaKm2)));
            assertThat(sums).hasSameSizeAs(areas(parent));
            assertThat(areas(parent)).allSatisfy(area -> assertThat(Math.abs(area.areaKm2() - sums.get(area.code())))
                    .isLessThan(1e-6 * area.areaKm2()));
        }
    }

    @Test
    void codes_are_well_formed_unique_and_in_no_real_lan() {
        String[] codes = areas("deso").stream().map(Area::code).toArray(String[]::new);
        assertThat(codes).doesNotHaveDuplicates().isSorted();
        assertThat(Arrays.stream(codes)).allMatch(code -> code.matches("(3\\d|4\\d|50)\\d{2}[ABC]\\d{3}0"));
    }
}
