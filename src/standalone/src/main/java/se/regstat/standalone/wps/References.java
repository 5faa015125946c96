package se.regstat.standalone.wps;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.eclipse.jetty.util.Fields;
import org.eclipse.jetty.util.UrlEncoded;
import org.w3c.dom.Element;
import se.regstat.standalone.http.Kvp;
import se.regstat.standalone.http.OgcReply;
import se.regstat.standalone.http.OgcRequest;
import se.regstat.standalone.http.OgcService;
import se.regstat.standalone.wps.ExecuteRequest.Reference;
import se.regstat.statistics.format.Xml;

/**
 * Gets what inputs refer to: the host's own WFS, without a detour over the network, and other hosts where the configuration names
 * them.
 */
final class References {

    private static final String LOCAL = "http://geoserver/";
    private static final Duration TIMEOUT = Duration.ofSeconds(20);

    private final OgcService wfs;
    private final List<String> hosts;
    private final long maxBytes;

    /** @param hosts other hosts that may be asked, as in {@code www.example.se} */
    References(OgcService wfs, List<String> hosts, long maxBytes) {
        this.wfs = wfs;
        this.hosts = List.copyOf(hosts);
        this.maxBytes = maxBytes;
    }

    /** @param contentType of what came, in lower case */
    record Fetched(String text, String contentType) {}

    /** @throws WpsException if it cannot be had; the message says why */
    Fetched get(Reference reference, String identifier, OgcRequest request) {
        String href = reference.href();
        boolean own = href.startsWith(LOCAL) || href.startsWith(request.baseUrl() + "/");
        if (own) return fromWfs(reference, identifier, request);
        URI uri;
        try {
            uri = URI.create(href);
        } catch (IllegalArgumentException e) {
            throw WpsException.invalid(identifier, identifier + ": '" + href + "' is not a URL");
        }
        boolean http = "http".equals(uri.getScheme()) || "https".equals(uri.getScheme());
        if (!http || uri.getHost() == null || !hosts.contains(uri.getHost())) {
            throw WpsException.invalid(
                    identifier,
                    identifier + ": references go to this server's own WFS, " + request.baseUrl()
                            + "/wfs, or to a host named in regstat.yml under limits: reference_hosts; not to "
                            + (uri.getHost() == null ? href : uri.getHost()));
        }
        return fromHost(uri, identifier);
    }

    private Fetched fromWfs(Reference reference, String identifier, OgcRequest request) {
        int question = reference.href().indexOf('?');
        Map<String, List<String>> values = new HashMap<>();
        if (question >= 0) {
            Fields fields = new Fields(true);
            try {
                UrlEncoded.decodeUtf8To(reference.href().substring(question + 1), fields);
            } catch (RuntimeException e) {
                throw WpsException.invalid(
                        identifier, identifier + ": the reference's parameters are not percent-encoded as UTF-8");
            }
            for (Fields.Field field : fields) {
                // As in GeoServer, features are handed over in whatever format the server likes: GML says how its axes
                // lie.
                if (field.getName().equalsIgnoreCase("outputFormat")) continue;
                values.computeIfAbsent(field.getName().toLowerCase(Locale.ROOT), name -> new ArrayList<>())
                        .addAll(field.getValues());
            }
        }
        // What a server asks of itself need not say which service it is, nor which version: GeoServer asks for neither.
        values.putIfAbsent("service", List.of("WFS"));
        values.putIfAbsent("version", List.of("2.0.0"));
        Optional<InputStream> body = reference
                .body()
                .map(References::withoutFormat)
                .map(xml -> new ByteArrayInputStream(Xml.written(xml).getBytes(StandardCharsets.UTF_8)));
        OgcReply reply = wfs.handle(
                new OgcRequest(request.baseUrl(), Optional.empty(), new Kvp(values), body, request.locale()));
        String text = text(reply, identifier);
        if (reply.status() != 200) {
            throw WpsException.invalid(
                    identifier,
                    identifier + ": the WFS said: "
                            + text.replaceAll("(?s)<[^>]*>", " ")
                                    .replaceAll("\\s+", " ")
                                    .strip());
        }
        return new Fetched(text, reply.contentType().toLowerCase(Locale.ROOT));
    }

    private static Element withoutFormat(Element getFeature) {
        Element plain = (Element) getFeature.cloneNode(true);
        plain.removeAttribute("outputFormat");
        return plain;
    }

    /** No more is taken from this server than from others. */
    private String text(OgcReply reply, String identifier) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try {
            reply.body().writeTo(new FilterOutputStream(bytes) {
                @Override
                public void write(int b) {
                    check(1);
                    bytes.write(b);
                }

                @Override
                public void write(byte[] some, int offset, int length) {
                    check(length);
                    bytes.write(some, offset, length);
                }

                private void check(int length) {
                    if (bytes.size() + (long) length > maxBytes) throw tooLarge("this server's WFS", identifier);
                }
            });
        } catch (IOException e) {
            throw new IllegalStateException("features of this server cannot be read", e);
        }
        return bytes.toString(StandardCharsets.UTF_8);
    }

    private WpsException tooLarge(String who, String identifier) {
        return new WpsException(
                WpsException.Code.FileSizeExceeded,
                identifier,
                identifier + ": what " + who + " sends is larger than " + maxBytes
                        + " bytes (regstat.yml, limits: body_megabytes)");
    }

    private Fetched fromHost(URI uri, String identifier) {
        try {
            HttpResponse<InputStream> response = HttpClient.newBuilder()
                    .connectTimeout(TIMEOUT)
                    .build()
                    .send(
                            HttpRequest.newBuilder(uri).timeout(TIMEOUT).build(),
                            HttpResponse.BodyHandlers.ofInputStream());
            try (InputStream in = response.body()) {
                byte[] bytes = in.readNBytes((int) Math.min(maxBytes, Integer.MAX_VALUE - 16) + 1);
                if (bytes.length > maxBytes) {
                    throw tooLarge(uri.getHost(), identifier);
                }
                if (response.statusCode() != 200) {
                    throw WpsException.invalid(
                            identifier, identifier + ": " + uri.getHost() + " answers " + response.statusCode());
                }
                return new Fetched(
                        new String(bytes, StandardCharsets.UTF_8),
                        response.headers().firstValue("Content-Type").orElse("").toLowerCase(Locale.ROOT));
            }
        } catch (IOException e) {
            throw WpsException.invalid(
                    identifier, identifier + ": " + uri.getHost() + " cannot be reached: " + e.getMessage());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw WpsException.invalid(identifier, identifier + ": " + uri.getHost() + " took too long");
        }
    }
}
