package se.regstat.standalone.plugin;

import java.io.BufferedReader;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.Enumeration;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.geoserver.ows.Request;
import se.regstat.geoserver.metrics.Outcome;

/** A request with what is left of HTTP's request and response beside it, as GeoServer's have. */
public final class HostRequest extends Request {

    private static final Pattern ENCODING = Pattern.compile("^\\s*<\\?xml[^>]*encoding\\s*=\\s*[\"']([\\w.:-]+)[\"']");

    private final HostHttpRequest asked;
    private final HostResponse response = new HostResponse();

    HostRequest(PluginServices.Asked asked) {
        this.asked = new HostHttpRequest(asked);
    }

    /** A body as GeoServer reads it: XML in the encoding that it names, all else in UTF-8. */
    static BufferedReader reader(byte[] body) {
        String start = new String(body, 0, Math.min(body.length, 200), StandardCharsets.ISO_8859_1);
        Matcher named = ENCODING.matcher(start);
        Charset charset = named.find() && Charset.isSupported(named.group(1))
                ? Charset.forName(named.group(1))
                : StandardCharsets.UTF_8;
        return new BufferedReader(new InputStreamReader(new ByteArrayInputStream(body), charset));
    }

    /** As GeoServer tells it: with a slash at its end. */
    String baseUrl() {
        return asked.asked.baseUrl() + "/";
    }

    public HostHttpRequest getHttpRequest() {
        return asked;
    }

    public HostResponse getHttpResponse() {
        return response;
    }

    /** The few methods that both servlet APIs have and the plugin calls. */
    public static final class HostHttpRequest {
        private final PluginServices.Asked asked;

        private HostHttpRequest(PluginServices.Asked asked) {
            this.asked = asked;
        }

        public String getMethod() {
            return asked.method();
        }

        public String getRequestURI() {
            return asked.path();
        }

        public Enumeration<String> getHeaders(String name) {
            return Collections.enumeration(asked.headers().apply(name));
        }
    }

    /** As {@link HostHttpRequest}; what is written is kept until all is. */
    public static final class HostResponse {
        private final ByteArrayOutputStream body = new ByteArrayOutputStream();
        private final Map<String, String> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        private int status = 200;
        private String type = "";

        public void resetBuffer() {
            body.reset();
        }

        public void setStatus(int status) {
            this.status = status;
        }

        public void setContentType(String type) {
            this.type = type;
        }

        public void setHeader(String name, String value) {
            headers.put(name, value);
        }

        public void setContentLengthLong(long length) {
            headers.put("Content-Length", Long.toString(length));
        }

        public OutputStream getOutputStream() {
            return body;
        }

        /** With what was written here: what was not answered as it was asked. */
        PluginServices.Answer answer() {
            return answer(body::writeTo, Outcome.ofStatus(status));
        }

        /** What was asked for, whatever its status. */
        PluginServices.Answer answer(PluginServices.Answer.Body written) {
            return answer(written, Outcome.OK);
        }

        private PluginServices.Answer answer(PluginServices.Answer.Body written, Outcome outcome) {
            return new PluginServices.Answer(status, type, Map.copyOf(headers), written, outcome);
        }
    }
}
