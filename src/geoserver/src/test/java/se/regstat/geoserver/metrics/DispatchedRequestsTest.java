package se.regstat.geoserver.metrics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.geoserver.ows.HttpErrorCodeException;
import org.geoserver.ows.Request;
import org.geoserver.platform.Operation;
import org.geoserver.platform.Service;
import org.geoserver.platform.ServiceException;
import org.geotools.process.ProcessException;
import org.geotools.util.Version;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.xml.sax.SAXParseException;
import se.regstat.geoserver.document.Refusal;
import se.regstat.statistics.request.ReaggregationException;

/** As GeoServer's dispatcher tells of requests. */
class DispatchedRequestsTest {

    private static final Service WMS =
            new Service("WMS", new Object(), new Version("1.3.0"), List.of("GetCapabilities", "GetMap"));

    private final Metrics metrics = new Metrics();
    private final DispatchedRequests dispatched = new DispatchedRequests(metrics);

    /** As servlets know it. */
    public interface HttpResponse {
        int getStatus();
    }

    /** As GeoServer's. */
    public static final class Asked extends Request {
        private final int status;

        Asked(String operation, int status) {
            setRequest(operation);
            this.status = status;
        }

        public HttpResponse getHttpRequest() {
            return null;
        }

        public HttpResponse getHttpResponse() {
            return () -> status;
        }
    }

    private void ask(String operation, boolean executed, Throwable error, int status) {
        Asked request = new Asked(operation, status);
        dispatched.init(request);
        dispatched.serviceDispatched(request, WMS);
        Operation called = dispatched.operationDispatched(request, new Operation(operation));
        if (executed) dispatched.operationExecuted(request, called, "a map");
        request.setError(error);
        dispatched.finished(request);
    }

    private String figures() {
        PrometheusText text = new PrometheusText();
        metrics.writeTo(text);
        return text.toString();
    }

    private static String counted(String operation, String outcome, int times) {
        return "regstat_request_duration_seconds_count{operation=\"" + operation + "\",outcome=\"" + outcome
                + "\",service=\"wms\"} " + times + "\n";
    }

    @Test
    void operations_are_told_as_their_service_spells_them_however_clients_do() {
        for (int bits = 0; bits < 64; bits++) {
            StringBuilder spelt = new StringBuilder("getmap");
            for (int i = 0; i < 6; i++) {
                if ((bits >> i & 1) == 1) spelt.setCharAt(i, Character.toUpperCase(spelt.charAt(i)));
            }
            ask(spelt.toString(), true, null, 200);
        }
        ask("nonsense", false, new ServiceException("there is none", "OperationNotSupported"), 200);
        assertThat(figures()).contains(counted("GetMap", "ok", 64), counted("other", "refused", 1));
        assertThat(figures().lines().filter(line -> line.contains("request_duration_seconds_count{")))
                .hasSize(2);
    }

    static Stream<Arguments> errors() {
        RuntimeException bug = new NullPointerException();
        return Stream.of(
                Arguments.of(new ServiceException("no such layer", "LayerNotDefined"), "refused"),
                Arguments.of(caused(new ServiceException("not a number", "InvalidParameterValue"), bug), "refused"),
                Arguments.of(new ServiceException("This request used more time than allowed", null), "refused"),
                Arguments.of(caused(new ServiceException("Rendering process failed", null), bug), "failed"),
                Arguments.of(caused(new ServiceException("Rendering process failed", "internalError"), bug), "failed"),
                Arguments.of(new ServiceException("the process failed", "NoApplicableCode"), "failed"),
                Arguments.of(
                        caused(new ServiceException("x", "NoApplicableCode"), new ProcessException("no such division")),
                        "refused"),
                Arguments.of(new SAXParseException("no XML", null), "refused"),
                Arguments.of(new IllegalStateException(Refusal.notFound("no such layer")), "refused"),
                Arguments.of(new HttpErrorCodeException(500), "failed"),
                Arguments.of(new OutOfMemoryError(), "failed"),
                Arguments.of(bug, "failed"));
    }

    private static ServiceException caused(ServiceException said, Throwable cause) {
        said.initCause(cause);
        return said;
    }

    @ParameterizedTest
    @MethodSource("errors")
    void an_error_is_a_refusal_or_a_failure_by_its_code_and_cause(Throwable error, String outcome) {
        ask("GetMap", false, error, 200);
        assertThat(figures()).contains(counted("GetMap", outcome, 1));
    }

    @Test
    void what_security_throws_past_the_dispatcher_is_refused_and_what_has_not_changed_is_not() {
        ask("GetMap", false, null, 200);
        assertThat(figures()).contains(counted("GetMap", "refused", 1));
        ask("GetMap", false, null, 304);
        assertThat(figures()).contains(counted("GetMap", "ok", 1));
    }

    @Test
    void refusals_alone_are_rejections() {
        ask("GetMap", false, Refusal.unavailable("too many"), 503);
        ask("GetMap", true, null, 503);
        assertThat(figures()).contains("regstat_requests_rejected_total{status=\"503\"} 1\n");
    }

    @Test
    void re_aggregations_that_are_refused_are_told_from_those_that_fail() {
        reaggregate(() -> {
            throw ReaggregationException.of("target", "there is none");
        });
        reaggregate(() -> {
            throw new NullPointerException();
        });
        assertThat(figures())
                .contains(
                        "regstat_operation_duration_seconds_count{operation=\"reaggregate\",outcome=\"refused\"} 1\n",
                        "regstat_operation_duration_seconds_count{operation=\"reaggregate\",outcome=\"failed\"} 1\n");
    }

    private void reaggregate(Supplier<String> work) {
        assertThatThrownBy(() -> metrics.operation("reaggregate", work)).isInstanceOf(RuntimeException.class);
    }
}
