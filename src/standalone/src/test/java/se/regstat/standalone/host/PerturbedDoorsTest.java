package se.regstat.standalone.host;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.NamedCsvRecord;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import se.regstat.importing.format.JsonStat;
import se.regstat.statistics.config.Configuration;

/** Sums of open counts that their producer moved from 2022 on, at the doors that tell intervals. */
class PerturbedDoorsTest {

    private static final HttpClient CLIENT = HttpClient.newHttpClient();
    private static final List<String> QUALITY =
            List.of("lower", "upper", "interval_low", "interval_high", "reliability");

    @TempDir
    static Path folder;

    @RegisterExtension
    static final TestHost host = new TestHost(PerturbedDoorsTest::started);

    private static EmbeddedHost started() throws Exception {
        Path config = folder.resolve("config");
        Configuration.writeDefaults(config);
        Path indicators = config.resolve("indicators.yml");
        String plain = Files.readString(indicators);
        String perturbed = plain.replaceFirst(
                "(?m)^  population:$", "$0\n    perturbation: {variance: 2, maximum: 5, from: 2022}");
        assertThat(perturbed).isNotEqualTo(plain);
        Files.writeString(indicators, perturbed);
        Files.writeString(config.resolve("derived.yml"), "derived: {kommun: {indicators: [population]}}");
        return DemoHost.start(folder);
    }

    private static String get(String path) throws Exception {
        return CLIENT.send(
                        HttpRequest.newBuilder(URI.create(host.baseUrl() + path))
                                .build(),
                        BodyHandlers.ofString())
                .body();
    }

    /** By code and year. */
    private static Map<String, Map<String, String>> rows(String csv, String code) throws IOException {
        Map<String, Map<String, String>> rows = new TreeMap<>();
        try (CsvReader<NamedCsvRecord> records = CsvReader.builder().ofNamedCsvRecord(csv)) {
            for (NamedCsvRecord row : records)
                rows.put(row.getField(code) + " " + row.getField("year"), row.getFieldsAsMap());
        }
        return rows;
    }

    private static Map<String, Map<String, String>> layer() throws Exception {
        return rows(
                get("/wfs?service=WFS&version=2.0.0&request=GetFeature&typeNames=regstat:population_kommun_derived"
                        + "&outputFormat=csv&propertyName=code,year,value,noise," + String.join(",", QUALITY)),
                "code");
    }

    @Test
    void what_is_made_of_whole_areas_is_exact_before_and_as_uncertain_as_noise_makes_it_since() throws Exception {
        Set<Double> noises = new HashSet<>();
        int exact = 0;
        for (Map<String, String> row : layer().values()) {
            if (row.get("value").isEmpty()) continue;
            double value = Double.parseDouble(row.get("value"));
            double low = Double.parseDouble(row.get("interval_low"));
            double high = Double.parseDouble(row.get("interval_high"));
            assertThat(row.get("lower")).as("of what is published").isEqualTo(row.get("value"));
            if (Integer.parseInt(row.get("year")) < 2022) {
                exact++;
                assertThat(row).containsEntry("reliability", "exact").containsEntry("noise", "");
                assertThat(low).isEqualTo(high).isEqualTo(value);
                continue;
            }
            double parts = Double.parseDouble(row.get("noise")) / 5;
            noises.add(parts);
            assertThat(row).containsEntry("reliability", "high");
            assertThat(high).isEqualTo(Math.ceil(value + 1.6449 * Math.sqrt(2 * parts)));
            assertThat(low).isEqualTo(Math.floor(value - 1.6449 * Math.sqrt(2 * parts)));
        }
        assertThat(noises).isNotEmpty();
        assertThat(exact).isGreaterThan(5);
    }

    @Test
    void a_plain_layer_tells_of_a_sum_how_much_its_parts_move_it_at_most_as_the_address_does() throws Exception {
        Map<String, Map<String, String>> layer = rows(
                get("/wfs?service=WFS&version=2.0.0&request=GetFeature&typeNames=regstat:population_lan"
                        + "&outputFormat=csv&propertyName=code,year,value,noise,origin"),
                "code");
        Map<String, Map<String, String>> address = rows(
                get("/regstat-info/reaggregate.csv?target=lan@2025&indicators=population&periods=2024"), "target_id");
        assertThat(address).isNotEmpty();
        address.forEach((key, row) -> {
            assertThat(layer.get(key)).as(key).containsEntry("origin", "summed");
            assertThat(layer.get(key).get("value")).as(key).isEqualTo(row.get("value"));
            assertThat(layer.get(key).get("noise")).as(key).isEqualTo(row.get("noise"));
            assertThat(Integer.parseInt(row.get("noise"))).isEqualTo(5 * Integer.parseInt(row.get("whole_sources")));
            assertThat(Integer.parseInt(row.get("noise"))).isGreaterThan(5);
        });
    }

    @Test
    void the_address_tells_the_same_and_why() throws Exception {
        Map<String, Map<String, String>> layer = layer();
        Map<String, Map<String, String>> address = rows(
                get("/regstat-info/reaggregate.csv?target=kommun@2025&indicators=population&periods=2024"),
                "target_id");
        assertThat(address).isNotEmpty();
        address.forEach((key, row) -> {
            assertThat(row.get("noise")).as(key).isEqualTo(layer.get(key).get("noise"));
            QUALITY.forEach(column ->
                    assertThat(row.get(column)).as(key).isEqualTo(layer.get(key).get(column)));
        });
        JsonNode notes = new ObjectMapper()
                .readTree(
                        get("/regstat-info/reaggregate.geojson?target=kommun@2025&indicators=population&periods=2024"))
                .path("notes");
        assertThat(notes.toString()).contains("population: from 2022 on the producer moves each count by at most ±5");
    }

    @Test
    void a_table_has_bounds_intervals_and_reliability_as_the_layers_csv_has_them() throws Exception {
        Map<String, Map<String, String>> rows = layer();
        String document = get("/regstat-info/table.json?layer=population_kommun_derived");
        JsonStat table = JsonStat.read(document.getBytes(StandardCharsets.UTF_8), "table");
        JsonNode told = new ObjectMapper().readTree(document).path("extension");
        for (int cell = 0; cell < table.cells(); cell++) {
            Map<String, String> row =
                    rows.get(table.row(cell).get(0) + " " + table.row(cell).get(2));
            for (String column : QUALITY) {
                JsonNode figure = told.at("/" + column + "/value/" + cell);
                assertThat(figure.asText("")).as(column + " of " + row).isEqualTo(row.get(column));
            }
        }
        assertThat(told.at("/interval_low/value")).isNotEmpty();
        assertThat(told.at("/reliability/label/high").asText()).isEqualTo("hög");
    }
}
