package se.regstat.standalone.clients;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.locationtech.jts.geom.Geometry;
import se.regstat.importing.demo.DemoStore;
import se.regstat.statistics.division.Area;
import se.regstat.statistics.division.VintageId;
import se.regstat.statistics.indicator.PublishedValues;
import se.regstat.statistics.postgres.NeedsPostgres;
import se.regstat.statistics.postgres.PostgresServer;
import se.regstat.statistics.store.GeoPackageGeometry;
import se.regstat.statistics.store.Store;
import se.regstat.statistics.store.StoreUrl;
import se.regstat.statistics.store.copy.StoreCopy;

/** The views of a store in PostgreSQL as GDAL and QGIS open them, as somebody who may read the views alone. */
@NeedsPostgres
class PostgisViewsTest {

    private static final VintageId DESO = VintageId.parse("deso@2025");

    @TempDir
    static Path folder;

    private static StoreUrl.PostgreSql database;
    private static List<Area> areas;
    private static PublishedValues values;

    @BeforeAll
    static void make_a_store() {
        StoreUrl.GeoPackage demo = StoreUrl.of(folder.resolve("demo.gpkg"));
        DemoStore.create(demo);
        database = PostgresServer.running().database();
        try (Store from = demo.open(StoreUrl.Mode.READ_ONLY);
                Store to = database.open(StoreUrl.Mode.CREATE)) {
            StoreCopy.into(from, to);
            to.show(id -> id.equals("population") ? Store.Showing.VALUES : Store.Showing.UNDESCRIBED, false);
            areas = to.areas(DESO);
            values = to.values().stream()
                    .filter(set -> set.indicator().equals("population")
                            && set.vintage().equals(DESO))
                    .findFirst()
                    .orElseThrow();
        }
    }

    @Test
    @Needs(Need.QGIS)
    void qgis_draws_the_areas_to_the_last_bit_and_finds_each_by_its_number() throws Exception {
        JsonNode seen = qgis(DESO.layerName(), "1 = 1");
        assertThat(seen.get("all").asInt()).isEqualTo(areas.size());
        assertThat(seen.get("srs").asText()).isEqualTo("EPSG:3006");
        assertThat(seen.get("type").asText()).isEqualTo("MultiPolygon");
        assertThat(seen.get("keys")).extracting(JsonNode::asText).containsExactly("fid");
        assertThat(seen.get("again").asBoolean()).isTrue();
        assertThat(seen.get("features")).hasSize(areas.size());
        for (Area area : areas) {
            byte[] wkb = HexFormat.of()
                    .parseHex(seen.get("features").get(area.code()).get("wkb").asText());
            Geometry drawn = new GeoPackageGeometry().decodeWkb(wkb);
            assertThat(drawn.equalsExact(area.geometry())).as(area.code()).isTrue();
        }
    }

    @Test
    @Needs(Need.QGIS)
    void qgis_has_the_values_of_a_year() {
        JsonNode seen = qgis("population_deso", "year = " + values.year() + " AND vintage = '2025'");
        assertThat(seen.get("again").asBoolean()).isTrue();
        Map<String, Double> drawn = new TreeMap<>();
        for (Map.Entry<String, JsonNode> feature : seen.get("features").properties()) {
            JsonNode value = feature.getValue().get("value");
            drawn.put(feature.getKey(), value.isNull() ? Double.NaN : value.asDouble());
        }
        Map<String, Double> stored = new TreeMap<>();
        for (int i = 0; i < values.codes().size(); i++)
            stored.put(values.codes().get(i), values.values()[i]);
        assertThat(drawn).isEqualTo(stored);
    }

    @Test
    @Needs(Need.GDAL)
    void ogr2ogr_takes_the_areas_as_they_are_and_sees_no_other_views_than_those_that_may_be_shown() {
        Path file = folder.resolve("areas.gpkg");
        String connection = "PG:host=127.0.0.1 port=" + PostgresServer.running().port() + " dbname="
                + database.database() + " user=" + PostgresServer.READER + " passfile="
                + PostgresServer.running().passwords();
        Programs.run("ogr2ogr", "-f", "GPKG", file, connection, "regstat.deso_2025", "-nln", "areas");
        Map<String, Geometry> taken = GeoPackageLayer.read(file, "areas", "code");
        assertThat(taken).hasSize(areas.size());
        for (Area area : areas) {
            assertThat(taken.get(area.code()).equalsExact(area.geometry()))
                    .as(area.code())
                    .isTrue();
        }
        assertThat(Programs.run("ogrinfo", "-q", connection).lines())
                .filteredOn(line -> line.matches(".* regstat\\.(population|tenants|households)_.*"))
                .isNotEmpty()
                .allMatch(line -> line.contains("regstat.population_") && line.contains("(Multi Polygon)"));
    }

    private static JsonNode qgis(String view, String filter) {
        return Programs.script(
                List.of(
                        Programs.PYTHON,
                        Programs.scripts().resolve("qgis_postgis_client.py").toString()),
                Map.of(
                        "port",
                        PostgresServer.running().port(),
                        "database",
                        database.database(),
                        "user",
                        PostgresServer.READER,
                        "passwords",
                        PostgresServer.running().passwords().toString(),
                        "view",
                        view,
                        "filter",
                        filter));
    }
}
