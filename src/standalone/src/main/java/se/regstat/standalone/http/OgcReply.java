package se.regstat.standalone.http;

import java.io.IOException;
import java.io.OutputStream;
import java.util.HashMap;
import java.util.Map;
import se.regstat.geoserver.metrics.Outcome;

/**
 * What a service answers. The body is written straight to the client, so that large answers stream.
 *
 * @param outcome as it counts
 */
public record OgcReply(int status, String contentType, Map<String, String> headers, Body body, Outcome outcome) {

    /** Counts as its status says. */
    public OgcReply(int status, String contentType, Map<String, String> headers, Body body) {
        this(status, contentType, headers, body, Outcome.ofStatus(status));
    }

    @FunctionalInterface
    public interface Body {
        void writeTo(OutputStream out) throws IOException;
    }

    /** The same with one more header. */
    public OgcReply with(String header, String value) {
        Map<String, String> more = new HashMap<>(headers);
        more.put(header, value);
        return new OgcReply(status, contentType, more, body, outcome);
    }

    /** The same, which counts as one with another status would, where a standard wants 200 for reports. */
    public OgcReply countedAs(int otherStatus) {
        return new OgcReply(status, contentType, headers, body, Outcome.ofStatus(otherStatus));
    }

    public static OgcReply ok(String contentType, Body body) {
        return new OgcReply(200, contentType, Map.of(), body);
    }
}
