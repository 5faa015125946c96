package se.regstat.geotools.process;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import java.util.concurrent.CancellationException;
import org.geotools.process.ProcessException;
import org.junit.jupiter.api.Test;
import se.regstat.statistics.request.ReaggregationException;

/** WPS of GeoServer tells the messages of an exception's causes too, which are not for readers. */
class RefusalsHaveNoCauseTest {

    private static void run(RuntimeException thrown) {
        new OperationProcess(
                        AnsweredOperation.REAGGREGATE,
                        () -> {
                            throw thrown;
                        },
                        vintage -> true)
                .execute(Map.of(), null);
    }

    @Test
    void a_refusal_is_told_in_its_own_words_alone() {
        Throwable cause = new NumberFormatException("For input string: \"abc\"");
        assertThatThrownBy(() -> run(new ReaggregationException("tolerance: abc is not a number", cause)))
                .isInstanceOf(ProcessException.class)
                .hasMessage("tolerance: abc is not a number")
                .hasNoCause();
    }

    @Test
    void a_cancellation_too() {
        assertThatThrownBy(() -> run(new CancellationException("at source 7")))
                .isInstanceOf(ProcessException.class)
                .hasMessage("Reaggregate was cancelled")
                .hasNoCause();
    }
}
