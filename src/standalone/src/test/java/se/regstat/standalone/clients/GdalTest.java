package se.regstat.standalone.clients;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.locationtech.jts.coverage.CoverageValidator;
import org.locationtech.jts.geom.Coordinate;
import org.locationtech.jts.geom.Envelope;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.index.kdtree.KdTree;

/** GDAL's programs as users call them: ogr2ogr over WFS, gdal_translate and gdalwarp over WMS. */
@Needs(Need.GDAL)
@ForEachSite
class GdalTest {

    private static final double TENTH_OF_A_MILLIMETRE = 1e-4;

    private final Site site;

    @TempDir
    Path folder;

    GdalTest(Site site) {
        this.site = site;
    }

    @ParameterizedTest
    @ValueSource(strings = {"2.0.0", "1.1.0"})
    void a_download_in_pages_has_every_area_once_with_every_vertex_and_is_still_a_coverage(String version) {
        Path file = folder.resolve("paged.gpkg");
        Programs.run(
                "ogr2ogr",
                "-f",
                "GPKG",
                file,
                wfs(version),
                Site.LAYER,
                "-nlt",
                "CONVERT_TO_LINEAR",
                "-nln",
                "areas",
                "--config",
                "OGR_WFS_PAGING_ALLOWED",
                "ON",
                "--config",
                "OGR_WFS_PAGE_SIZE",
                "100");
        assertSameCoverage(GeoPackageLayer.read(file, "areas", "code"));
    }

    @Test
    void the_link_to_geo_json_opens_by_itself_with_every_vertex_and_is_still_a_coverage() {
        Path file = folder.resolve("geojson.gpkg");
        Programs.run(
                "ogr2ogr",
                "-f",
                "GPKG",
                file,
                "-nln",
                "areas",
                site.host().url() + "/ows?service=WFS&version=2.0.0&request=GetFeature&typeNames=" + Site.LAYER
                        + "&outputFormat=application/json&srsName=EPSG:3006");
        assertSameCoverage(GeoPackageLayer.read(file, "areas", "code"));
    }

    @Test
    void the_file_of_a_vintage_is_read_in_parts_where_it_lies_and_is_the_same_coverage() {
        Path file = folder.resolve("fetched.gpkg");
        Programs.run("ogr2ogr", "-f", "GPKG", file, download("deso_2025.gpkg"), "deso_2025", "-nln", "areas");
        assertSameCoverage(GeoPackageLayer.read(file, "areas", "code"));
        String said = Programs.run("ogrinfo", "-so", download("deso_2025.gpkg"), "deso_2025");
        assertThat(said)
                .contains("Feature Count: " + site.areas().size(), "ID[\"EPSG\",3006]", "Geometry: Multi Polygon");
    }

    private String download(String name) {
        return "/vsicurl/" + site.host().url() + "/regstat-info/download/" + name;
    }

    @Test
    void the_csv_opens_with_one_row_per_area() {
        Path file = folder.resolve("areas.gpkg");
        Programs.run(
                "ogr2ogr",
                "-f",
                "GPKG",
                file,
                "-nln",
                "areas",
                "-oo",
                "GEOM_POSSIBLE_NAMES=geom",
                "-oo",
                "KEEP_GEOM_COLUMNS=NO",
                "CSV:/vsicurl_streaming/" + site.host().url()
                        + "/ows?service=WFS&version=2.0.0&request=GetFeature&typeNames=" + Site.LAYER
                        + "&outputFormat=csv&srsName=EPSG:3006");
        assertThat(GeoPackageLayer.read(file, "areas", "code").keySet())
                .containsExactlyElementsOf(site.areas().keySet());
    }

    @ParameterizedTest
    @ValueSource(strings = {"2.0.0", "1.1.0"})
    void the_count_is_known_without_a_download(String version) {
        String said = Programs.run("ogrinfo", "-ro", "-so", wfs(version), Site.LAYER);
        assertThat(said).contains("Feature Count: " + site.areas().size()).contains("ID[\"EPSG\",3006]");
    }

    @ParameterizedTest
    @ValueSource(strings = {"2.0.0", "1.1.0"})
    void an_attribute_filter_finds_the_one_area(String version) {
        Path file = folder.resolve("one.gpkg");
        String code = site.knownCode();
        Programs.run(
                "ogr2ogr",
                "-f",
                "GPKG",
                file,
                wfs(version),
                Site.LAYER,
                "-nlt",
                "CONVERT_TO_LINEAR",
                "-nln",
                "one",
                "-where",
                "code = '" + code + "'");
        assertThat(GeoPackageLayer.read(file, "one", "code").keySet()).containsExactly(code);
    }

    @ParameterizedTest
    @ValueSource(strings = {"2.0.0", "1.1.0"})
    void a_box_finds_what_it_touches(String version) {
        Envelope box = site.knownArea().getEnvelopeInternal();
        Geometry boxArea = site.knownArea().getFactory().toGeometry(box);
        Path file = folder.resolve("box.gpkg");
        Programs.run(
                "ogr2ogr",
                "-f",
                "GPKG",
                file,
                wfs(version),
                Site.LAYER,
                "-nlt",
                "CONVERT_TO_LINEAR",
                "-nln",
                "box",
                "-spat",
                box.getMinX(),
                box.getMinY(),
                box.getMaxX(),
                box.getMaxY());
        Set<String> expected = site.areas().entrySet().stream()
                .filter(e -> e.getValue().intersects(boxArea))
                .map(Map.Entry::getKey)
                .collect(Collectors.toSet());
        assertThat(GeoPackageLayer.read(file, "box", "code").keySet()).containsExactlyInAnyOrderElementsOf(expected);
    }

    @ParameterizedTest
    @CsvSource({
        "1.1.1, EPSG:3006",
        "1.3.0, EPSG:3006",
        "1.1.1, EPSG:3857",
        "1.3.0, EPSG:3857",
        "1.1.1, EPSG:4326",
        "1.3.0, EPSG:4326"
    })
    void a_map_by_the_wms_driver_shows_the_known_area_where_it_is(String version, String crs) {
        Geometry area = Ground.in(crs, site.knownArea());
        Envelope extent = Ground.around(area, 400, 300);
        Path image = folder.resolve("map.png");
        Programs.run("gdal_translate", "-q", "-of", "PNG", map(version, crs, extent), image);
        Picture.of(image, extent).assertShowsOnly(area, site.knownColour(), 2.5);
    }

    /** Here PROJ says where the area is, not what the host itself computes with. */
    @ParameterizedTest
    @ValueSource(strings = {"EPSG:3857", "EPSG:4326", "EPSG:3035"})
    void a_map_in_another_reference_system_lies_right_when_gdal_warps_it_back(String crs) {
        Geometry area = site.knownArea();
        Envelope extent = Ground.around(area, 400, 300);
        Envelope larger = Ground.in(crs, area.getFactory().toGeometry(extent)).getEnvelopeInternal();
        larger.expandBy(larger.getWidth() * 0.1, larger.getHeight() * 0.1);
        Path image = folder.resolve("warped.tif");
        Path png = folder.resolve("warped.png");
        Programs.run(
                "gdalwarp",
                "-q",
                "-t_srs",
                "EPSG:3006",
                "-ts",
                400,
                300,
                "-te",
                extent.getMinX(),
                extent.getMinY(),
                extent.getMaxX(),
                extent.getMaxY(),
                map("1.3.0", crs, larger),
                image);
        Programs.run("gdal_translate", "-q", "-of", "PNG", image, png);
        Picture.of(png, extent).assertShowsOnly(area, site.knownColour(), 4);
    }

    @ParameterizedTest
    @ValueSource(strings = {"1.1.1", "1.3.0"})
    void the_capabilities_name_the_layer(String version) {
        assertThat(Programs.run("gdalinfo", "WMS:" + site.host().url() + "/wms?VERSION=" + version))
                .contains("LAYERS=" + Site.LAYER.replace(":", "%3A") + "&");
    }

    private Path map(String version, String crs, Envelope extent) {
        boolean northFirst = version.equals("1.3.0") && !crs.equals("EPSG:3857");
        String description = """
                <GDAL_WMS>
                  <Service name="WMS">
                    <Version>%s</Version>
                    <ServerUrl>%s/wms?CQL_FILTER=code%%3D'%s'&amp;</ServerUrl>
                    <Layers>%s</Layers>
                    <Styles>%s</Styles>
                    <%s>%s</%6$s>
                    <ImageFormat>image/png</ImageFormat>
                    <Transparent>TRUE</Transparent>
                    <BBoxOrder>%s</BBoxOrder>
                  </Service>
                  <DataWindow>
                    <UpperLeftX>%s</UpperLeftX><UpperLeftY>%s</UpperLeftY>
                    <LowerRightX>%s</LowerRightX><LowerRightY>%s</LowerRightY>
                    <SizeX>400</SizeX><SizeY>300</SizeY>
                  </DataWindow>
                  <Projection>%s</Projection>
                  <BandsCount>4</BandsCount>
                  <BlockSizeX>400</BlockSizeX><BlockSizeY>300</BlockSizeY>
                </GDAL_WMS>
                """.formatted(
                        version,
                        site.host().url(),
                        site.knownCode(),
                        Site.LAYER,
                        Site.FILLED,
                        version.equals("1.3.0") ? "CRS" : "SRS",
                        crs,
                        northFirst ? "yxYX" : "xyXY",
                        extent.getMinX(),
                        extent.getMaxY(),
                        extent.getMaxX(),
                        extent.getMinY(),
                        crs);
        try {
            return Files.writeString(folder.resolve("wms-" + version + "-" + crs.substring(5) + ".xml"), description);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private String wfs(String version) {
        return "WFS:" + site.host().url() + "/wfs?VERSION=" + version;
    }

    private void assertSameCoverage(Map<String, Geometry> read) {
        assertThat(read.keySet()).containsExactlyElementsOf(site.areas().keySet());
        int vertices = 0;
        for (Map.Entry<String, Geometry> entry : site.areas().entrySet()) {
            Geometry expected = entry.getValue(), found = read.get(entry.getKey());
            vertices += found.getNumPoints();
            assertThat(found.getNumPoints())
                    .as("vertices of %s", entry.getKey())
                    .isEqualTo(expected.getNumPoints());
            assertVerticesNear(entry.getKey(), expected, found);
        }
        assertThat(vertices).isEqualTo(site.vertices());
        Geometry[] coverage = read.values().toArray(Geometry[]::new);
        assertThat(CoverageValidator.isValid(coverage)).as("a valid coverage").isTrue();
    }

    private static void assertVerticesNear(String code, Geometry expected, Geometry found) {
        KdTree tree = new KdTree();
        for (Coordinate vertex : found.getCoordinates()) tree.insert(vertex);
        for (Coordinate vertex : expected.getCoordinates()) {
            Envelope near = new Envelope(vertex);
            near.expandBy(TENTH_OF_A_MILLIMETRE);
            assertThat(tree.query(near).isEmpty())
                    .as("%s: a vertex within 0.1 mm of %s", code, vertex)
                    .isFalse();
        }
    }
}
