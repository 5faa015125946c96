package se.regstat.standalone.wms;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import org.geotools.api.feature.simple.SimpleFeatureType;
import org.geotools.data.collection.CollectionFeatureSource;
import org.geotools.data.collection.ListFeatureCollection;
import org.geotools.feature.simple.SimpleFeatureBuilder;
import org.geotools.feature.simple.SimpleFeatureTypeBuilder;
import org.geotools.referencing.CRS;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.io.WKTReader;
import se.regstat.geoserver.memory.OneArea;
import se.regstat.standalone.plugin.PluginHost;

/** Feature information as HTML, with the templates that the plugin writes for GeoServer. */
class FeatureInfoPageTest {

    private static final String WKT =
            "POLYGON((600000 6800000, 610000 6800000, 610000 6820000, 600000 6820000, 600000 6800000))";
    private static final String INFO =
            "version=1.1.1&request=GetFeatureInfo&styles=&width=200&height=100&srs=EPSG:3006&bbox=600000,6800000,620000,6810000"
                    + "&info_format=text/html&feature_count=5&x=50&y=50";

    @TempDir
    static Path folder;

    private static WmsService service;

    @BeforeAll
    static void publish() throws Exception {
        try (PluginHost plugin = PluginHost.start(folder, OneArea.configuration(folder), OneArea.store(folder))) {
            assertThat(plugin.now().document("regstat", "content.ftl")).isPresent();
        }
        MemoryLayers layers = new MemoryLayers()
                .style(
                        "plain",
                        GetMapTest.HEAD + "<Rule><PolygonSymbolizer><Fill/></PolygonSymbolizer></Rule>"
                                + GetMapTest.TAIL)
                .layer("areas", List.of("plain"), "w<st", 1, WKT)
                .layer("population_deso", List.of("plain"), observations());
        for (String file : List.of("header.ftl", "content.ftl", "footer.ftl")) {
            layers.withDocument(file, Files.readString(folder.resolve("workspaces/regstat/" + file)));
        }
        service = new WmsService(layers, Wms.LIMITS);
    }

    private static CollectionFeatureSource observations() throws Exception {
        SimpleFeatureTypeBuilder builder = new SimpleFeatureTypeBuilder();
        builder.setName("population_deso");
        builder.setCRS(CRS.decode("EPSG:3006", true));
        builder.add("geom", Geometry.class);
        for (String text : List.of("code", "area_name", "status", "origin", "source", "vintage")) {
            builder.add(text, String.class);
        }
        for (String whole : List.of("year", "base_year")) builder.add(whole, Integer.class);
        for (String number : List.of("value", "numerator", "denominator", "change")) builder.add(number, Double.class);
        SimpleFeatureType type = builder.buildFeatureType();
        Geometry area = new WKTReader().read(WKT);
        Object[] known = {
            area, OneArea.CODE, "Ön", "normal", "summed", "", "deso@2025", 2024, 2020, 12345.0, 1.0, 4.0, 13.45
        };
        Object[] secret = {
            area, OneArea.CODE, "Ön", "suppressed", "published", "SCB", "deso@2018", 2022, 2020, null, null, null, null
        };
        return new CollectionFeatureSource(new ListFeatureCollection(
                type,
                List.of(
                        SimpleFeatureBuilder.build(type, known, "population_deso.1.2024"),
                        SimpleFeatureBuilder.build(type, secret, "population_deso.1.2022"))));
    }

    private static String page(String layers, String language) throws IOException {
        String query = INFO + "&layers=" + layers + "&query_layers=" + layers;
        return new String(
                Wms.bytes(Wms.get(
                        service,
                        query.replace("styles=", layers.contains(",") ? "styles=," : "styles="),
                        Locale.forLanguageTag(language))),
                StandardCharsets.UTF_8);
    }

    @Test
    void an_indicators_value_is_told_with_all_that_is_needed_to_read_it() throws IOException {
        String page = page("population_deso", "sv");
        assertThat(page)
                .startsWith("<!DOCTYPE html>")
                .endsWith("</html>\n")
                .contains("<h2>Folkmängd &lt;&amp;&gt;</h2>", "12\u00a0345 <small>personer · 2024</small>")
                .contains("deso@2025", "summerat från lägre nivå", "+13,4 %", "Förändring sedan 2020", "1 / 4")
                .contains("Folkbokförda $ {x} 31 december", "Avrundad till \\5", "SCB")
                .contains("skyddad uppgift <small>· 2022</small>")
                .contains(
                        "src=\"http://localhost/geoserver/regstat-info/series.svg?layer=population_deso&amp;code=9801A0010&amp;language=sv\"");
        assertThat(page("population_deso", "en"))
                .contains("<h2>Population</h2>", "12,345 <small>persons · 2024</small>", "summed from a lower level")
                .contains("Registered on &quot;31&quot; December", "<article class=\"regstat\" lang=\"en\">");
    }

    @Test
    void other_layers_are_told_attribute_by_attribute() throws IOException {
        assertThat(page("areas", "sv")).contains("<h2>Lagret areas</h2>", "<dt>Kod</dt><dd>w&lt;st</dd>");
        assertThat(page("areas,population_deso", "en")).contains("The layer areas", "Population");
    }

    @Test
    void where_nothing_is_that_is_said() throws IOException {
        String query = (INFO + "&layers=areas&query_layers=areas").replace("x=50", "x=150");
        assertThat(Wms.text(service, query)).contains("There is nothing here.").doesNotContain("<article");
    }
}
