package se.regstat.standalone.plugin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.function.Function;
import org.geoserver.ows.KvpRequestReader;
import org.geoserver.ows.OWSHandlerMapping;
import org.geoserver.ows.Request;
import org.geoserver.ows.Response;
import org.geoserver.ows.ServiceExceptionHandler;
import org.geoserver.platform.Operation;
import org.geoserver.platform.Service;
import org.geoserver.platform.ServiceException;
import org.junit.jupiter.api.Test;
import se.regstat.geoserver.metrics.Outcome;

/** A service with one operation, whose answer is its parameter {@code text}. */
class PluginServicesTest {

    private static final Service TOLD = new Service("told", new Told(), null, List.of("say"));

    private final Writing writing = new Writing();
    private final PluginServices services = new PluginServices(beans());

    @Test
    void an_answer_is_written_when_and_where_it_is_sent() throws Exception {
        PluginServices.Answer answer = services.answer(
                        PluginServices.Asked.of("/told/say", Map.of("text", List.of("hej"))))
                .orElseThrow();
        assertThat(writing.times).as("nothing is buffered").isZero();
        ByteArrayOutputStream sent = new ByteArrayOutputStream();
        answer.body().writeTo(sent);
        assertThat(sent).hasToString("hej");
        assertThat(answer.type()).isEqualTo("text/plain;charset=UTF-8");
    }

    @Test
    void an_operation_is_told_the_address_that_clients_see_whatever_they_say() throws Exception {
        ByteArrayOutputStream sent = new ByteArrayOutputStream();
        services.answer(PluginServices.Asked.of(
                        "/told/say", Map.of("text", List.of("where"), "baseUrl", List.of("http://evil.example/"))))
                .orElseThrow()
                .body()
                .writeTo(sent);
        assertThat(sent).hasToString("http://localhost/geoserver/");
    }

    @Test
    void a_refusal_is_written_by_the_services_own_handler() throws Exception {
        PluginServices.Answer refused = services.answer(
                        PluginServices.Asked.of("/told/say", Map.of("text", List.of("refuse"))))
                .orElseThrow();
        assertThat(refused.status()).isEqualTo(404);
        assertThat(refused.type()).isEqualTo("text/told");
        ByteArrayOutputStream sent = new ByteArrayOutputStream();
        refused.body().writeTo(sent);
        assertThat(sent).hasToString("there is none");
        assertThat(services.answer(PluginServices.Asked.of("/told/sing", Map.of()))
                        .orElseThrow()
                        .status())
                .as("no such operation")
                .isEqualTo(404);
    }

    @Test
    void what_is_refused_while_writing_is_written_by_the_same_handler() {
        PluginServices.Answer late = services.answer(
                        PluginServices.Asked.of("/told/say", Map.of("text", List.of("late"))))
                .orElseThrow();
        assertThatThrownBy(() -> late.body().writeTo(OutputStream.nullOutputStream()))
                .satisfies(e -> {
                    PluginServices.Answer refused = PluginServices.refusal(e).orElseThrow();
                    assertThat(refused.status()).isEqualTo(404);
                    assertThat(refused.type()).isEqualTo("text/told");
                });
        assertThat(PluginServices.refusal(new IllegalStateException())).isEmpty();
    }

    @Test
    void a_document_that_says_503_is_an_answer_and_a_refusal_with_503_is_none() {
        HostRequest.HostResponse response =
                new HostRequest(PluginServices.Asked.of("/told/say", Map.of())).getHttpResponse();
        response.setStatus(503);
        assertThat(response.answer(out -> {}).outcome()).isEqualTo(Outcome.OK);
        assertThat(response.answer().outcome()).isEqualTo(Outcome.REFUSED);
    }

    private Function<Class<?>, java.util.Collection<?>> beans() {
        Properties paths = new Properties();
        paths.setProperty("/told/*", "dispatcher");
        OWSHandlerMapping mapping = new OWSHandlerMapping(null);
        mapping.setMappings(paths);
        List<?> all = List.of(mapping, TOLD, new Refusing(), new KvpRequestReader(Asked.class), writing);
        return type -> all.stream().filter(type::isInstance).toList();
    }

    public static final class Asked {
        private String text = "";
        private String baseUrl = "";

        public void setBaseUrl(String baseUrl) {
            this.baseUrl = baseUrl;
        }

        public void setText(String text) {
            this.text = text;
        }
    }

    public static final class Told {
        public StringBuilder say(Asked asked) {
            if (asked.text.equals("refuse")) throw new ServiceException("there is none", "text");
            if (asked.text.equals("where")) return new StringBuilder(asked.baseUrl);
            return new StringBuilder(asked.text);
        }
    }

    private static final class Refusing extends ServiceExceptionHandler {
        Refusing() {
            super(TOLD);
        }

        @Override
        public void handleServiceException(ServiceException exception, Request request) {
            HostRequest.HostResponse response = ((HostRequest) request).getHttpResponse();
            response.setStatus(404);
            response.setContentType("text/told");
            try {
                response.getOutputStream().write(exception.getMessage().getBytes(StandardCharsets.UTF_8));
            } catch (java.io.IOException e) {
                throw new java.io.UncheckedIOException(e);
            }
        }
    }

    private static final class Writing extends Response {
        private int times;

        Writing() {
            super(StringBuilder.class);
        }

        @Override
        public String getMimeType(Object value, Operation operation) {
            return "text/plain";
        }

        @Override
        public String getCharset(Operation operation) {
            return "UTF-8";
        }

        @Override
        public void write(Object value, OutputStream output, Operation operation) throws java.io.IOException {
            times++;
            if (value.toString().equals("late")) throw new ServiceException("it cannot be written", "text");
            output.write(value.toString().getBytes(StandardCharsets.UTF_8));
        }
    }
}
