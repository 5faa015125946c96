package se.regstat.geoserver.document;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import javax.xml.parsers.DocumentBuilderFactory;
import org.geoserver.ows.Request;
import org.geoserver.platform.Service;
import org.geoserver.platform.ServiceException;
import org.geotools.util.Version;
import org.junit.jupiter.api.Test;

/** Refusals come in the format that was asked for, with their own status, never as a container's page. */
class InfoErrorsTest {

    private static final Service SERVICE =
            new Service("regstat-info", new Object(), new Version("1.0.0"), List.of("series", "reaggregate"));
    private static final String MESSAGE = "indicators: 'x' < \"y\" is not known; there are å, ä & ö";

    @Test
    void tables_and_texts_are_refused_in_plain_text() {
        for (String format : new String[] {"csv", "txt", "nope", ""}) {
            Asked asked = refused(Refusal.badRequest(MESSAGE), format);
            assertThat(asked.status).isEqualTo(400);
            assertThat(asked.type).isEqualTo("text/plain;charset=UTF-8");
            assertThat(asked.text()).isEqualTo(MESSAGE + "\n");
        }
    }

    @Test
    void json_is_refused_in_json() {
        for (String format : new String[] {"json", "GeoJSON"}) {
            Asked asked = refused(Refusal.notFound(MESSAGE), format);
            assertThat(asked.status).isEqualTo(404);
            assertThat(asked.type).isEqualTo("application/problem+json;charset=UTF-8");
            assertThat(asked.text())
                    .isEqualTo("{\"status\": 404, \"title\": \"Not Found\", \"detail\":"
                            + " \"indicators: 'x' < \\\"y\\\" is not known; there are å, ä & ö\"}\n");
        }
    }

    @Test
    void json_names_the_parameter_at_fault_in_a_member_of_its_own() {
        assertThat(refused(Refusal.badRequest(MESSAGE).of("indicators"), "json").text())
                .contains("\"detail\": \"indicators: ", ", \"parameter\": \"indicators\"}");
        assertThat(refused(Refusal.badRequest(MESSAGE), "json").text()).doesNotContain("parameter");
    }

    @Test
    void plots_are_refused_in_a_picture_of_the_words() throws Exception {
        Asked asked = refused(Refusal.notFound(MESSAGE), "svg");
        assertThat(asked.type).isEqualTo("image/svg+xml;charset=UTF-8");
        String words = DocumentBuilderFactory.newInstance()
                .newDocumentBuilder()
                .parse(new ByteArrayInputStream(asked.text().getBytes(StandardCharsets.UTF_8)))
                .getDocumentElement()
                .getTextContent();
        assertThat(words.replaceAll("\\s+", " ").strip()).isEqualTo(MESSAGE);
    }

    @Test
    void geoservers_own_refusals_are_the_clients_and_failures_say_no_more_than_that() {
        assertThat(refused(new ServiceException("version: not known", "InvalidParameterValue"), "csv").status)
                .isEqualTo(400);
        Asked failed = refused(new ServiceException("/var/lib/geoserver is gone", null), "csv");
        assertThat(failed.status).isEqualTo(500);
        assertThat(failed.text()).doesNotContain("/var");
    }

    @Test
    void what_is_refused_before_the_service_is_known_is_refused_here_too() {
        InfoErrors errors = new InfoErrors(SERVICE);
        Request ours = new Asked("csv");
        assertThat(errors.canHandle(null, ours)).isTrue();
        ours.setService("wms");
        assertThat(errors.canHandle(null, ours)).isFalse();
    }

    @Test
    void what_is_not_there_is_refused_by_name_and_without_a_stack_for_the_log() {
        FormatEndings endings = new FormatEndings();
        for (String operation : new String[] {null, "", "nope", "nope.csv"}) {
            Request request = new Asked("");
            request.setRequest(operation);
            Refusal refusal = catchThrowableOfType(Refusal.class, () -> endings.serviceDispatched(request, SERVICE));
            assertThat(refusal.status()).isEqualTo(404);
            assertThat(refusal.getMessage()).contains("series", "reaggregate");
            assertThat(refusal.getStackTrace()).isEmpty();
            assertThat(refusal.getCode())
                    .as("GeoServer logs other codes as its own failures")
                    .startsWith("Invalid");
        }
    }

    @Test
    void a_parameter_writes_no_line_of_its_own_into_the_log() {
        assertThat(Refusal.notFound("there is no layer x\r\n30 Nov INFO all is well"))
                .hasMessage("there is no layer x 30 Nov INFO all is well");
    }

    private static Asked refused(ServiceException exception, String format) {
        Asked asked = new Asked(format);
        new InfoErrors(SERVICE).handleServiceException(exception, asked);
        return asked;
    }

    /** A request with a response, whose methods are called by name. */
    public static final class Asked extends Request {
        private final ByteArrayOutputStream body = new ByteArrayOutputStream();
        private int status;
        private String type;

        Asked(String format) {
            Map<String, Object> kvp = new HashMap<>();
            kvp.put("format", format);
            setKvp(kvp);
            setService("regstat-info");
        }

        public Asked getHttpRequest() {
            return this;
        }

        public Asked getHttpResponse() {
            return this;
        }

        public String getMethod() {
            return "GET";
        }

        public void setHeader(String name, String value) {}

        public void setContentLengthLong(long length) {}

        public void resetBuffer() {
            body.reset();
        }

        public void setStatus(int status) {
            this.status = status;
        }

        public void setContentType(String type) {
            this.type = type;
        }

        public OutputStream getOutputStream() {
            return body;
        }

        private String text() {
            return body.toString(StandardCharsets.UTF_8);
        }
    }
}
