package se.regstat.standalone.access;

import java.util.HexFormat;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;

/** By which a request is found in the logs of all who handled it. */
public final class RequestId {

    /** The header that it comes in and is given back in. */
    public static final String HEADER = "X-Request-Id";

    private static final Pattern WELL_FORMED = Pattern.compile("[\\w.:-]{1,100}");

    /** Trace Context (W3C): version, trace, parent and flags, of which the trace is the same for all who handle the request. */
    private static final Pattern TRACE =
            Pattern.compile("[0-9a-f]{2}-(?!0{32})([0-9a-f]{32})-[0-9a-f]{16}-[0-9a-f]{2}");

    private static final int BYTES = 8;

    private RequestId() {}

    /**
     * What the client or a proxy calls it: {@code X-Request-Id}, else the trace of {@code traceparent}, if well-formed; else one that is
     * made here.
     *
     * @param header of the request, by name
     */
    public static String of(Function<String, Optional<String>> header) {
        return header.apply(HEADER)
                .filter(id -> WELL_FORMED.matcher(id).matches())
                .or(() -> header.apply("traceparent")
                        .map(TRACE::matcher)
                        .filter(Matcher::matches)
                        .map(found -> found.group(1)))
                .orElseGet(RequestId::made);
    }

    /** Notes it with the request, and gives it back in the response. */
    public static void give(Request request, Response response) {
        String id = of(name -> Optional.ofNullable(request.getHeaders().get(name)));
        request.setAttribute(AccessLog.ID, id);
        response.getHeaders().put(HEADER, id);
    }

    private static String made() {
        byte[] bytes = new byte[BYTES];
        ThreadLocalRandom.current().nextBytes(bytes);
        return HexFormat.of().formatHex(bytes);
    }
}
