package se.regstat.standalone.http;

import java.io.IOException;
import java.io.OutputStream;
import java.util.HashMap;
import java.util.Map;

/** What a service answers. The body is written straight to the client, so that large answers stream. */
public record OgcReply(int status, String contentType, Map<String, String> headers, Body body) {

    @FunctionalInterface
    public interface Body {
        void writeTo(OutputStream out) throws IOException;
    }

    /** The same with one more header. */
    public OgcReply with(String header, String value) {
        Map<String, String> more = new HashMap<>(headers);
        more.put(header, value);
        return new OgcReply(status, contentType, more, body);
    }

    public static OgcReply ok(String contentType, Body body) {
        return new OgcReply(200, contentType, Map.of(), body);
    }
}
