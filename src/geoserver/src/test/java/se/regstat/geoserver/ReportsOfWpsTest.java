package se.regstat.geoserver;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.util.List;
import java.util.Map;
import org.geotools.feature.NameImpl;
import org.geotools.process.Process;
import org.geotools.process.ProcessException;
import org.junit.jupiter.api.Test;
import se.regstat.geotools.process.RegstatProcesses;
import se.regstat.statistics.request.ReaggregationException;

/** GeoServer's WPS escapes messages twice and logs the stack of every refusal. */
class ReportsOfWpsTest {

    @Test
    void refusals_have_nothing_to_escape_and_no_stack() {
        Process process = new RegstatProcesses(
                        () -> {
                            throw new ReaggregationException("indicators: 'x' < \"R&D\" > is not known");
                        },
                        vintage -> true,
                        (operation, one) -> ReportsOfWps.worded(one))
                .create(new NameImpl("regstat", "Reaggregate"));
        ProcessException refusal = catchThrowableOfType(
                ProcessException.class,
                () -> process.execute(Map.of("targetDivision", "kommun@2025", "indicators", List.of("x")), null));
        assertThat(refusal).hasMessage("indicators: ’x’ ‹ ”R＆D” › is not known");
        assertThat(refusal.getStackTrace()).isEmpty();
    }

    @Test
    void failures_keep_their_cause_and_stack() {
        ProcessException failure = new ProcessException("it broke", new IllegalStateException());
        assertThat(ReportsOfWps.refusal(failure)).isSameAs(failure);
    }

    @Test
    void without_that_wps_messages_are_the_same_as_at_the_other_doors() {
        assertThat(ReportsOfWps.areHere()).isFalse();
    }
}
