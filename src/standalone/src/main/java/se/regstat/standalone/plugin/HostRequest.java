package se.regstat.standalone.plugin;

import java.io.BufferedReader;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.geoserver.ows.Request;

/** A request with a response beside it, as GeoServer's have, for what handlers write there themselves. */
public final class HostRequest extends Request {

    private static final Pattern ENCODING = Pattern.compile("^\\s*<\\?xml[^>]*encoding\\s*=\\s*[\"']([\\w.:-]+)[\"']");

    private final HostResponse response = new HostResponse();

    /** A body as GeoServer reads it: XML in the encoding that it names, all else in UTF-8. */
    static BufferedReader reader(byte[] body) {
        String start = new String(body, 0, Math.min(body.length, 200), StandardCharsets.ISO_8859_1);
        Matcher named = ENCODING.matcher(start);
        Charset charset = named.find() && Charset.isSupported(named.group(1))
                ? Charset.forName(named.group(1))
                : StandardCharsets.UTF_8;
        return new BufferedReader(new InputStreamReader(new ByteArrayInputStream(body), charset));
    }

    public HostResponse getHttpResponse() {
        return response;
    }

    /** The few methods that both servlet APIs have and the plugin calls, kept until all is written. */
    public static final class HostResponse {
        private final ByteArrayOutputStream body = new ByteArrayOutputStream();
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

        public OutputStream getOutputStream() {
            return body;
        }

        PluginServices.Answer answer() {
            return new PluginServices.Answer(status, type, body::writeTo);
        }
    }
}
