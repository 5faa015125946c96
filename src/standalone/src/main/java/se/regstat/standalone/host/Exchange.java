package se.regstat.standalone.host;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.eclipse.jetty.http.HttpField;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.MimeTypes;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.util.Fields;
import org.eclipse.jetty.util.UrlEncoded;
import se.regstat.standalone.access.AccessLog;
import se.regstat.standalone.access.Asked;
import se.regstat.standalone.access.SentDocument;
import se.regstat.standalone.http.Kvp;
import se.regstat.statistics.text.Languages;

/** One HTTP request, read. */
final class Exchange {

    /** More than any OGC request has. */
    private static final int MOST_FIELDS = 1000;

    private static final List<String> PROXYS =
            List.of("Forwarded", "Via", "X-Forwarded-For", "X-Forwarded-Host", "X-Forwarded-Proto", "X-Real-IP");
    private static final Set<String> LOOPBACK = Set.of("127.0.0.1", "localhost", "[::1]");

    private final Request request;
    private final Kvp kvp;
    private final Optional<byte[]> body;
    private final Optional<SentDocument> document;
    private final String baseUrl;
    private final boolean behindProxy;
    private final Optional<Locale> language;

    private Exchange(Request request, Kvp kvp, Optional<byte[]> body, BaseUrl baseUrl) {
        this.request = request;
        this.kvp = kvp;
        this.body = body;
        this.document = body.flatMap(SentDocument::of);
        this.behindProxy = baseUrl.isTold();
        this.baseUrl = baseUrl.of(hostAndPort(request), name -> header(request, name));
        this.language = Language.asked(kvp, header(request, HttpHeader.ACCEPT_LANGUAGE.asString()));
    }

    /**
     * @param received the body, of methods that have one
     * @throws Refusal if the request is not one that can be read
     * @throws IOException if what came of the body cannot be read again
     */
    static Exchange of(Request request, BaseUrl baseUrl, Optional<Body> received) throws IOException, Refusal {
        Map<String, List<String>> values = new HashMap<>();
        try {
            add(values, Request.extractQueryParameters(request));
        } catch (RuntimeException e) {
            throw new Refusal(400, "the query string is not well-formed: percent-encode it as UTF-8");
        }
        Optional<byte[]> body = Optional.empty();
        if (received.isPresent()) {
            byte[] bytes = received.get().bytes();
            if (contentType(request).equals("application/x-www-form-urlencoded")) {
                Fields fields = new Fields(true);
                try {
                    UrlEncoded.decodeUtf8To(new String(bytes, StandardCharsets.UTF_8), fields);
                } catch (RuntimeException e) {
                    throw new Refusal(400, "the form is not well-formed: percent-encode it as UTF-8");
                }
                add(values, fields);
            } else if (bytes.length > 0) {
                body = Optional.of(bytes);
            }
        }
        return new Exchange(request, new Kvp(values), body, baseUrl);
    }

    /** Whether a body comes with it that is to be received. @throws Refusal if nobody can read it */
    static boolean hasBody(Request request) throws Refusal {
        if (!"POST".equals(request.getMethod())) return false;
        if (contentType(request).startsWith("multipart/")) {
            throw new Refusal(
                    415,
                    "multipart requests are not supported; POST the XML itself, or a form as application/x-www-form-urlencoded");
        }
        return true;
    }

    private static String contentType(Request request) {
        return header(request, HttpHeader.CONTENT_TYPE.asString())
                .map(MimeTypes::getBase)
                .orElse("")
                .toLowerCase(Locale.ROOT);
    }

    private static void add(Map<String, List<String>> values, Fields fields) throws Refusal {
        if (fields.getSize() > MOST_FIELDS) throw new Refusal(400, "more than " + MOST_FIELDS + " parameters");
        for (Fields.Field field : fields) {
            values.computeIfAbsent(field.getName(), name -> new ArrayList<>()).addAll(field.getValues());
        }
    }

    private static String hostAndPort(Request request) {
        int port = Request.getServerPort(request);
        String name = Request.getServerName(request);
        return port == 80 ? name : name + ":" + port;
    }

    private static Optional<String> header(Request request, String name) {
        return Optional.ofNullable(request.getHeaders().getField(name)).map(HttpField::getValue);
    }

    String method() {
        return request.getMethod();
    }

    boolean isHead() {
        return "HEAD".equals(request.getMethod());
    }

    /** Decoded. */
    String path() {
        return Request.getPathInContext(request);
    }

    Kvp kvp() {
        return kvp;
    }

    Optional<byte[]> body() {
        return body;
    }

    /** The service that a parameter or the document names; empty if none does. */
    Optional<String> namedService() {
        return kvp.get("service").or(() -> document.flatMap(SentDocument::service));
    }

    /** What it is for, for who notes it. */
    Asked asked() {
        return Asked.of(path(), kvp, namedService(), document);
    }

    String baseUrl() {
        return baseUrl;
    }

    /** Swedish if none is asked for. */
    Locale locale() {
        return language.orElse(Languages.SWEDISH);
    }

    /** What is asked for, if anything is. */
    Optional<Locale> language() {
        return language;
    }

    /** All lines of one. */
    List<String> headers(String name) {
        return request.getHeaders().getValuesList(name);
    }

    Optional<String> header(String name) {
        return header(request, name);
    }

    /**
     * Whether it comes from this machine itself: not by a proxy, and to no other name. Never where clients see another URL than the
     * host's own: whose requests a proxy brings can then not be told from what is asked here, as many add no header and change the name.
     */
    boolean isFromThisMachine() {
        boolean loopback = request.getConnectionMetaData().getRemoteSocketAddress() instanceof InetSocketAddress remote
                && remote.getAddress() != null
                && remote.getAddress().isLoopbackAddress();
        return loopback
                && !behindProxy
                && PROXYS.stream().allMatch(name -> header(name).isEmpty())
                && LOOPBACK.contains(Request.getServerName(request));
    }

    /** For the log, by its id; parameters that may be secrets are left out. */
    @Override
    public String toString() {
        return request.getAttribute(AccessLog.ID) + " " + method() + " " + path() + " " + kvp;
    }

    /** A request that cannot be read; the message is for who sent it. */
    static final class Refusal extends Exception {
        private static final long serialVersionUID = 1;

        private final int status;

        Refusal(int status, String message) {
            super(message);
            this.status = status;
        }

        int status() {
            return status;
        }
    }
}
