package se.regstat.importing.borders;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.concurrent.ForkJoinPool;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.locationtech.jts.coverage.CoverageValidator;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.geom.MultiPolygon;
import se.regstat.statistics.division.Area;
import se.regstat.statistics.store.Generalisation;
import se.regstat.statistics.store.GeoPackageGeometry;

/** On the DeSO of Göteborgsregionen: an exact tessellation with 144 010 vertices. */
class GeneralisationsTest {

    private static List<Area> areas;
    private static List<Generalisation> levels;

    @BeforeAll
    static void generalise() throws Exception {
        Path data = Path.of(System.getProperty("regstat.root"), "../shared/data/goteborgsregionen.gpkg");
        Assumptions.assumeTrue(Files.exists(data), "needs the real data in ../shared/data");
        areas = new ArrayList<>();
        GeoPackageGeometry reader = new GeoPackageGeometry();
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + data);
                ResultSet rows = connection
                        .createStatement()
                        .executeQuery("SELECT desokod, geom FROM deso_gr_2025 ORDER BY desokod")) {
            while (rows.next()) {
                areas.add(new Area(
                        rows.getString(1),
                        "",
                        Optional.empty(),
                        Map.of(),
                        (MultiPolygon) reader.decode(rows.getBytes(2)),
                        OptionalDouble.empty()));
            }
        }
        levels = Generalisations.of(areas);
    }

    @Test
    void neighbours_that_shared_their_borders_vertex_by_vertex_still_do() {
        Set<String> before = unmatched(areas.stream().map(Area::geometry).toArray(Geometry[]::new));
        assertThat(before).as("in the data itself").hasSize(11);
        for (Generalisation level : levels) {
            assertThat(before)
                    .as("at tolerance %s", level.tolerance())
                    .containsAll(unmatched(level.geometries().toArray(Geometry[]::new)));
        }
    }

    /** Codes of areas with a border that is not the neighbour's border vertex by vertex. */
    private static Set<String> unmatched(Geometry[] coverage) {
        Geometry[] faults = CoverageValidator.validate(coverage);
        return IntStream.range(0, faults.length)
                .filter(i -> faults[i] != null && !faults[i].isEmpty())
                .mapToObj(i -> areas.get(i).code())
                .collect(Collectors.toSet());
    }

    @Test
    void every_area_is_still_there_and_about_as_large() {
        for (Generalisation level : levels) {
            for (int i = 0; i < areas.size(); i++) {
                double area = areas.get(i).geometry().getArea();
                double generalised = level.geometries().get(i).getArea();
                double border = areas.get(i).geometry().getLength() * level.tolerance();
                assertThat(generalised)
                        .as("%s at tolerance %s", areas.get(i).code(), level.tolerance())
                        .isPositive()
                        .isBetween(area - border, area + border);
            }
        }
    }

    @Test
    void areas_are_valid_and_the_same_to_the_last_bit_whatever_number_of_threads_computes_them() throws Exception {
        ForkJoinPool one = new ForkJoinPool(1);
        List<Generalisation> again = one.submit(() -> Generalisations.of(areas)).get();
        one.shutdown();
        assertThat(again).hasSameSizeAs(levels);
        GeoPackageGeometry writer = new GeoPackageGeometry();
        for (int level = 0; level < levels.size(); level++) {
            for (int i = 0; i < areas.size(); i++) {
                Geometry geometry = levels.get(level).geometries().get(i);
                assertThat(geometry.isValid()).as(areas.get(i).code()).isTrue();
                assertThat(writer.encodeWkb(geometry))
                        .isEqualTo(
                                writer.encodeWkb(again.get(level).geometries().get(i)));
            }
        }
    }

    @Test
    void each_level_is_lighter_than_the_one_before() {
        assertThat(levels).isSortedAccordingTo(Comparator.comparing(Generalisation::tolerance));
        long finer = areas.stream().mapToLong(a -> a.geometry().getNumPoints()).sum();
        assertThat(finer).isEqualTo(144_010);
        for (Generalisation level : levels) {
            long vertices = level.geometries().stream()
                    .mapToLong(Geometry::getNumPoints)
                    .sum();
            assertThat(vertices).as("at tolerance %s", level.tolerance()).isLessThan(finer);
            finer = vertices;
        }
    }
}
