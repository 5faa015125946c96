package se.regstat.statistics.request;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** One message, spelled by each door. */
class MessageTest {

    private final ReaggregationException refused = ReaggregationException.of(
            "minimumCoverage",
            Message.of("'approximate=true' is what was typed; ask for ")
                    .setting("approximate", "true")
                    .text(", ")
                    .setting("sourceDivision", "regso")
                    .text(" or a larger ")
                    .parameter("tolerance"));

    private String at(Door door) {
        return refused.in(ReaggregationDeclaration.OPERATION.spelling(door));
    }

    @Test
    void parameters_are_spelled_by_the_door_and_what_was_typed_stays() {
        String typed = ": 'approximate=true' is what was typed; ask for ";
        assertThat(refused)
                .hasMessage("minimumCoverage" + typed + "approximate=true, sourceDivision=regso or a larger tolerance");
        assertThat(at(Door.PROCESS)).isEqualTo(refused.getMessage());
        assertThat(at(Door.ADDRESS)).isEqualTo(refused.getMessage());
        assertThat(at(Door.COMMAND_LINE))
                .isEqualTo("--minimum-coverage" + typed
                        + "--approximate, --source-division regso or a larger --tolerance");
        assertThat(at(Door.CONFIGURATION))
                .isEqualTo(
                        "minimum_coverage" + typed + "approximate: true, source_division: regso or a larger tolerance");
        assertThat(at(Door.DIALOG))
                .isEqualTo("Minsta täckning / Minimum coverage" + typed
                        + "Ungefärliga medianer / Approximate medians = true, Källindelning / Source division = regso"
                        + " or a larger Tolerans / Tolerance");
    }

    @Test
    void the_parameter_at_fault_is_known_and_where_it_has_another_name_that_is_told() {
        assertThat(refused.parameter()).contains("minimumCoverage");
        assertThat(new ReaggregationException("try again").parameter()).isEmpty();
        ReaggregationException none = ReaggregationException.of("targetDivision", "there is none");
        assertThat(none.in(ReaggregationDeclaration.OPERATION.spelling(Door.ADDRESS)))
                .isEqualTo("target: there is none");
        assertThat(none.in(ReaggregationDeclaration.OPERATION.spelling(Door.COMMAND_LINE)))
                .isEqualTo("--target-division: there is none");
    }
}
