package se.regstat.standalone.wps;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.lang.reflect.Proxy;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.geotools.feature.NameImpl;
import org.geotools.process.Process;
import org.geotools.process.ProcessFactory;
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

    @Test
    void results_count_as_what_is_kept() {
        try (Executions executions = new Executions(Duration.ofMinutes(1))) {
            Execution first = giving("x".repeat(45_000_000));
            Execution second = giving("x".repeat(45_000_000));
            Execution third = giving("x".repeat(45_000_000));
            for (Execution execution : List.of(first, second, third)) {
                executions.keep(execution, 1000);
                executions.run(execution, Map.of());
                assertThat(execution.state()).isEqualTo(Execution.State.SUCCEEDED);
            }
            assertThat(executions.get(Optional.of(third.id()))).isSameAs(third);
            assertThat(executions.get(Optional.of(second.id()))).isSameAs(second);
            assertThatThrownBy(() -> executions.get(Optional.of(first.id()))).isInstanceOf(WpsException.class);
        }
    }

    @Test
    void a_result_that_is_larger_than_all_that_may_be_kept_is_given_up_with_the_reason() {
        try (Executions executions = new Executions(Duration.ofMinutes(1))) {
            Execution large = giving("x".repeat(101_000_000));
            executions.keep(large, 1000);
            executions.run(large, Map.of());
            Execution told = executions.get(Optional.of(large.id()));
            assertThat(told.state()).isEqualTo(Execution.State.FAILED);
            assertThat(told.outputs()).isEmpty();
            assertThat(told.failure().orElseThrow()).hasMessageContaining("RawDataOutput");
        }
    }

    private static Execution giving(String result) {
        Process giving = (inputs, monitor) -> Map.of("result", result);
        ProcessFactory factory = (ProcessFactory) Proxy.newProxyInstance(
                ExecutionsTest.class.getClassLoader(),
                new Class<?>[] {ProcessFactory.class},
                (proxy, method, arguments) -> method.getName().equals("create") ? giving : null);
        Offered process = new Offered("test:Give", factory, new NameImpl("test", "Give"));
        return new Execution(new ExecuteRequest(process, List.of(), Optional.empty(), List.of(), true, true, false));
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
