package se.regstat.standalone.access;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RequestIdTest {

    private static final String TRACE = "4bf92f3577b34da6a3ce929d0e0e4736";
    private static final String PARENT = "00-" + TRACE + "-00f067aa0ba902b7-01";

    private static String of(Map<String, String> headers) {
        return RequestId.of(name -> Optional.ofNullable(headers.get(name)));
    }

    @Test
    void a_proxys_id_comes_before_the_trace_and_that_before_one_made_here() {
        assertThat(of(Map.of("X-Request-Id", "a-1", "traceparent", PARENT))).isEqualTo("a-1");
        assertThat(of(Map.of("traceparent", PARENT))).isEqualTo(TRACE);
        assertThat(of(Map.of())).matches("[0-9a-f]{16}").isNotEqualTo(of(Map.of()));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "two words", "a\"b", "line\nbreak", "<b>"})
    void what_could_break_a_line_of_a_log_is_no_id(String sent) {
        assertThat(of(Map.of("X-Request-Id", sent))).matches("[0-9a-f]{16}");
        assertThat(of(Map.of("X-Request-Id", "a".repeat(101)))).hasSize(16);
    }

    @ParameterizedTest
    @ValueSource(strings = {"00-00000000000000000000000000000000-00f067aa0ba902b7-01", "00-" + TRACE, "x"})
    void a_trace_that_is_none_is_not_taken(String sent) {
        assertThat(of(Map.of("traceparent", sent))).matches("[0-9a-f]{16}");
    }
}
