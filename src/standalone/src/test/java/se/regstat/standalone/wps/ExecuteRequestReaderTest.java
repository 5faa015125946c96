package se.regstat.standalone.wps;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import se.regstat.geotools.process.RegstatProcesses;
import se.regstat.standalone.http.Kvp;

class ExecuteRequestReaderTest {

    private final RegstatProcesses processes = new RegstatProcesses(
            () -> {
                throw new AssertionError("nothing is computed here");
            },
            vintage -> true);

    @BeforeEach
    void register() {
        processes.register();
    }

    @AfterEach
    void close() {
        processes.close();
    }

    private static ExecuteRequest.Input input(String dataInputs) {
        return ExecuteRequestReader.read(new Kvp(
                        Map.of("identifier", List.of("regstat:Reaggregate"), "dataInputs", List.of(dataInputs))))
                .inputs()
                .get(0);
    }

    @ParameterizedTest
    @CsvSource({"a+b,a+b", "a%2Bb,a+b", "a+%C3%A5,a å", "a%20b,a b", "100 %,100 %"})
    void a_value_is_decoded_once_more_where_it_is_encoded_and_a_plus_alone_remains_one(String sent, String meant) {
        assertThat(input("idAttribute=" + sent).text()).contains(meant);
    }

    @ParameterizedTest
    @CsvSource({"application/geo+json", "application%2Fgeo%2Bjson"})
    void a_media_type_keeps_its_plus(String sent) {
        assertThat(input("boundaries={}@mimeType=" + sent).mimeType()).contains("application/geo+json");
    }
}
