package se.regstat.geoserver.document;

import static org.assertj.core.api.Assertions.assertThat;

import org.geoserver.ows.Request;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Behind a filter that keeps the length to itself, as GeoServer's that packs does. */
class HttpExchangeTest {

    @ParameterizedTest
    @CsvSource({"HEAD, 10", "GET, 0"})
    void a_filter_that_waits_for_bytes_does_not_hold_back_the_length_of_a_head(String method, long told) {
        Container container = new Container();
        HttpExchange.of(new Asked(method, new Filter(new Filter(container)))).setLength(10);
        assertThat(container.length).isEqualTo(told);
    }

    @Test
    void without_filters_the_container_has_it_either_way() {
        for (String method : new String[] {"HEAD", "GET"}) {
            Container container = new Container();
            HttpExchange.of(new Asked(method, container)).setLength(10);
            assertThat(container.length).isEqualTo(10);
        }
    }

    /** As servlets know it. */
    public interface Response {
        void setContentLengthLong(long length);
    }

    public static final class Container implements Response {
        private long length;

        @Override
        public void setContentLengthLong(long length) {
            this.length = length;
        }

        /** Some containers have a method of this name, of something else. */
        public String getResponse() {
            return "the container's";
        }
    }

    public record Filter(Response getResponse) implements Response {
        @Override
        public void setContentLengthLong(long length) {}
    }

    public static final class Asked extends Request {
        private final String method;
        private final Response response;

        Asked(String method, Response response) {
            this.method = method;
            this.response = response;
        }

        public Asked getHttpRequest() {
            return this;
        }

        public String getMethod() {
            return method;
        }

        public Response getHttpResponse() {
            return response;
        }
    }
}
