package se.regstat.standalone.wps;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import se.regstat.standalone.http.Kvp;

class LongValuesTest {

    /** A matcher that calls itself for each character runs out of stack within some thousands of them. */
    @Test
    void an_encoded_value_of_any_length_is_read() {
        Offered any = Offered.all().get(0);
        String input = any.inputs().keySet().iterator().next();
        String polygon = "%7B%22a%22%3A" + "%5B".repeat(50_000);
        ExecuteRequest request = ExecuteRequestReader.read(new Kvp(Map.of(
                "version", List.of("1.0.0"),
                "identifier", List.of(any.name()),
                "datainputs", List.of(input + "=" + polygon + "@mimetype=application/json"))));
        assertThat(request.inputs().get(0).text().orElseThrow()).isEqualTo("{\"a\":" + "[".repeat(50_000));
    }
}
