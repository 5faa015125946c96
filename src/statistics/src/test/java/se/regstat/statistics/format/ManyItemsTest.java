package se.regstat.statistics.format;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Documents of nothing but the smallest parts that there are take many times their length in memory, and are refused before. */
class ManyItemsTest {

    private static final int BYTES = 4 << 20;
    private static final ReadLimits LIMITS = new ReadLimits(BYTES, 50_000, 5_000_000);

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    <FeatureCollection>                                        | <a/>       | </FeatureCollection>
                    <FeatureCollection><member><x>                             | <a/>       | </x></member></FeatureCollection>
                    <x>                                                        | <a b='1'/> | </x>
                    <x>                                                        | t<!---->   | </x>
                    {"links":[                                                 | {},        | {}]}
                    {"type":"Feature","properties":{"a":[                      | [],        | 1]}}
                    {"type":"Polygon","coordinates":[                          | [],        | []]}
                    {"type":"GeometryCollection","geometries":[                | 0,         | 0]}
                    {"type":"Feature","geometry":{"geometries":[               | {},        | {}]}}
                    """)
    void it_is_refused_before_it_takes_memory(String before, String part, String after) {
        String document = before + part.repeat((BYTES - before.length() - after.length()) / part.length()) + after;
        assertThatThrownBy(() -> BoundaryReaderTest.read(document.getBytes(StandardCharsets.UTF_8), LIMITS))
                .isInstanceOf(FormatException.class)
                .hasMessageContaining("more than 262144 elements, attributes and values");
    }

    @Test
    void so_are_attributes_of_features_and_values_of_lines() {
        StringBuilder feature = new StringBuilder("{\"type\":\"Feature\",\"properties\":{");
        while (feature.length() < BYTES - 20) feature.append("\"a\":1,");
        String lines = header(400) + ("1,".repeat(399) + "1\n").repeat(BYTES / 810);
        for (String document : new String[] {feature + "\"b\":1}}", lines}) {
            assertThatThrownBy(() -> BoundaryReaderTest.read(document.getBytes(StandardCharsets.UTF_8), LIMITS))
                    .isInstanceOf(FormatException.class)
                    .hasMessageContaining("more than 262144 elements, attributes and values");
        }
    }

    private static String header(int columns) {
        StringBuilder header = new StringBuilder("wkt");
        for (int i = 1; i < columns; i++) header.append(",c").append(i);
        return header.append('\n').toString();
    }

    @Test
    void vertices_of_wkt_are_counted_before_it_is_read() {
        String empty = "wkt\n\"MULTIPOLYGON (EMPTY" + ", EMPTY".repeat(1000) + ")\"\n";
        ReadLimits few = new ReadLimits(BYTES, 10, 1000);
        assertThatThrownBy(() -> BoundaryReaderTest.read(empty.getBytes(StandardCharsets.UTF_8), few))
                .hasMessageContaining("more than 1000 vertices");
    }

    @Test
    void who_waits_is_asked_at_every_feature_of_every_format_and_before_each_wkt() throws IOException {
        String polygon = "{\"type\":\"Polygon\",\"coordinates\":[[[12,57],[13,57],[13,58],[12,57]]]}";
        String feature = "{\"type\":\"Feature\",\"properties\":{},\"geometry\":" + polygon + "}";
        String json = "{\"type\":\"FeatureCollection\",\"features\":[" + (feature + ",").repeat(99) + feature + "]}";
        String csv = "wkt\n" + "\"POLYGON ((12 57, 13 57, 13 58, 12 57))\"\n".repeat(100);
        assertThat(asked(json)).isGreaterThanOrEqualTo(100);
        assertThat(asked(csv)).isGreaterThanOrEqualTo(200);
    }

    private static int asked(String document) throws IOException {
        AtomicInteger asked = new AtomicInteger();
        ReadLimits limits = new ReadLimits(BYTES, 1000, 1000, asked::incrementAndGet);
        BoundaryReader.read(new ByteArrayInputStream(document.getBytes(StandardCharsets.UTF_8)), limits, crs -> true);
        return asked.get();
    }
}
