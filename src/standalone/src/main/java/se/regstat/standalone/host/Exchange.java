package se.regstat.standalone.host;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.eclipse.jetty.http.HttpField;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.MimeTypes;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.util.Fields;
import org.eclipse.jetty.util.UrlEncoded;

/** One HTTP request, read. */
final class Exchange {

    /** More than any OGC request has. */
    private static final int MOST_FIELDS = 1000;

    private final Request request;
    private final Kvp kvp;
    private final Optional<byte[]> body;
    private final String baseUrl;
    private final Locale locale;

    private Exchange(Request request, Kvp kvp, Optional<byte[]> body, BaseUrl baseUrl) {
        this.request = request;
        this.kvp = kvp;
        this.body = body;
        this.baseUrl = baseUrl.of(hostAndPort(request), name -> header(request, name));
        this.locale = Language.of(kvp, header(request, HttpHeader.ACCEPT_LANGUAGE.asString()));
    }

    /**
     * @param maxBodyBytes of a POST, after decompression
     * @throws Refusal if the request is not one that can be read
     * @throws IOException if the client went away
     */
    static Exchange read(Request request, BaseUrl baseUrl, long maxBodyBytes) throws IOException, Refusal {
        Map<String, List<String>> values = new HashMap<>();
        try {
            add(values, Request.extractQueryParameters(request));
        } catch (RuntimeException e) {
            throw new Refusal(400, "the query string is not well-formed: percent-encode it as UTF-8");
        }
        Optional<byte[]> body = Optional.empty();
        if ("POST".equals(request.getMethod())) {
            String type = header(request, HttpHeader.CONTENT_TYPE.asString())
                    .map(MimeTypes::getBase)
                    .orElse("")
                    .toLowerCase(Locale.ROOT);
            if (type.startsWith("multipart/")) {
                throw new Refusal(
                        415,
                        "multipart requests are not supported; POST the XML itself, or a form as application/x-www-form-urlencoded");
            }
            byte[] bytes = readBody(request, maxBodyBytes);
            if (type.equals("application/x-www-form-urlencoded")) {
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

    private static byte[] readBody(Request request, long maxBytes) throws IOException, Refusal {
        int most = (int) Math.min(maxBytes, Integer.MAX_VALUE - 16);
        if (request.getLength() > most) throw tooLarge(maxBytes);
        try (InputStream in = Request.asInputStream(request)) {
            byte[] bytes = in.readNBytes(most + 1);
            if (bytes.length > most) throw tooLarge(maxBytes);
            return bytes;
        }
    }

    private static Refusal tooLarge(long maxBytes) {
        return new Refusal(
                413, "the request's body is larger than " + maxBytes + " bytes (regstat.yml, limits: body_megabytes)");
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

    String baseUrl() {
        return baseUrl;
    }

    Locale locale() {
        return locale;
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
