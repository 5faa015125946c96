package se.regstat.standalone.wfs;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import javax.xml.namespace.NamespaceContext;
import javax.xml.xpath.XPath;
import javax.xml.xpath.XPathExpressionException;
import javax.xml.xpath.XPathFactory;
import org.w3c.dom.Element;
import se.regstat.catalog.HostLayers;
import se.regstat.standalone.http.Kvp;
import se.regstat.standalone.http.Limits;
import se.regstat.standalone.http.OgcReply;
import se.regstat.standalone.http.OgcRequest;
import se.regstat.statistics.config.Publishing;
import se.regstat.statistics.format.Xml;

/** Asks the service as the host does. */
final class WfsClient {

    record Reply(int status, String type, Map<String, String> headers, String text) {

        JsonNode json() {
            try {
                return new ObjectMapper().readTree(text);
            } catch (IOException e) {
                throw new AssertionError(text, e);
            }
        }

        /** What an XPath gives as text; prefixes wfs, gml, ows, regstat stand for any version's namespace, by local name. */
        String path(String expression) {
            Element root = Xml.parse(text);
            XPath xpath = XPathFactory.newDefaultInstance().newXPath();
            xpath.setNamespaceContext(new Namespaces());
            try {
                return xpath.evaluate(expression, root);
            } catch (XPathExpressionException e) {
                throw new IllegalArgumentException(expression, e);
            }
        }

        String exceptionCode() {
            return path("//*[local-name()='Exception']/@exceptionCode");
        }

        String locator() {
            return path("//*[local-name()='Exception']/@locator");
        }

        List<String> codes() {
            List<String> codes = new ArrayList<>();
            json().path("features")
                    .forEach(f -> codes.add(f.at("/properties/code").asText()));
            return codes;
        }
    }

    private final WfsService service;

    WfsClient(HostLayers layers) {
        this(layers, 0);
    }

    WfsClient(HostLayers layers, int maxFeatures) {
        service = new WfsService(layers, limits(maxFeatures));
    }

    WfsClient(HostLayers layers, Publishing publishing) {
        service = new WfsService(layers, limits(0), () -> publishing);
    }

    private static Limits limits(int maxFeatures) {
        return new Limits(4096, 4096, 1 << 20, maxFeatures, Duration.ofSeconds(60), 24);
    }

    /** @param query as in a URL */
    Reply get(String query) {
        return reply(request(query, Optional.empty()));
    }

    /** @param query without service and version, which are WFS 2.0.0 */
    Reply get2(String query) {
        return get("service=WFS&version=2.0.0&request=" + query);
    }

    /** @param query without service and version, which are WFS 1.1.0 */
    Reply get11(String query) {
        return get("service=WFS&version=1.1.0&request=" + query);
    }

    Reply post(String xml) {
        return reply(request("", Optional.of(xml)));
    }

    OgcReply raw(String query) {
        return service.handle(request(query, Optional.empty()));
    }

    private static OgcRequest request(String query, Optional<String> xml) {
        Map<String, List<String>> parameters = new LinkedHashMap<>();
        for (String pair : query.split("&", -1)) {
            int equals = pair.indexOf('=');
            if (equals < 0) continue;
            parameters
                    .computeIfAbsent(pair.substring(0, equals), unused -> new ArrayList<>())
                    .add(URLDecoder.decode(pair.substring(equals + 1), StandardCharsets.UTF_8));
        }
        return new OgcRequest(
                "http://localhost:8080/geoserver",
                Optional.empty(),
                new Kvp(parameters),
                xml.map(x -> new ByteArrayInputStream(x.getBytes(StandardCharsets.UTF_8))),
                Locale.ENGLISH);
    }

    private Reply reply(OgcRequest request) {
        OgcReply reply = service.handle(request);
        var bytes = new ByteArrayOutputStream();
        try {
            reply.body().writeTo(bytes);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
        return new Reply(reply.status(), reply.contentType(), reply.headers(), bytes.toString(StandardCharsets.UTF_8));
    }

    private static final class Namespaces implements NamespaceContext {
        @Override
        public String getNamespaceURI(String prefix) {
            return switch (prefix) {
                case "wfs" -> "http://www.opengis.net/wfs/2.0";
                case "wfs11" -> "http://www.opengis.net/wfs";
                case "gml" -> "http://www.opengis.net/gml/3.2";
                case "gml31" -> "http://www.opengis.net/gml";
                case "ows" -> "http://www.opengis.net/ows/1.1";
                case "regstat" -> DemoLayers.NAMESPACE;
                default -> "";
            };
        }

        @Override
        public String getPrefix(String namespaceUri) {
            return null;
        }

        @Override
        public java.util.Iterator<String> getPrefixes(String namespaceUri) {
            return List.<String>of().iterator();
        }
    }
}
