package se.regstat.standalone.wfs;

import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.w3c.dom.Element;
import se.regstat.catalog.HostLayers;
import se.regstat.catalog.LayerGoneException;
import se.regstat.standalone.filter.FilterException;
import se.regstat.standalone.http.Limits;
import se.regstat.standalone.http.OgcReply;
import se.regstat.standalone.http.OgcRequest;
import se.regstat.standalone.http.OgcService;
import se.regstat.statistics.config.Publishing;
import se.regstat.statistics.format.FormatException;
import se.regstat.statistics.format.ReadLimits;
import se.regstat.statistics.format.Xml;

/**
 * WFS 2.0.0 (OGC 09-025r2: Basic WFS without joins and temporal filters) and 1.1.0 (OGC 04-094), read-only, with GeoServer's additions that clients use: GeoJSON
 * and CSV, {@code cql_filter}, paging in 1.1. Thread-safe.
 */
public final class WfsService implements OgcService {

    private static final Logger LOG = LoggerFactory.getLogger(WfsService.class);

    /** Known to WFS, but this one only reads. */
    private static final List<String> WRITING = List.of(
            "Transaction", "LockFeature", "GetFeatureWithLock", "CreateStoredQuery", "DropStoredQuery", "GetGmlObject");

    private final Capabilities capabilities;
    private final DescribeFeatureType describeFeatureType;
    private final GetFeature getFeature;
    private final GetPropertyValue getPropertyValue;
    private final StoredQueries storedQueries;
    private final ReadLimits reading;

    public WfsService(HostLayers layers, Limits limits) {
        this(layers, limits, () -> Publishing.NOTHING);
    }

    /** @param publishing who publishes, asked anew for each capabilities document */
    public WfsService(HostLayers layers, Limits limits, Supplier<Publishing> publishing) {
        var types = new FeatureTypes(layers);
        capabilities = new Capabilities(types, limits.features(), publishing);
        describeFeatureType = new DescribeFeatureType(types);
        getFeature = new GetFeature(types, limits);
        getPropertyValue = new GetPropertyValue(types, limits);
        storedQueries = new StoredQueries(types);
        reading = ReadLimits.ofBytes(limits.bodyBytes());
    }

    @Override
    public String name() {
        return "WFS";
    }

    @Override
    public OgcReply handle(OgcRequest http) {
        Optional<WfsVersion> version = Optional.empty();
        try {
            Optional<Element> xml =
                    http.body().isPresent() ? Optional.of(Xml.parse(http.body().get(), reading)) : Optional.empty();
            String operation = operation(http, xml);
            // Known from here on, so that even a wrong version is told in the report of the right one.
            version = xml.flatMap(e -> Optional.ofNullable(e.getNamespaceURI())).flatMap(WfsVersion::ofNamespace);
            hasService(http, xml);
            version = Optional.of(version(http, xml, operation));
            return answer(new WfsRequest(http, version.get(), operation, xml));
        } catch (FormatException e) {
            return WfsReport.reply(
                    new WfsException(WfsException.Code.OperationParsingFailed, "request", e.getMessage()),
                    version.or(() -> http.kvp().get("version").flatMap(WfsVersion::of)),
                    http);
        } catch (FilterException e) {
            return WfsReport.reply(
                    new WfsException(
                            e.locator().equals("request")
                                    ? WfsException.Code.OperationParsingFailed
                                    : WfsException.Code.InvalidParameterValue,
                            e.locator(),
                            e.getMessage()),
                    version.or(() -> http.kvp().get("version").flatMap(WfsVersion::of)),
                    http);
        } catch (WfsException e) {
            return WfsReport.reply(e, version.or(() -> http.kvp().get("version").flatMap(WfsVersion::of)), http);
        } catch (LayerGoneException e) {
            return WfsReport.reply(
                    WfsException.invalid(
                            version.equals(Optional.of(WfsVersion.V1_1_0)) ? "typeName" : "typeNames", e.getMessage()),
                    version,
                    http);
        } catch (IOException | RuntimeException e) {
            LOG.error("a WFS request failed: {}", http.kvp(), e);
            return WfsReport.reply(
                    new WfsException(
                            WfsException.Code.NoApplicableCode,
                            "service",
                            "the request could not be answered; the server's log says why"),
                    version,
                    http);
        }
    }

    private static String operation(OgcRequest http, Optional<Element> xml) {
        if (xml.isEmpty()) {
            return http.kvp()
                    .get("request")
                    .orElseThrow(() -> WfsException.missing("request", "request=GetCapabilities"));
        }
        Element root = xml.get();
        String namespace = root.getNamespaceURI();
        if (namespace == null || WfsVersion.ofNamespace(namespace).isEmpty()) {
            throw new WfsException(
                    WfsException.Code.OperationParsingFailed,
                    "request",
                    "the document's root is " + root.getLocalName() + " of namespace "
                            + (namespace == null ? "none" : namespace) + "; it would have to be of "
                            + Arrays.stream(WfsVersion.values())
                                    .map(WfsVersion::namespace)
                                    .toList());
        }
        return root.getLocalName();
    }

    /** What every request says (OGC 06-121r3, 9.2.1); documents of WFS 1.1 have it by default. */
    private static void hasService(OgcRequest http, Optional<Element> xml) {
        boolean said = xml.isPresent()
                ? Xml.attribute(xml.get(), "service").isPresent() || isOf11(xml.get())
                : http.kvp().get("service").isPresent();
        if (!said) throw WfsException.missing("service", xml.isPresent() ? "service=\"WFS\"" : "service=WFS");
    }

    private static boolean isOf11(Element root) {
        return WfsVersion.ofNamespace(root.getNamespaceURI()).equals(Optional.of(WfsVersion.V1_1_0));
    }

    private static WfsVersion version(OgcRequest http, Optional<Element> xml, String operation) {
        if (operation.equalsIgnoreCase("GetCapabilities")) {
            List<String> accepted = acceptedVersions(http, xml);
            if (!accepted.isEmpty()) {
                return accepted.stream()
                        .map(WfsVersion::of)
                        .flatMap(Optional::stream)
                        .findFirst()
                        .orElseThrow(() -> new WfsException(
                                WfsException.Code.VersionNegotiationFailed,
                                "AcceptVersions",
                                "WFS " + String.join(", ", accepted) + " is not spoken here; " + WfsVersion.spoken()
                                        + " are"));
            }
        }
        Optional<String> asked = xml.isPresent()
                ? Xml.attribute(xml.get(), "version")
                : http.kvp().get("version");
        if (asked.isEmpty()) {
            boolean free = operation.equalsIgnoreCase("GetCapabilities")
                    || xml.filter(WfsService::isOf11).isPresent();
            if (!free) throw WfsException.missing("version", xml.isPresent() ? "version=\"2.0.0\"" : "version=2.0.0");
            return xml.map(Element::getNamespaceURI)
                    .flatMap(WfsVersion::ofNamespace)
                    .orElse(WfsVersion.V2_0_0);
        }
        return WfsVersion.of(asked.get())
                .orElseThrow(() -> new WfsException(
                        WfsException.Code.VersionNegotiationFailed,
                        "version",
                        "WFS " + asked.get() + " is not spoken here; " + WfsVersion.spoken() + " are"));
    }

    private static List<String> acceptedVersions(OgcRequest http, Optional<Element> xml) {
        if (xml.isPresent()) {
            return Xml.children(xml.get(), "AcceptVersions").stream()
                    .flatMap(a -> Xml.children(a, "Version").stream())
                    .map(v -> v.getTextContent().strip())
                    .toList();
        }
        return http.kvp()
                .get("acceptVersions")
                .map(t -> List.of(t.split(",", -1)))
                .orElse(List.of());
    }

    private OgcReply answer(WfsRequest request) throws IOException {
        boolean v2 = request.version() == WfsVersion.V2_0_0;
        return switch (request.operation().toLowerCase(Locale.ROOT)) {
            case "getcapabilities" -> capabilities.answer(request);
            case "describefeaturetype" -> describeFeatureType.answer(request);
            case "getfeature" -> getFeature.answer(request);
            case "getpropertyvalue" -> v2 ? getPropertyValue.answer(request) : unsupported(request);
            case "liststoredqueries" -> v2 ? storedQueries.list(request) : unsupported(request);
            case "describestoredqueries" -> v2 ? storedQueries.describe(request) : unsupported(request);
            default -> unsupported(request);
        };
    }

    private static OgcReply unsupported(WfsRequest request) {
        boolean writing = WRITING.stream().anyMatch(request.operation()::equalsIgnoreCase);
        throw new WfsException(
                WfsException.Code.OperationNotSupported,
                request.operation(),
                writing
                        ? "this service only reads: " + request.operation() + " is not supported"
                        : "WFS " + request.version().number() + " has no operation '" + request.operation()
                                + "' here; GetCapabilities lists those there are");
    }
}
