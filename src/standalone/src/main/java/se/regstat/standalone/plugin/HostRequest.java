package se.regstat.standalone.plugin;

import java.io.ByteArrayOutputStream;
import java.io.OutputStream;
import org.geoserver.ows.Request;

/** A request with a response beside it, as GeoServer's have, for what handlers write there themselves. */
public final class HostRequest extends Request {

    private final HostResponse response = new HostResponse();

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
