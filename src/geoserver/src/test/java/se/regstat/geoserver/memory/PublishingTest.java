package se.regstat.geoserver.memory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import java.util.logging.SimpleFormatter;
import org.geoserver.catalog.CatalogInfo;
import org.geoserver.catalog.DimensionDefaultValueSetting;
import org.geoserver.catalog.DimensionInfo;
import org.geoserver.catalog.DimensionPresentation;
import org.geoserver.catalog.FeatureTypeInfo;
import org.geoserver.catalog.Keyword;
import org.geoserver.catalog.LayerGroupInfo;
import org.geoserver.catalog.LayerInfo;
import org.geoserver.catalog.PublishedInfo;
import org.geoserver.catalog.StyleInfo;
import org.geoserver.catalog.WorkspaceInfo;
import org.geoserver.catalog.impl.DimensionInfoImpl;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.locationtech.jts.geom.Envelope;
import org.locationtech.jts.geom.GeometryFactory;
import org.locationtech.jts.geom.MultiPolygon;
import org.locationtech.jts.geom.Polygon;
import se.regstat.catalog.HostLayers;
import se.regstat.statistics.division.Area;
import se.regstat.statistics.division.Change;
import se.regstat.statistics.division.ChangeKind;
import se.regstat.statistics.division.ChangeLog;
import se.regstat.statistics.division.Vintage;
import se.regstat.statistics.division.VintageId;
import se.regstat.statistics.division.YearRange;
import se.regstat.statistics.indicator.Provenance;
import se.regstat.statistics.indicator.PublishedValues;
import se.regstat.statistics.store.Store;
import se.regstat.statistics.store.StoreUrl;

/** The plugin, started from its applicationContext.xml, on a catalog that keeps GeoServer's rules. */
class PublishingTest {

    private static final Locale SWEDISH = Locale.forLanguageTag("sv");

    @TempDir
    Path data;

    private StoreUrl.GeoPackage url;
    private Plugin host;

    @BeforeEach
    void fill_a_store() {
        url = StoreUrl.of(data.resolve("regstat/regstat.gpkg"));
        data.resolve("regstat").toFile().mkdirs();
        write("deso@2025", "9901A0010", "9901A0020");
        write("kommun@2025", "9901");
    }

    @AfterEach
    void stop() {
        if (host != null) host.close();
    }

    @Test
    void every_vintage_becomes_a_layer_and_the_divisions_a_table() throws IOException {
        start();
        assertThat(host.layers())
                .extracting(HostLayers.Layer::prefixedName)
                .containsExactly("regstat:deso_2025", "regstat:divisions", "regstat:kommun_2025");
        assertThat(layer("deso_2025").source().getFeatures().size()).isEqualTo(2);
        assertThat(layer("divisions").nativeBounds()).isEmpty();
        assertThat(layer("deso_2025").namespaceUri()).isEqualTo("urn:regstat");
    }

    @Test
    void a_layer_tells_who_where_and_under_what_licence_in_both_languages() {
        start();
        HostLayers.Layer layer = layer("deso_2025");
        assertThat(layer.title(SWEDISH)).isEqualTo("Demografiska statistikområden (DeSO) 2025");
        assertThat(layer.title(Locale.ENGLISH)).isEqualTo("Demographic statistical areas (DeSO) 2025");
        assertThat(layer.description(SWEDISH)).contains("referensår 2024", "2 områden", "Licens: CC0-1.0", "Källa: ");
        assertThat(layer.description(Locale.ENGLISH)).contains("reference year 2024", "2 areas", "Licence: CC0-1.0");
        assertThat(layer.keywords(SWEDISH)).extracting(HostLayers.Word::text).contains("deso", "2025", "statistik");
        assertThat(layer.attribution()).map(HostLayers.Attribution::title).contains("Statistiska centralbyrån (SCB)");
        assertThat(layer.srs()).containsExactly("EPSG:3006", "EPSG:3857", "EPSG:4326", "EPSG:4258", "EPSG:3035");
        assertThat(layer.styles()).containsExactly("deso", "outline", "area_classes");
    }

    @Test
    void invented_data_is_told_to_be_invented_and_nobody_is_named_as_its_source() throws IOException {
        Files.delete(url.file());
        try (Store store = Store.createDemo(url)) {
            store.write(vintage("deso@2025"), List.of(square("9901A0010", 0)), List.of());
        }
        start();
        for (HostLayers.Layer layer : host.layers()) {
            assertThat(layer.title(SWEDISH)).startsWith("DEMO, påhittad data: ");
            assertThat(layer.title(Locale.ENGLISH)).startsWith("DEMO, fictional data: ");
            assertThat(layer.description(SWEDISH))
                    .startsWith("Påhittad demodata")
                    .doesNotContain("SCB", "CC0");
            assertThat(layer.keywords(SWEDISH))
                    .extracting(HostLayers.Word::text)
                    .contains("demo")
                    .doesNotContain("Sverige");
            assertThat(layer.attribution().map(HostLayers.Attribution::title).orElse(""))
                    .doesNotContain("SCB");
        }
    }

    @Test
    void layers_link_to_their_metadata_where_the_configuration_tells_the_address() throws IOException {
        Files.writeString(
                data.resolve("regstat/regstat.yml"), "publishing: {metadata_url: 'https://example.org/{layer}.xml'}");
        start();
        assertThat(layer("deso_2025").metadataLinks())
                .containsExactly(new HostLayers.Link("text/xml", "TC211", "https://example.org/deso_2025.xml"));
    }

    @Test
    void layers_link_to_the_plugin_s_own_metadata_else() {
        start();
        assertThat(layer("deso_2025").metadataLinks())
                .containsExactly(new HostLayers.Link("text/xml", "TC211", "regstat-info/metadata.xml?layer=deso_2025"));
    }

    @Test
    void texts_over_several_lines_are_not_taken_for_an_administrators() throws IOException {
        configure("divisions: {deso: {title: \"Två\\r\\n\\trader\", description: \"a\\u0001b\"}}");
        start();
        assertThat(layer("deso_2025").title(SWEDISH)).isEqualTo("Två rader 2025");
        assertThat(layer("deso_2025").description(SWEDISH)).startsWith("a b ");
    }

    @Test
    void bounds_are_easting_northing_and_longitude_latitude() {
        start();
        Envelope metres = new Envelope(layer("deso_2025").nativeBounds().orElseThrow());
        assertThat((Object) metres).isEqualTo(new Envelope(700000, 702000, 6900000, 6901000));
        Envelope degrees = layer("deso_2025").geographicBounds().orElseThrow();
        assertThat(degrees.getMinX()).isBetween(18.7, 19.0);
        assertThat(degrees.getMinY()).isBetween(62.1, 62.3);
    }

    @Test
    void tables_have_the_reference_system_and_bounds_without_which_capabilities_fail() {
        start();
        FeatureTypeInfo divisions = type("divisions");
        assertThat(divisions.getSRS()).isEqualTo("EPSG:3006");
        assertThat((Object) divisions.getLatLonBoundingBox()).isNotNull();
    }

    @Test
    void the_group_holds_the_newest_vintages_finest_first() {
        write("deso@2018", "9901A0010");
        write("tatort@2023", "T0001");
        start();
        assertThat(host.group("divisions_current").orElseThrow().layers())
                .extracting(HostLayers.Layer::name)
                .containsExactly("deso_2025", "kommun_2025");
    }

    private void assertReloadChangesNothing() throws IOException {
        List<String> before = host.catalog().contents();
        long changes = host.catalog().changes();
        String written = Files.readString(data.resolve("regstat/published.yml"));
        host.reload();
        assertThat(host.catalog().contents()).isEqualTo(before);
        assertThat(host.catalog().changes()).isEqualTo(changes);
        assertThat(data.resolve("regstat/published.yml")).hasContent(written);
    }

    @Test
    void a_second_run_changes_nothing() throws IOException {
        start();
        assertReloadChangesNothing();
    }

    @Test
    void what_an_administrator_changed_is_kept_and_the_rest_follows_the_configuration() throws IOException {
        start();
        FeatureTypeInfo type = type("deso_2025");
        type.setTitle("Våra områden");
        type.getKeywords().add(new Keyword("egna"));
        host.catalog().save(type);
        FeatureTypeInfo hidden = type("kommun_2025");
        hidden.setEnabled(false);
        host.catalog().save(hidden);
        configure("""
                divisions:
                  deso:
                    title: {sv: Ny titel, en: New title}
                    description: Ny text.
                    complete_within: kommun
                """);

        host.reload();

        assertThat(type("deso_2025").getTitle()).isEqualTo("Våra områden");
        assertThat(type("deso_2025").getKeywords()).extracting("value").contains("egna");
        assertThat(type("deso_2025").getAbstract()).contains("Ny text.");
        assertThat(layer("deso_2025").title(Locale.ENGLISH))
                .as("who asks for a language gets no other title than who asks for none")
                .isEqualTo("Våra områden");
        assertThat(host.layer("kommun_2025")).isEmpty();
    }

    @Test
    void a_value_set_back_to_ours_is_ours_again() throws IOException {
        start();
        FeatureTypeInfo type = type("deso_2025");
        String ours = type.getTitle();
        type.setTitle("Våra områden");
        host.catalog().save(type);
        host.reload();
        type = type("deso_2025");
        type.setTitle(ours);
        host.catalog().save(type);
        configure("divisions: {deso: {title: Ny titel}}");
        host.reload();
        assertThat(type("deso_2025").getTitle()).isEqualTo("Ny titel 2025");
    }

    @Test
    void a_layer_removed_by_hand_stays_away() {
        start();
        LayerInfo layer = host.catalog().getLayerByName("regstat:deso_2025");
        for (LayerGroupInfo group : host.catalog().getLayerGroupsByWorkspace(workspace())) {
            int place = group.getLayers().indexOf(layer);
            group.getLayers().remove(place);
            group.getStyles().remove(place);
            host.catalog().save(group);
        }
        host.catalog().remove(layer);
        host.catalog().remove(type("deso_2025"));
        host.reload();
        assertThat(host.layer("deso_2025")).isEmpty();
        assertThat(host.layer("kommun_2025")).isPresent();
        assertThat(group().getLayers()).extracting(PublishedInfo::getName).containsExactly("kommun_2025");
    }

    @Test
    void a_new_vintage_is_there_after_a_reload() throws IOException {
        start();
        write("regso@2025", "9901R001");
        assertThat(host.layer("regso_2025")).isEmpty();
        host.reload();
        assertThat(layer("regso_2025").source().getFeatures().size()).isEqualTo(1);
        assertThat(group().getLayers())
                .extracting(PublishedInfo::getName)
                .containsExactly("deso_2025", "regso_2025", "kommun_2025");
    }

    @Test
    void a_removed_vintage_is_gone_after_a_reload_layer_type_and_place_in_the_group() {
        start();
        remove("deso@2025");
        host.reload();
        assertThat(host.layer("deso_2025")).isEmpty();
        assertThat(host.catalog().getLayerByName("regstat:deso_2025")).isNull();
        assertThat(type("deso_2025")).isNull();
        assertThat(group().getLayers()).extracting(PublishedInfo::getName).containsExactly("kommun_2025");
    }

    @Test
    void when_the_last_vintage_is_removed_nothing_is_left_to_show() {
        start();
        remove("deso@2025");
        remove("kommun@2025");
        host.reload();
        assertThat(host.layers()).isEmpty();
        assertThat(host.groups()).isEmpty();
        assertThat(host.catalog().all(LayerInfo.class)).isEmpty();
    }

    @Test
    void an_edited_layer_whose_vintage_is_removed_is_hidden_and_comes_back_as_edited() {
        start();
        FeatureTypeInfo type = type("deso_2025");
        type.setTitle("Våra områden");
        host.catalog().save(type);
        remove("deso@2025");
        host.reload();
        assertThat(host.layer("deso_2025")).isEmpty();
        assertThat(type("deso_2025").getAttributes())
                .as("REST tells them, and fails where it has to look for them in the data")
                .isNotEmpty()
                .allMatch(attribute -> attribute.getBinding() != null);
        write("deso@2025", "9901A0010");
        host.reload();
        assertThat(type("deso_2025").getAttributes()).isEmpty();
        assertThat(type("deso_2025").getTitle()).isEqualTo("Våra områden");
        assertThat(host.layer("deso_2025")).isPresent();
    }

    @Test
    void a_layer_that_somebody_else_groups_is_hidden_when_its_vintage_is_removed() {
        start();
        LayerGroupInfo theirs = host.catalog().getFactory().createLayerGroup();
        theirs.setName("theirs");
        theirs.setWorkspace(workspace());
        theirs.setMode(LayerGroupInfo.Mode.SINGLE);
        theirs.getLayers().add(host.catalog().getLayerByName("regstat:deso_2025"));
        theirs.getStyles().add(null);
        host.catalog().add(theirs);
        remove("deso@2025");
        host.reload();
        assertThat(host.layer("deso_2025")).isEmpty();
        assertThat(host.catalog().getLayerGroupByName(workspace(), "theirs").getLayers())
                .hasSize(1);
    }

    @Test
    void an_edited_group_keeps_its_layers_but_for_those_that_are_gone() {
        write("regso@2025", "9901R001");
        start();
        LayerGroupInfo group = group();
        group.getLayers().add(0, group.getLayers().remove(2));
        host.catalog().save(group);
        remove("regso@2025");
        host.reload();
        assertThat(group().getLayers()).extracting(PublishedInfo::getName).containsExactly("kommun_2025", "deso_2025");
    }

    @Test
    void a_style_edited_by_hand_is_kept() throws IOException {
        start();
        Path file = data.resolve("workspaces/regstat/styles/outline.sld");
        String edited = Files.readString(file).replace("#5b7083", "#ff0000");
        Files.writeString(file, edited);
        host.reload();
        assertThat(file).hasContent(edited);
        restart();
        assertThat(file).hasContent(edited);
        assertThat(new String(host.style("outline").orElseThrow().readAllBytes(), StandardCharsets.UTF_8))
                .isEqualTo(edited);
    }

    @Test
    void a_style_that_nobody_edited_since_the_plugin_wrote_it_follows_the_plugin() throws Exception {
        start();
        Path file = data.resolve("workspaces/regstat/styles/outline.sld");
        String ours = Files.readString(file);
        String earlier = "<earlier/>";
        Path published = data.resolve("regstat/published.yml");
        Files.writeString(published, Files.readString(published).replace(sha256(ours), sha256(earlier)));
        Files.writeString(file, earlier);
        host.reload();
        assertThat(file).hasContent(ours);
    }

    private static String sha256(String text) throws NoSuchAlgorithmException {
        return HexFormat.of()
                .formatHex(MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8)));
    }

    @Test
    void a_style_whose_file_was_deleted_is_written_again() throws IOException {
        start();
        Path file = data.resolve("workspaces/regstat/styles/outline.sld");
        Files.writeString(file, "<edited/>");
        host.reload();
        Files.delete(file);
        host.reload();
        assertThat(file).content().contains("StyledLayerDescriptor");
    }

    @Test
    void a_new_catalog_over_an_old_data_directory_is_filled_again() {
        start();
        restart();
        assertThat(host.layers()).hasSize(3);
        assertThat(group().getLayers()).hasSize(2);
    }

    @Test
    void without_a_store_nothing_is_published_and_nothing_fails() throws IOException {
        Files.delete(url.file());
        start();
        assertThat(host.catalog().all(CatalogInfo.class)).isEmpty();
        assertThat(data.resolve("regstat/regstat.yml")).exists();
        write("deso@2025", "9901A0010");
        host.reload();
        assertThat(host.layer("deso_2025")).isPresent();
    }

    @Test
    void a_store_that_cannot_be_read_or_is_out_of_reach_leaves_the_catalog_as_it_is() throws IOException {
        start();
        List<String> before = host.catalog().contents();
        Files.move(url.file(), data.resolve("away"));
        host.reload();
        assertThat(host.catalog().contents()).isEqualTo(before);
        Files.writeString(url.file(), "not a GeoPackage");
        host.reload();
        assertThat(host.catalog().contents()).isEqualTo(before);
        assertThat(layer("deso_2025").source().getFeatures().size()).isEqualTo(2);
    }

    @Test
    void a_configuration_that_cannot_be_used_leaves_the_catalog_as_it_is() throws IOException {
        start();
        List<String> before = host.catalog().contents();
        configure("divisions: [what is this]");
        host.reload();
        assertThat(host.catalog().contents()).isEqualTo(before);
    }

    @Test
    void a_division_that_is_not_to_be_published_is_not() throws IOException {
        configure("divisions: {deso: {publish: false}}");
        start();
        assertThat(host.layers()).extracting(HostLayers.Layer::name).containsExactly("divisions", "kommun_2025");
    }

    @Test
    void the_defaults_of_the_configuration_are_written_for_the_administrator_to_edit() {
        start();
        assertThat(data.resolve("regstat/regstat.yml")).exists();
        assertThat(data.resolve("regstat/divisions.yml")).exists();
    }

    @Test
    void the_layers_of_others_are_not_touched() throws IOException {
        start();
        FeatureTypeInfo type = host.catalog().getFactory().createFeatureType();
        type.setName("regso_2025");
        type.setTitle("Theirs");
        type.setEnabled(true);
        type.setSRS("EPSG:3006");
        type.setNamespace(host.catalog().getNamespaceByPrefix("regstat"));
        type.setStore(host.catalog().getDataStoreByName(workspace(), "regstat"));
        host.catalog().add(type);
        write("regso@2025", "9901R001");
        host.reload();
        assertThat(type("regso_2025").getTitle()).isEqualTo("Theirs");
        assertThat(layer("regso_2025").source().getFeatures().size()).isEqualTo(1);
        remove("regso@2025");
        host.reload();
        assertThat(type("regso_2025")).isNotNull();
    }

    // ---- indicators

    @Test
    void an_indicator_with_values_becomes_a_layer_with_years_and_styles_of_its_own() throws IOException {
        values("population", 2024, 100, 200);
        start();
        assertThat(host.layers())
                .extracting(HostLayers.Layer::name)
                .containsExactly(
                        "deso_2025", "deso_indicators", "divisions", "indicators", "kommun_2025", "population_deso");
        HostLayers.Layer layer = layer("population_deso");
        assertThat(layer.title(SWEDISH)).isEqualTo("Folkmängd, DeSO");
        assertThat(layer.title(Locale.ENGLISH)).isEqualTo("Population, DeSO");
        assertThat(layer.description(SWEDISH))
                .contains(
                        "Folkbokförda personer",
                        "Enhet: personer.",
                        "År: 2024 (DeSO 2025).",
                        "Producent: Statistiska centralbyrån (SCB).",
                        "Licens: CC0-1.0.",
                        "Attributen status och origin",
                        "Noll är ett värde.");
        assertThat(layer.description(Locale.ENGLISH)).contains("Unit: persons.", "Years: 2024 (DeSO 2025).");
        assertThat(layer.keywords(SWEDISH))
                .extracting(HostLayers.Word::text)
                .contains("population", "Folkmängd", "deso");
        assertThat(layer.attribution()).map(HostLayers.Attribution::title).contains("Statistiska centralbyrån (SCB)");
        assertThat(layer.styles()).startsWith("population_deso").contains("outline");
        assertThat(document("population_deso")).contains("StyledLayerDescriptor");
        assertThat(layer.source().getFeatures().size()).isEqualTo(2);
        assertThat(layer("deso_indicators").title(SWEDISH)).isEqualTo("Alla indikatorer, DeSO");
        assertThat(layer("deso_indicators").description(SWEDISH)).contains("Antal indikatorer: 1.");
        assertThat(layer("indicators").nativeBounds()).isEmpty();
    }

    @Test
    void the_years_are_the_dimension_time_whose_default_is_the_latest() throws IOException {
        values("population", 2024, 100, 200);
        start();
        for (String name : List.of("population_deso", "deso_indicators")) {
            DimensionInfo time = type(name).getMetadata().get("time", DimensionInfo.class);
            assertThat(time.isEnabled()).isTrue();
            assertThat(time.getAttribute()).isEqualTo("period");
            assertThat(time.getPresentation()).isEqualTo(DimensionPresentation.LIST);
            assertThat(time.getUnits()).isEqualTo("ISO8601");
            assertThat(time.getDefaultValue().getStrategyType())
                    .isEqualTo(DimensionDefaultValueSetting.Strategy.MAXIMUM);
            assertThat(layer(name).timeAttribute()).contains("period");
        }
        assertThat(type("deso_2025").getMetadata()).doesNotContainKey("time");
        assertThat(layer("deso_2025").timeAttribute()).isEmpty();
    }

    @Test
    void a_dimension_that_an_administrator_changed_is_kept() throws IOException {
        values("population", 2024, 100, 200);
        start();
        FeatureTypeInfo type = type("population_deso");
        DimensionInfo time = new DimensionInfoImpl();
        time.setEnabled(true);
        time.setAttribute("period");
        time.setPresentation(DimensionPresentation.LIST);
        time.setUnits("ISO8601");
        time.setNearestMatchEnabled(true);
        type.getMetadata().put("time", time);
        type.getMetadata().put("theirs", "kept");
        host.catalog().save(type);
        values("population", 2025, 101, 201);
        host.reload();
        assertThat(type("population_deso").getAbstract()).contains("2024–2025");
        assertThat(type("population_deso")
                        .getMetadata()
                        .get("time", DimensionInfo.class)
                        .isNearestMatchEnabled())
                .isTrue();
        assertThat(type("population_deso").getMetadata()).containsEntry("theirs", "kept");
    }

    @Test
    void a_second_run_changes_nothing_of_indicators() throws IOException {
        values("population", 2024, 100, 200);
        changes();
        start();
        assertReloadChangesNothing();
    }

    @Test
    void when_an_indicators_values_are_removed_its_layer_and_styles_go_too() throws IOException {
        values("population", 2024, 100, 200);
        start();
        Path style = data.resolve("workspaces/regstat/styles/population_deso.sld");
        assertThat(style).exists();
        try (Store store = url.open(StoreUrl.Mode.READ_WRITE)) {
            assertThat(store.removeIndicator("population", OptionalInt.empty())).isEqualTo(1);
        }
        host.reload();
        assertThat(host.layers())
                .extracting(HostLayers.Layer::name)
                .containsExactly("deso_2025", "divisions", "kommun_2025");
        assertThat(type("population_deso")).isNull();
        assertThat(host.catalog().getStyleByName(workspace(), "population_deso"))
                .isNull();
        assertThat(style).doesNotExist();
    }

    @Test
    void a_layers_style_follows_its_values_unless_it_was_edited() throws IOException {
        values("population", 2024, 100, 200);
        values("employed", 2024, 50, 60);
        start();
        String before = document("population_deso");
        Path edited = data.resolve("workspaces/regstat/styles/employed_deso.sld");
        Files.writeString(edited, "<edited/>");
        values("population", 2024, 5000, 9000);
        values("employed", 2024, 3000, 4000);
        host.reload();
        assertThat(document("population_deso")).isNotEqualTo(before);
        assertThat(edited).hasContent("<edited/>");
    }

    @Test
    void what_is_not_to_be_published_is_neither_a_layer_nor_a_column() throws IOException {
        values("population", 2024, 100, 200);
        values("secret", 2024, 1, 2);
        Files.writeString(data.resolve("regstat/indicators.yml"), """
                indicators:
                  population: {kind: count}
                  secret: {kind: count, publish: false}
                """);
        start();
        assertThat(host.layers())
                .extracting(HostLayers.Layer::name)
                .contains("population_deso")
                .doesNotContain("secret_deso");
        assertThat(layer("deso_indicators").source().getSchema().getDescriptor("secret"))
                .isNull();
        configure("divisions: {deso: {publish: false}}");
        host.reload();
        assertThat(host.layers()).extracting(HostLayers.Layer::name).containsExactly("divisions", "kommun_2025");
    }

    @Test
    void a_reload_follows_what_derived_yml_says_now() throws IOException {
        values("population", 2024, 100, 200);
        derived("kommun: {indicators: [population]}");
        start();
        assertThat(host.layers()).extracting(HostLayers.Layer::name).contains("population_kommun");
        assertThat(layer("population_kommun").source().getFeatures().size()).isEqualTo(1);
        derived("kommun: {indicators: [population], weighting: area, missing: partial, source_division: kommun}");
        host.reload();
        assertThat(host.layers()).extracting(HostLayers.Layer::name).doesNotContain("population_kommun");
        derived("kommun: {indicators: [population], weighting: area}");
        host.reload();
        assertThat(host.layers()).extracting(HostLayers.Layer::name).contains("population_kommun");
        assertThat(layer("population_kommun").source().getFeatures().size()).isEqualTo(1);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "kommun: {indicators: [nix]} | nix | the store has no values of an indicator 'nix'; it has of population, median",
                "nowhere: {indicators: [population]} | population | the store has no division 'nowhere'; import it, or take one of",
                "kommun: {indicators: [population], source_division: nix} | population | source_division: the store has no division 'nix'",
                "kommun: {indicators: [population], source_division: kommun} | population | no values for kommun; it has for deso",
                "kommun: {indicators: [secret]} | secret | it is restricted",
                "kommun: {indicators: [hidden]} | hidden | indicators.yml has publish: false",
                "kommun: {indicators: [population], weighting: nix} | population | weighting: 'nix' is not known",
                "kommun: {indicators: [population], mask: nix, weighting: mask} | population | mask: there is none called 'nix'",
            })
    void each_entry_that_becomes_no_layer_is_told_of_once_and_never_at_requests(
            String entry, String indicator, String reason) throws IOException {
        for (String id : List.of("population", "median", "secret", "hidden")) values(id, 2024, 100, 200);
        Files.writeString(data.resolve("regstat/indicators.yml"), """
                indicators:
                  population: {kind: count}
                  median: {kind: median}
                  secret: {kind: count, disclosure: {minimum: 5}}
                  hidden: {kind: count, publish: false}
                """);
        derived(entry);
        List<String> warnings = new ArrayList<>();
        Handler handler = new Warnings(warnings);
        Logger logger = Logger.getLogger("se.regstat");
        logger.addHandler(handler);
        try {
            start();
            String division = entry.substring(0, entry.indexOf(':'));
            assertThat(warnings)
                    .singleElement()
                    .asString()
                    .contains(data.resolve("regstat/derived.yml") + " asks for, division " + division + ", indicator "
                            + indicator + ": ")
                    .contains(reason);
            host.layers().forEach(layer -> layer.title(SWEDISH));
            layer("population_deso").source().getFeatures().size();
            host.published().orElseThrow().layers().series();
            assertThat(warnings).hasSize(1);
            host.reload();
            assertThat(warnings).hasSize(2);
        } finally {
            logger.removeHandler(handler);
        }
    }

    private static final class Warnings extends Handler {
        private final List<String> texts;

        Warnings(List<String> texts) {
            this.texts = texts;
        }

        @Override
        public void publish(LogRecord message) {
            if (message.getLevel().intValue() < Level.WARNING.intValue()) return;
            texts.add(new SimpleFormatter().formatMessage(message));
        }

        @Override
        public void flush() {}

        @Override
        public void close() {}
    }

    @Test
    void a_change_log_becomes_a_layer() throws IOException {
        changes();
        start();
        HostLayers.Layer layer = layer("deso_changes_2018_2025");
        assertThat(layer.title(SWEDISH)).isEqualTo("Ändringar i DeSO 2018–2025");
        assertThat(layer.source().getFeatures().size()).isEqualTo(1);
        assertThat(layer.styles()).containsExactly("changes");
        assertThat(layer.timeAttribute()).isEmpty();
        assertThat((Object) new Envelope(layer.nativeBounds().orElseThrow()))
                .isEqualTo(new Envelope(700000, 702000, 6900000, 6901000));
    }

    @Test
    void invented_values_are_told_to_be_invented() throws IOException {
        Files.delete(url.file());
        try (Store store = Store.createDemo(url)) {
            store.write(vintage("deso@2025"), List.of(square("9901A0010", 0)), List.of());
            store.writeValues(List.of(published("population", 2024, 100)));
        }
        start();
        for (String name : List.of("population_deso", "deso_indicators", "indicators")) {
            assertThat(layer(name).title(SWEDISH))
                    .startsWith("DEMO, påhittad data: ")
                    .doesNotContain("DEMO, påhittad data: DEMO");
            assertThat(layer(name).title(Locale.ENGLISH)).startsWith("DEMO, fictional data: ");
            assertThat(layer(name).description(SWEDISH))
                    .startsWith("Påhittad demodata")
                    .doesNotContain("Producent", "Källa", "CC0");
        }
    }

    private void values(String indicator, int year, double... numbers) {
        try (Store store = url.open(StoreUrl.Mode.READ_WRITE)) {
            store.writeValues(List.of(published(indicator, year, numbers)));
        }
    }

    private static PublishedValues published(String indicator, int year, double... numbers) {
        List<String> codes = List.of("9901A0010", "9901A0020").subList(0, numbers.length);
        return new PublishedValues(
                indicator,
                VintageId.parse("deso@2025"),
                year,
                codes,
                numbers,
                new byte[numbers.length],
                new Provenance(Instant.EPOCH, "values.csv", "", ""));
    }

    private void changes() {
        try (Store store = url.open(StoreUrl.Mode.READ_WRITE)) {
            store.writeChanges(new ChangeLog(
                    "deso",
                    "2018",
                    "2025",
                    List.of(new Change(
                            "9901A0010", "9901A0020", ChangeKind.RECODED, Optional.empty(), Optional.empty())),
                    Instant.EPOCH,
                    "log.csv",
                    ""));
        }
    }

    private String document(String style) throws IOException {
        return new String(host.style(style).orElseThrow().readAllBytes(), StandardCharsets.UTF_8);
    }

    @Test
    void the_catalog_refuses_what_geo_server_refuses() {
        start();
        assertThatThrownBy(() -> host.catalog().remove(host.catalog().getLayerByName("regstat:deso_2025")))
                .hasMessageContaining("refers to it");
        StyleInfo style = host.catalog().getStyleByName(workspace(), "outline");
        assertThatThrownBy(() -> host.catalog().remove(style)).hasMessageContaining("refers to it");
        assertThatThrownBy(() -> host.catalog().add(style)).hasMessageContaining("already exists");
    }

    // ----

    private void start() {
        host = Plugin.start(data);
    }

    private void restart() {
        host.close();
        start();
    }

    private HostLayers.Layer layer(String name) {
        return host.layer(name).orElseThrow();
    }

    private WorkspaceInfo workspace() {
        return host.catalog().getWorkspaceByName("regstat");
    }

    private FeatureTypeInfo type(String name) {
        return host.catalog()
                .getFeatureTypeByDataStore(host.catalog().getDataStoreByName(workspace(), "regstat"), name);
    }

    private LayerGroupInfo group() {
        return host.catalog().getLayerGroupByName(workspace(), "divisions_current");
    }

    private void configure(String divisions) throws IOException {
        Files.writeString(data.resolve("regstat/divisions.yml"), divisions);
    }

    private void derived(String entries) throws IOException {
        Files.writeString(data.resolve("regstat/derived.yml"), "derived: {" + entries + "}");
    }

    private void remove(String vintage) {
        try (Store store = url.open(StoreUrl.Mode.READ_WRITE)) {
            assertThat(store.remove(VintageId.parse(vintage))).isTrue();
        }
    }

    private void write(String id, String... codes) {
        List<Area> areas = new ArrayList<>();
        for (String code : codes) areas.add(square(code, areas.size()));
        try (Store store = url.open(StoreUrl.Mode.CREATE)) {
            store.write(vintage(id), areas, List.of());
        }
    }

    private static Vintage vintage(String id) {
        return new Vintage(
                VintageId.parse(id),
                id.equals("deso@2025") ? new YearRange(OptionalInt.of(2024), OptionalInt.empty()) : YearRange.ALWAYS,
                List.of(),
                Optional.empty(),
                "",
                "",
                "",
                Instant.EPOCH,
                "made up",
                "");
    }

    private static Area square(String code, int column) {
        GeometryFactory geometries = new GeometryFactory();
        double west = 700000 + 1000 * column;
        Polygon square = (Polygon) geometries.toGeometry(new Envelope(west, west + 1000, 6900000, 6901000));
        MultiPolygon geometry = geometries.createMultiPolygon(new Polygon[] {square});
        return new Area(code, "", Optional.empty(), Map.of(), geometry, OptionalDouble.empty());
    }
}
