package se.regstat.geoserver.wps;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.geoserver.platform.ExtensionProvider;
import org.geoserver.wps.ppio.CDataPPIO;
import org.geoserver.wps.ppio.ComplexPPIO;
import org.geoserver.wps.ppio.ProcessParameterIO;
import org.geoserver.wps.ppio.ProcessParameterIO.PPIODirection;
import org.geotools.api.data.Parameter;
import org.geotools.api.feature.type.Name;
import org.geotools.data.simple.SimpleFeatureCollection;
import org.geotools.feature.FeatureCollection;
import org.geotools.feature.NameImpl;
import org.geotools.process.Processors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import se.regstat.geoserver.info.FeatureText;
import se.regstat.geoserver.memory.OneArea;
import se.regstat.geotools.process.RegstatProcesses;
import se.regstat.geotools.process.ResultFeatures;
import se.regstat.statistics.config.Configuration;
import se.regstat.statistics.reaggregation.Reaggregator;
import se.regstat.statistics.snapshot.Snapshots;

/** How GeoServer's WPS writes what comes of a re-aggregation. */
class ResultFormatsTest {

    private static final Name NAME = new NameImpl("regstat", "Reaggregate");

    @TempDir
    static Path folder;

    private static Snapshots.Lease lease;
    private static RegstatProcesses processes;

    @BeforeAll
    static void register() throws IOException {
        lease = Snapshots.acquire(OneArea.store(folder));
        Configuration configuration = Configuration.load(OneArea.configuration(folder));
        processes = new RegstatProcesses(() -> Reaggregator.of(lease.current(), configuration), vintage -> true);
        processes.register();
    }

    @AfterAll
    static void take_away() {
        processes.close();
        lease.close();
    }

    @Test
    void a_count_is_written_as_it_is_and_geometry_in_degrees_in_json() throws Exception {
        String json = written("application/json");
        assertThat(json)
                .contains("\"value\":1400,", "\"lower\":1400,", "\"coverage\":1,", "\"notes\":", "\"mass\":")
                .doesNotContain("1400.0", "\"crs\"");
        assertThat(json).containsPattern("\\[16\\.\\d{1,7},61\\.\\d{1,7}]");
    }

    @Test
    void csv_is_that_of_the_address_with_geometry() throws Exception {
        ByteArrayOutputStream address = new ByteArrayOutputStream();
        FeatureText.csv(result(), true, address);
        assertThat(written("text/csv")).isEqualTo(address.toString(UTF_8)).contains(",1400,", "MULTIPOLYGON (((60");
    }

    /** As GeoServer finds a format: by whether the declared type can be assigned to the format's. */
    @Test
    void the_formats_are_for_results_of_re_aggregations_alone_and_come_before_geoservers() {
        Class<?> declared = declaredType();
        assertThat(formats()).extracting(ComplexPPIO::getMimeType).containsExactly("application/json", "text/csv");
        assertThat(formats()).allSatisfy(format -> {
            assertThat(format.getType().isAssignableFrom(declared)).isTrue();
            assertThat(format.getType().isAssignableFrom(SimpleFeatureCollection.class))
                    .isFalse();
            assertThat(format.getDirection()).isEqualTo(PPIODirection.ENCODING);
            assertThat(format).isInstanceOf(CDataPPIO.class);
        });
        assertThat(FeatureCollection.class).as("the type of GeoServer's own").isAssignableFrom(declared);
    }

    @Test
    void without_the_extension_there_is_nothing_and_nothing_fails() throws Exception {
        URL[] classes = {
            ResultFormats.class.getProtectionDomain().getCodeSource().getLocation()
        };
        try (URLClassLoader without = new URLClassLoader(classes, getClass().getClassLoader()) {
            @Override
            protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
                if (name.startsWith("org.geoserver.wps.")) throw new ClassNotFoundException(name);
                return name.startsWith("se.regstat.geoserver.wps.") ? findClass(name) : super.loadClass(name, resolve);
            }
        }) {
            Object provider = without.loadClass(ResultFormats.class.getName())
                    .getConstructor()
                    .newInstance();
            assertThat(provider.getClass()).isNotEqualTo(ResultFormats.class);
            assertThat(offered((ExtensionProvider<?>) provider, Object.class)).isEmpty();
            assertThat(((ExtensionProvider<?>) provider).getExtensionPoint()).isEqualTo(provider.getClass());
        }
    }

    private static String written(String mimeType) throws Exception {
        ComplexPPIO format = formats().stream()
                .filter(one -> one.getMimeType().equals(mimeType))
                .findFirst()
                .orElseThrow();
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        format.encode(result(), out);
        return out.toString(UTF_8);
    }

    private static List<ComplexPPIO> formats() {
        ResultFormats formats = new ResultFormats();
        assertThat(formats.getExtensionPoint()).isEqualTo((Class<?>) ProcessParameterIO.class);
        List<ComplexPPIO> all = new ArrayList<>();
        formats.getExtensions(formats.getExtensionPoint()).forEach(one -> all.add((ComplexPPIO) one));
        return all;
    }

    private static <T> List<? extends T> offered(ExtensionProvider<T> provider, Class<?> asked) {
        assertThat(asked).isAssignableFrom(provider.getExtensionPoint());
        return provider.getExtensions(provider.getExtensionPoint());
    }

    private static Class<?> declaredType() {
        Map<String, Parameter<?>> results = Processors.getResultInfo(NAME, Map.of());
        return results.get("result").type;
    }

    private static ResultFeatures result() {
        return (ResultFeatures) Processors.createProcess(NAME)
                .execute(
                        Map.of(
                                "targetDivision",
                                "deso@2025",
                                "indicators",
                                List.of("population"),
                                "periods",
                                List.of("2024")),
                        null)
                .get("result");
    }
}
