package se.regstat.standalone.host;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.locationtech.jts.geom.Envelope;
import org.locationtech.jts.geom.GeometryFactory;
import org.locationtech.jts.geom.MultiPolygon;
import org.locationtech.jts.geom.Polygon;
import org.w3c.dom.Element;
import se.regstat.standalone.format.OgcSchemas;
import se.regstat.statistics.config.Configuration;
import se.regstat.statistics.division.Area;
import se.regstat.statistics.division.Vintage;
import se.regstat.statistics.division.VintageId;
import se.regstat.statistics.division.YearRange;
import se.regstat.statistics.format.Xml;
import se.regstat.statistics.indicator.Indicator;
import se.regstat.statistics.indicator.Provenance;
import se.regstat.statistics.indicator.PublishedValues;
import se.regstat.statistics.indicator.Status;
import se.regstat.statistics.store.Store;
import se.regstat.statistics.store.StoreUrl;

/** What clients have to read before they show the first layer: all indicators of the configuration, in five divisions and 14 years. */
class ManyLayersTest {

    private static final int AREAS = 20;

    @TempDir
    static Path folder;

    @RegisterExtension
    static final TestHost host = new TestHost(ManyLayersTest::started);

    private static EmbeddedHost started() throws IOException {
        Configuration.writeDefaults(folder.resolve("config"));
        Configuration configuration = Configuration.load(folder.resolve("config"));
        StoreUrl url = StoreUrl.of(folder.resolve("many.gpkg"));
        try (Store store = url.open(StoreUrl.Mode.CREATE)) {
            for (String division : List.of("deso", "regso", "kommun", "lan", "tatort")) {
                VintageId vintage = new VintageId(division, "2025");
                store.write(vintage(vintage), areas(), List.of());
                List<PublishedValues> values = new ArrayList<>();
                for (Indicator indicator : configuration.indicators()) {
                    if (indicator.measure().isComputed()) continue;
                    for (int year = 2011; year <= 2024; year++) values.add(values(indicator.id(), vintage, year));
                }
                store.writeValues(values);
            }
        }
        return EmbeddedHost.start(
                new EmbeddedHost.Options("127.0.0.1", 0, Optional.empty(), url, folder.resolve("config")));
    }

    @ParameterizedTest
    @ValueSource(strings = {"/wms", "/regstat/wms"})
    void the_capabilities_of_450_layers_stay_below_a_megabyte_and_a_half(String service) throws Exception {
        String capabilities = get(service + "?service=WMS&version=1.3.0&request=GetCapabilities");
        int layers = capabilities.split("<Name>regstat:", -1).length - 1;
        assertThat(layers).isGreaterThanOrEqualTo(450);
        assertThat(capabilities.getBytes(StandardCharsets.UTF_8).length * 450L / layers)
                .isLessThan(1_500_000);
        OgcSchemas.validate(capabilities, OgcSchemas.WMS_1_3);
    }

    @ParameterizedTest
    @ValueSource(strings = {"sv", "en"})
    void no_dataset_s_description_is_longer_than_records_may_have_it(String language) throws Exception {
        List<Element> entries = Xml.children(
                Xml.parse(new ByteArrayInputStream(
                        get("/regstat-info/atom.xml?language=" + language).getBytes(StandardCharsets.UTF_8))),
                "entry");
        assertThat(entries).hasSizeGreaterThan(90).allSatisfy(entry -> assertThat(
                        Xml.children(entry, "summary").get(0).getTextContent())
                .hasSizeLessThan(4000));
    }

    private static String get(String path) throws IOException, InterruptedException {
        HttpRequest request =
                HttpRequest.newBuilder(URI.create(host.baseUrl() + path)).build();
        return HttpClient.newHttpClient().send(request, BodyHandlers.ofString()).body();
    }

    private static Vintage vintage(VintageId id) {
        return new Vintage(
                id, YearRange.ALWAYS, List.of(), Optional.empty(), "SCB", "CC0-1.0", "", Instant.EPOCH, "made up", "");
    }

    private static String code(int area) {
        return String.format("9801%05d", area);
    }

    private static List<Area> areas() {
        GeometryFactory geometries = new GeometryFactory();
        List<Area> areas = new ArrayList<>();
        for (int i = 0; i < AREAS; i++) {
            double west = 500_000 + 10_000 * i;
            Polygon square = (Polygon) geometries.toGeometry(new Envelope(west, west + 10_000, 6_800_000, 6_820_000));
            MultiPolygon geometry = geometries.createMultiPolygon(new Polygon[] {square});
            areas.add(new Area(code(i), "", Optional.empty(), Map.of(), geometry, OptionalDouble.empty()));
        }
        return areas;
    }

    private static PublishedValues values(String indicator, VintageId vintage, int year) {
        byte[] statuses = new byte[AREAS];
        Arrays.fill(statuses, Status.NORMAL.code());
        return new PublishedValues(
                indicator,
                vintage,
                year,
                IntStream.range(0, AREAS).mapToObj(ManyLayersTest::code).toList(),
                new Random(indicator.hashCode() + year).doubles(AREAS, 1, 1000).toArray(),
                statuses,
                new Provenance(Instant.EPOCH, "made up", "", ""));
    }
}
