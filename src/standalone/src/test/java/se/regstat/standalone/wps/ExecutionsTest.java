package se.regstat.standalone.wps;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import se.regstat.standalone.wps.ExecuteRequest.Input;

/** What is kept of executions, and for how long. */
class ExecutionsTest {

    @Test
    void inputs_are_not_kept() {
        assertThat(execution().request().inputs()).isEmpty();
        assertThat(execution().lineage()).isEmpty();
    }

    @Test
    void the_oldest_ended_execution_goes_when_all_together_take_too_much_memory() {
        try (Executions executions = new Executions(Duration.ofMinutes(1))) {
            Execution goesOn = execution();
            Execution first = ended();
            Execution second = ended();
            executions.keep(goesOn, 150_000_000);
            executions.keep(first, 1000);
            executions.keep(second, 100_000_000);
            assertThat(executions.get(Optional.of(second.id()))).isSameAs(second);
            assertThat(executions.get(Optional.of(goesOn.id())))
                    .as("what goes on stays")
                    .isSameAs(goesOn);
            assertThatThrownBy(() -> executions.get(Optional.of(first.id()))).isInstanceOf(WpsException.class);
        }
    }

    private static Execution ended() {
        Execution execution = execution();
        execution.dismiss();
        return execution;
    }

    private static Execution execution() {
        Input large = new Input(
                "boundaries", Optional.of("x".repeat(1000)), Optional.empty(), Optional.empty(), Optional.empty());
        return new Execution(new ExecuteRequest(null, List.of(large), Optional.empty(), List.of(), true, true, false));
    }
}
