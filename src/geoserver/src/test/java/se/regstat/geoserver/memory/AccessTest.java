package se.regstat.geoserver.memory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.geoserver.catalog.Catalog;
import org.geoserver.catalog.FeatureTypeInfo;
import org.geoserver.catalog.LayerInfo;
import org.geoserver.catalog.ResourceInfo;
import org.geoserver.platform.ServiceException;
import org.geotools.api.data.Query;
import org.geotools.api.data.SimpleFeatureSource;
import org.geotools.api.filter.Filter;
import org.geotools.api.filter.FilterFactory;
import org.geotools.data.DataUtilities;
import org.geotools.factory.CommonFactoryFinder;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.security.access.AccessDeniedException;
import se.regstat.geoserver.VisibleLayers;
import se.regstat.geoserver.document.InfoDocument;
import se.regstat.geoserver.download.DownloadRequest;
import se.regstat.geoserver.download.Downloads;
import se.regstat.geoserver.info.AddressRequest;
import se.regstat.geoserver.info.InfoService;
import se.regstat.geoserver.info.MetadataRequest;
import se.regstat.geoserver.info.SeriesRequest;
import se.regstat.geoserver.inspire.InspireRequest;
import se.regstat.geoserver.map.MapRequest;
import se.regstat.geoserver.metrics.Metrics;
import se.regstat.geoserver.table.TableRequest;
import se.regstat.importing.demo.DemoStore;
import se.regstat.statistics.config.Configuration;
import se.regstat.statistics.store.StoreUrl;

/** The plugin's own documents tell no more than the layers that GeoServer's catalog shows to the asker. */
class AccessTest {

    private static final FilterFactory FILTERS = CommonFactoryFinder.getFilterFactory();

    private static final List<Function<InfoService, InfoDocument>> DOCUMENTS = List.of(
            all -> all.dcat(of("population", "rdf")),
            all -> all.atom(of("population", "xml")),
            all -> all.metadata(of("population", "xml")));

    @TempDir
    Path data;

    private Plugin host;

    @BeforeEach
    void start() throws IOException {
        StoreUrl.GeoPackage store = StoreUrl.of(data.resolve("demo.gpkg"));
        DemoStore.create(store);
        Configuration.writeDefaults(data.resolve("config"));
        host = Plugin.start(data, data.resolve("config"), store);
    }

    @AfterEach
    void stop() {
        host.close();
    }

    @Test
    void areas_are_those_that_the_layer_lets_through() throws Exception {
        assertThat(answer(service(host.catalog()).reaggregate(municipalities())).lines())
                .hasSize(7);
        String filtered = answer(service(layersWith(layer -> with(AccessTest::onlyTheFirst, layer)))
                .reaggregate(municipalities()));
        assertThat(filtered.lines()).hasSize(2).element(1).asString().contains("9901");
    }

    @Test
    void a_layer_that_is_hidden_or_disabled_is_not_told_of() throws Exception {
        assertThat(answer(service(host.catalog()).series(series()))).contains("population");
        assertThat(answer(service(host.catalog()).table(table()))).contains("population");
        assertThat(answer(service(host.catalog()).statisticalValues(inspire("population_kommun"))))
                .contains("specialValue");
        assertThat(answer(service(host.catalog()).evolutions(inspire("deso_changes_2018_2025"))))
                .contains("splitting");
        InfoService hidden = service(layersWith(layer -> null));
        assertNotFound(() -> hidden.series(series()));
        assertNotFound(() -> hidden.table(table()));
        assertNotFound(() -> hidden.statisticalValues(inspire("population_kommun")));
        assertNotFound(() -> hidden.evolutions(inspire("deso_changes_2018_2025")));
        assertNotFound(() -> hidden.reaggregate(municipalities()));
        AddressRequest division = reaggregatedTo("kommun@2025");
        assertThat(answer(service(host.catalog()).reaggregate(division)).lines())
                .hasSize(7);
        assertThatThrownBy(() -> hidden.reaggregate(reaggregatedTo("kommun@1999")))
                .as("what is not there at all")
                .isInstanceOf(ServiceException.class)
                .satisfies(missing -> assertThatThrownBy(() -> hidden.reaggregate(division))
                        .isInstanceOf(ServiceException.class)
                        .hasMessage(missing.getMessage().replace("1999", "2025"))
                        .hasFieldOrPropertyWithValue("status", 400));
        for (String name : new String[] {"population_kommun", "kommun_2025"}) {
            ResourceInfo type = host.catalog().getLayerByName("regstat:" + name).getResource();
            type.setEnabled(false);
            host.catalog().save(type);
        }
        InfoService disabled = service(host.catalog());
        assertNotFound(() -> disabled.series(series()));
        assertNotFound(() -> disabled.table(table()));
        assertNotFound(() -> disabled.reaggregate(municipalities()));
    }

    @Test
    void polygons_drawn_as_areas_that_are_hidden_are_computed_as_any_polygons() throws Exception {
        AddressRequest named = reaggregatedTo("kommun@2025");
        String drawn = answer(service(host.catalog())
                .reaggregate(
                        new AddressRequest(named.parameters(), "geojson", named.locale(), false, Optional.empty())));
        String known = "as it is drawn there, and told by code";
        assertThat(answer(service(host.catalog()).reaggregate(sent(drawn)))).contains(known, "kommun@2025");
        assertThat(answer(service(without("kommun_2025")).reaggregate(sent(drawn))))
                .contains("population")
                .doesNotContain(known)
                .doesNotContain("kommun@2025");
    }

    @Test
    void a_division_is_a_target_for_who_sees_all_its_areas_with_code_name_and_borders() throws Exception {
        AddressRequest division = reaggregatedTo("kommun@2025");
        for (Source part : List.<Source>of(AccessTest::onlyTheFirst, AccessTest::onlyTheFirstAttribute)) {
            InfoService inPart = service(layersWith(
                    layer -> layer.getResource().getName().equals("kommun_2025") ? with(part, layer) : layer));
            assertThatThrownBy(() -> inPart.reaggregate(division))
                    .isInstanceOf(ServiceException.class)
                    .hasMessageStartingWith("target: there is no kommun@2025");
        }
        InfoService all = service(layersWith(layer -> with(AccessTest::onlyTheFirst, layer)));
        assertThat(answer(all.reaggregate(municipalities())).lines())
                .as("what somebody sees of the layer")
                .hasSize(2);
    }

    @Test
    void a_division_none_of_whose_layers_is_seen_is_no_source_and_not_named_among_those_that_are() throws Exception {
        assertThatThrownBy(() ->
                        service(without("deso_2018", "deso_2025", "lan_2025")).reaggregate(municipalities()))
                .isInstanceOf(ServiceException.class)
                .hasMessage("sourceDivision: there is no division 'deso'; there is regso, kommun");
        assertThat(answer(service(without("deso_2018")).reaggregate(municipalities()))
                        .lines())
                .as("one of its vintages is seen")
                .hasSize(7);
    }

    private Catalog without(String... layers) {
        return layersWith(layer -> List.of(layers).contains(layer.getResource().getName()) ? null : layer);
    }

    @Test
    void who_may_see_a_layer_listed_but_not_its_features_is_refused() {
        InfoService service = service(layersWith(layer -> with(
                type -> {
                    throw new SecurityException("log in");
                },
                layer)));
        assertThatThrownBy(() -> service.series(series())).hasMessage("log in");
        assertThatThrownBy(() -> service.reaggregate(municipalities())).hasMessage("log in");
    }

    @Test
    void a_layer_to_log_in_for_keeps_nobody_from_what_does_not_name_it() throws Exception {
        InfoService service = service(protecting("regso_2025", "population_kommun"));
        assertThat(answer(service.reaggregate(municipalities())).lines()).hasSize(7);
        assertThat(divisions(answer(service.download(population()))))
                .contains("deso", "regso")
                .doesNotContain("kommun");
        Files.writeString(data.resolve("config/regstat.yml"), "harvesting: {demo: true}");
        host.reload();
        for (Function<InfoService, InfoDocument> document : DOCUMENTS) {
            assertThat(answer(document.apply(service))).contains("population_kommun");
        }
        assertThatThrownBy(() -> service.series(series())).hasMessage("log in");
        assertThatThrownBy(() -> service(protecting("deso_2018", "deso_2025")).reaggregate(municipalities()))
                .as("the source that is named")
                .hasMessage("log in");
    }

    private Catalog protecting(String... layers) {
        Source source = type -> {
            throw new AccessDeniedException("log in");
        };
        return layersWith(
                layer -> List.of(layers).contains(layer.getResource().getName()) ? with(source, layer) : layer);
    }

    @Test
    void a_file_has_no_more_than_the_layers_that_the_asker_sees_whole() throws Exception {
        String all = answer(service(host.catalog()).download(population()));
        assertThat(divisions(all)).contains("deso", "kommun", "regso");
        InfoService hidden =
                service(layersWith(layer -> layer.getResource().getName().equals("population_deso") ? null : layer));
        assertThat(divisions(answer(hidden.download(population()))))
                .contains("kommun", "regso")
                .doesNotContain("deso");
        InfoService inPart =
                service(layersWith(layer -> layer.getResource().getName().equals("population_kommun")
                        ? with(AccessTest::onlyTheFirst, layer)
                        : layer));
        assertThat(divisions(answer(inPart.download(population()))))
                .as("where rows are filtered, by an access rule or the layer's own filter")
                .contains("deso", "regso")
                .doesNotContain("kommun");
        InfoService narrow = service(layersWith(layer ->
                layer.getResource().getName().equals("population_regso") ? with(AccessTest::onlyCodes, layer) : layer));
        assertThat(divisions(answer(narrow.download(population()))))
                .as("where attributes are left out")
                .doesNotContain("regso");
        assertNotFound(() -> service(layersWith(layer -> null)).download(population()));
        assertThat(answer(service(host.catalog()).download(population())))
                .as("who sees all gets all, whoever asked before")
                .isEqualTo(all);
        for (InfoService each : List.of(hidden, inPart, narrow)) {
            assertThat(each.download(population()).freshness())
                    .isNotEqualTo(service(host.catalog()).download(population()).freshness());
        }
    }

    @Test
    void what_tells_of_a_whole_layer_is_not_for_who_sees_it_in_part() throws Exception {
        for (Source part : List.<Source>of(AccessTest::onlyTheFirst, AccessTest::onlyCodes)) {
            InfoService inPart = service(layersWith(
                    layer -> layer.getResource().getName().equals("population_kommun") ? with(part, layer) : layer));
            assertNotFound(() -> inPart.table(table()));
            assertNotFound(() -> inPart.statisticalValues(inspire("population_kommun")));
        }
        for (Source part : List.<Source>of(AccessTest::nothing, AccessTest::onlyTheFirstAttribute)) {
            InfoService inPart = service(layersWith(layer ->
                    layer.getResource().getName().equals("deso_changes_2018_2025") ? with(part, layer) : layer));
            assertNotFound(() -> inPart.evolutions(inspire("deso_changes_2018_2025")));
        }
    }

    @Test
    void the_map_has_what_the_asker_sees_whole_and_nothing_else() throws Exception {
        InfoService all = service(host.catalog());
        assertThat(answer(all.map(map("catalogue", "json")))).contains("\"population_kommun\"", "\"deso@2018\"");
        assertThat(answer(all.map(values()))).contains("\"values\":[");
        assertThat(answer(all.map(areas()))).contains("\"9901\"");
        assertThat(answer(all.map(map("", "")))).contains("layer=population_kommun&amp;");
        for (UnaryOperator<LayerInfo> rule : List.<UnaryOperator<LayerInfo>>of(
                layer -> null,
                layer -> with(AccessTest::onlyTheFirst, layer),
                layer -> with(AccessTest::onlyTheFirstAttribute, layer))) {
            InfoService noValues = service(with("population_kommun", rule));
            assertThat(answer(noValues.map(map("catalogue", "json"))))
                    .contains("\"population_deso\"", "\"kommun@2025\"")
                    .doesNotContain("\"population_kommun\"");
            assertThat(answer(noValues.map(map("", ""))))
                    .contains("layer=population_deso&amp;")
                    .doesNotContain("population_kommun");
            assertNotFound(() -> noValues.map(values()));
            InfoService noAreas = service(with("kommun_2025", rule));
            assertThat(answer(noAreas.map(map("catalogue", "json"))))
                    .as("where areas cannot be drawn, values are of no use")
                    .contains("\"population_deso\"")
                    .doesNotContain("kommun@2025", "\"population_kommun\"");
            assertNotFound(() -> noAreas.map(areas()));
        }
        assertThat(answer(all.map(areas())))
                .as("who sees all gets all, whoever asked before")
                .contains("\"9901\"");
    }

    private static MapRequest map(String file, String format) {
        MapRequest request = new MapRequest();
        request.setPath("/geoserver/regstat-info/map");
        request.setFile(file);
        request.setFormat(format);
        return request;
    }

    private static MapRequest values() {
        MapRequest request = map("values", "json");
        request.setLayer("population_kommun");
        return request;
    }

    private static MapRequest areas() {
        MapRequest request = map("areas", "json");
        request.setVintage("kommun@2025");
        return request;
    }

    @Test
    void evolutions_tell_of_areas_to_who_sees_all_of_them() throws Exception {
        String whole = answer(service(host.catalog()).evolutions(inspire("deso_changes_2018_2025")));
        InfoService hidden =
                service(layersWith(layer -> layer.getResource().getName().equals("deso_2025") ? null : layer));
        InfoService inPart = service(layersWith(layer ->
                layer.getResource().getName().equals("deso_2025") ? with(AccessTest::onlyTheFirst, layer) : layer));
        assertThat(answer(inPart.evolutions(inspire("deso_changes_2018_2025"))))
                .isEqualTo(answer(hidden.evolutions(inspire("deso_changes_2018_2025"))))
                .isNotEqualTo(whole);
    }

    @Test
    void a_time_series_is_of_an_area_that_the_layer_shows_with_all_attributes() throws Exception {
        InfoService inPart = service(layersWith(layer -> with(AccessTest::onlyTheFirst, layer)));
        assertThat(answer(inPart.series(series()))).contains("9901");
        SeriesRequest other = series();
        other.setCode("9902");
        assertThat(answer(service(host.catalog()).series(other))).contains("9902");
        assertNotFound(() -> inPart.series(other));
        assertNotFound(() ->
                service(layersWith(layer -> with(AccessTest::onlyCodes, layer))).series(series()));
    }

    @Test
    void files_are_taken_back_with_the_layers() throws Exception {
        answer(service(host.catalog()).download(population()));
        Path files = data.resolve("regstat/downloads");
        assertThat(files).isNotEmptyDirectory();
        host.publisher()
                .whenTakenBack(configuration -> assertThat(host.publisher().published())
                        .as("who makes a file now")
                        .isEmpty());
        Files.writeString(data.resolve("config/regstat.yml"), "publish: nothing");
        host.reload();
        assertThat(host.status()).contains("publishes nothing").doesNotContain("could not");
        assertThat(files).isEmptyDirectory();
    }

    @Test
    void no_document_names_a_file_that_is_not_there_for_the_asker() throws Exception {
        Files.writeString(data.resolve("config/regstat.yml"), "harvesting: {demo: true}");
        host.reload();
        String file = "download/population.gpkg";
        for (Function<InfoService, InfoDocument> document : DOCUMENTS) {
            assertThat(answer(document.apply(service(host.catalog())))).contains(file);
            assertThat(answer(document.apply(service(layersWith(layer -> with(AccessTest::onlyTheFirst, layer))))))
                    .contains("population_deso")
                    .doesNotContain(file);
        }
    }

    private static MetadataRequest of(String dataset, String format) {
        MetadataRequest request = new MetadataRequest();
        request.setDataset(dataset);
        request.setFormat(format);
        request.setBaseUrl("http://localhost/geoserver/");
        return request;
    }

    private static DownloadRequest population() {
        DownloadRequest request = new DownloadRequest();
        request.setFile("population");
        request.setFormat("csv");
        return request;
    }

    private static Set<String> divisions(String csv) {
        return csv.lines()
                .skip(1)
                .map(line -> line.substring(0, line.indexOf(',')))
                .collect(Collectors.toSet());
    }

    @Test
    void geoserver_finds_what_is_configured_of_the_service() {
        assertThat(service(host.catalog()).getServiceInfo().getName()).isEqualTo("regstat-info");
        assertThat(service(host.catalog()).getServiceInfo().isEnabled()).isTrue();
    }

    private static void assertNotFound(ThrowingCallable asked) {
        assertThatThrownBy(asked).isInstanceOf(ServiceException.class).hasFieldOrPropertyWithValue("status", 404);
    }

    private InfoService service(Catalog catalog) {
        VisibleLayers layers = new VisibleLayers(catalog, host.publisher());
        return new InfoService(
                host.publisher(), layers, new Downloads(catalog, host.publisher(), layers), null, new Metrics());
    }

    private static SeriesRequest series() {
        SeriesRequest request = new SeriesRequest();
        request.setLayer("population_kommun");
        request.setCode("9901");
        request.setFormat("json");
        return request;
    }

    private static InspireRequest inspire(String layer) {
        InspireRequest request = new InspireRequest();
        request.setLayer(layer);
        return request;
    }

    private static TableRequest table() {
        TableRequest request = new TableRequest();
        request.setLayer("population_kommun");
        return request;
    }

    private static AddressRequest sent(String polygons) {
        return new AddressRequest(
                Map.of("indicators", List.of("population"), "periods", List.of("2023"), "missing", List.of("partial")),
                "geojson",
                Locale.ENGLISH,
                false,
                Optional.of(new StringReader(polygons)));
    }

    private static AddressRequest municipalities() {
        return reaggregatedTo("regstat:kommun_2025");
    }

    private static AddressRequest reaggregatedTo(String target) {
        return AddressRequest.of(
                Map.of(
                        "target", List.of(target),
                        "indicators", List.of("population"),
                        "periods", List.of("2023"),
                        "missing", List.of("partial")),
                "csv");
    }

    private static String answer(InfoDocument document) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        document.content().writeTo(out);
        return out.toString(StandardCharsets.UTF_8);
    }

    // ---- a catalog as a layer's filter or an access rule makes it

    private interface Source {
        SimpleFeatureSource of(FeatureTypeInfo type) throws Exception;
    }

    private Catalog layersWith(UnaryOperator<LayerInfo> change) {
        return Replaced.in(
                Catalog.class,
                host.catalog(),
                "getLayerByName",
                name -> change.apply(host.catalog().getLayerByName((String) name[0])));
    }

    private Catalog with(String name, UnaryOperator<LayerInfo> change) {
        return layersWith(layer -> layer.getResource().getName().equals(name) ? change.apply(layer) : layer);
    }

    private static LayerInfo with(Source source, LayerInfo layer) {
        FeatureTypeInfo type = (FeatureTypeInfo) layer.getResource();
        FeatureTypeInfo seen = Replaced.in(FeatureTypeInfo.class, type, "getFeatureSource", nothing -> source.of(type));
        return Replaced.in(LayerInfo.class, layer, "getResource", nothing -> seen);
    }

    private static SimpleFeatureSource onlyTheFirst(FeatureTypeInfo type) throws Exception {
        SimpleFeatureSource all = (SimpleFeatureSource) type.getFeatureSource(null, null);
        Filter filter = FILTERS.equals(FILTERS.property("code"), FILTERS.literal("9901"));
        return DataUtilities.createView(all, new Query(type.getNativeName(), filter));
    }

    private static SimpleFeatureSource onlyCodes(FeatureTypeInfo type) throws Exception {
        SimpleFeatureSource all = (SimpleFeatureSource) type.getFeatureSource(null, null);
        return DataUtilities.createView(all, new Query(type.getNativeName(), Filter.INCLUDE, "code", "value"));
    }

    private static SimpleFeatureSource nothing(FeatureTypeInfo type) throws Exception {
        SimpleFeatureSource all = (SimpleFeatureSource) type.getFeatureSource(null, null);
        return DataUtilities.createView(all, new Query(type.getNativeName(), Filter.EXCLUDE));
    }

    private static SimpleFeatureSource onlyTheFirstAttribute(FeatureTypeInfo type) throws Exception {
        SimpleFeatureSource all = (SimpleFeatureSource) type.getFeatureSource(null, null);
        String first = all.getSchema().getDescriptor(0).getLocalName();
        return DataUtilities.createView(all, new Query(type.getNativeName(), Filter.INCLUDE, first));
    }
}
