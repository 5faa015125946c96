package se.regstat.importing.wfs;

import java.io.IOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.w3c.dom.Element;
import se.regstat.importing.download.Call;
import se.regstat.importing.download.Downloads;
import se.regstat.importing.format.Checksum;
import se.regstat.importing.format.FileKind;
import se.regstat.importing.format.ImportException;
import se.regstat.importing.format.JsonStat;
import se.regstat.importing.format.Progress;
import se.regstat.statistics.config.Unreadable;
import se.regstat.statistics.format.FormatException;
import se.regstat.statistics.format.JsonValue;
import se.regstat.statistics.format.Xml;
import se.regstat.statistics.indicator.NearestIds;

/**
 * Fetches layers of a Web Feature Service 2.0 into files of GeoJSON, EPSG:3006, easting first. The service is asked first which
 * layers it has, which attributes the layer, and how many features; the features come in pages, in the order of an attribute. What
 * comes out has as many features as the service said, none of them twice, and is the same byte for byte as long as they are.
 */
public final class WfsLayers {

    /** Features of a page: some ten megabytes of the most detailed layers. */
    private static final int PAGE = 1000;

    /** Of those without geometry. */
    private static final int LIGHT_PAGE = 10_000;

    private final Downloads downloads;
    private final Progress progress;

    public WfsLayers(Downloads downloads, Progress progress) {
        this.downloads = downloads;
        this.progress = progress;
    }

    /**
     * The file with the features.
     *
     * @param into the folder to write it into
     * @throws ImportException if the service has not what is expected; the message says what, and where to look
     */
    public Path fetch(WfsRequest request, Path into) {
        long hits = expected(request);
        String name =
                request.layer().replaceFirst(".*:", "") + (request.filter().isEmpty() ? "" : "-part");
        Path file = into.resolve(name + ".geojson");
        String[] separator = {"{\"type\":\"FeatureCollection\",\"features\":[\n"};
        try (Writer out = Files.newBufferedWriter(file)) {
            JsonValue crs = features(request, hits, (feature, text) -> {
                out.write(separator[0]);
                out.write(text);
                separator[0] = ",\n";
            });
            out.write("\n]" + (crs.isNothing() ? "" : ",\"crs\":" + crs) + "}\n");
        } catch (IOException e) {
            throw new ImportException(Unreadable.told(file, e), e);
        }
        return file;
    }

    /**
     * The attributes of the features, one after the other.
     *
     * @throws ImportException if the service has not what is expected; the message says what, and where to look
     */
    public void read(WfsRequest request, Consumer<JsonValue> properties) {
        features(request, expected(request), (feature, text) -> properties.accept(feature.at("properties")));
    }

    /** How many features there are, after the service said that it has what is expected. */
    private long expected(WfsRequest request) {
        requireLayer(request);
        requireAttributes(request);
        long hits = hits(request);
        if (request.expected().isPresent() && request.expected().getAsInt() != hits) {
            throw differs(
                    request,
                    "has " + hits + " features, and " + request.expected().getAsInt() + " are expected");
        }
        if (hits == 0) throw differs(request, "has no features" + request.chosen());
        return hits;
    }

    private static ImportException differs(WfsRequest request, String how) {
        return new ImportException(
                request.layer() + " of " + request.service() + " " + how + "; nothing was stored: " + request.advice());
    }

    // ---- what the service says of itself

    /**
     * What differs from what is expected, without fetching features; empty if nothing does.
     *
     * @throws ImportException if the service cannot be asked
     */
    public List<String> differences(WfsRequest request) {
        List<String> layers = layers(request);
        if (!layers.contains(request.layer())) {
            return List.of("there is no layer " + request.layer() + NearestIds.question(request.layer(), layers));
        }
        List<String> differences = new ArrayList<>();
        Set<String> attributes = attributes(request);
        for (String wanted : request.attributes()) {
            if (attributes.contains(wanted)) continue;
            differences.add("there is no attribute '" + wanted + "'" + NearestIds.question(wanted, attributes)
                    + "; there are " + attributes.stream().sorted().collect(Collectors.joining(", ")));
        }
        long hits = hits(request);
        if (request.expected().isPresent() && request.expected().getAsInt() != hits) {
            differences.add(
                    "there are " + hits + " features, and " + request.expected().getAsInt() + " are expected");
        }
        return differences;
    }

    /** The names of the layers that the service has. */
    public List<String> layers(WfsRequest request) {
        Element capabilities = xml(request, parameters("GetCapabilities"));
        List<String> names = new ArrayList<>();
        for (Element list : Xml.children(capabilities, "FeatureTypeList")) {
            for (Element type : Xml.children(list, "FeatureType")) {
                Xml.children(type, "Name")
                        .forEach(name -> names.add(name.getTextContent().strip()));
            }
        }
        if (names.isEmpty()) {
            throw new ImportException(
                    request.service() + " answers no capabilities of a WFS; nothing was stored: " + request.advice());
        }
        return names;
    }

    private void requireLayer(WfsRequest request) {
        List<String> names = layers(request);
        if (!names.contains(request.layer())) {
            throw new ImportException(request.service() + " has no layer " + request.layer()
                    + NearestIds.question(request.layer(), names) + "; nothing was stored: " + request.advice());
        }
    }

    private Set<String> attributes(WfsRequest request) {
        Map<String, String> parameters = parameters("DescribeFeatureType");
        parameters.put("typeNames", request.layer());
        Set<String> attributes = new HashSet<>();
        addElements(xml(request, parameters), false, attributes);
        return attributes;
    }

    private void requireAttributes(WfsRequest request) {
        Set<String> attributes = attributes(request);
        for (String wanted : request.attributes()) {
            if (attributes.contains(wanted)) continue;
            throw differs(
                    request,
                    "has no attribute '" + wanted + "'" + NearestIds.question(wanted, attributes) + " (it has "
                            + attributes.stream().sorted().collect(Collectors.joining(", ")) + ")");
        }
    }

    /** Those of the schema's types, not those that are features. */
    private static void addElements(Element element, boolean inType, Set<String> names) {
        for (Element child : Xml.children(element)) {
            if (inType && child.getLocalName().equals("element")) {
                Xml.attribute(child, "name").ifPresent(names::add);
            }
            addElements(child, inType || child.getLocalName().equals("complexType"), names);
        }
    }

    private long hits(WfsRequest request) {
        Map<String, String> parameters = getFeature(request);
        parameters.put("resultType", "hits");
        String matched = xml(request, parameters).getAttribute("numberMatched");
        if (!matched.matches("\\d{1,9}")) {
            throw differs(request, "does not say how many features it has (numberMatched is '" + matched + "')");
        }
        return Long.parseLong(matched);
    }

    private Element xml(WfsRequest request, Map<String, String> parameters) {
        Call call = call(request, parameters);
        Path file = downloads.file(call, Set.of(FileKind.XML), request.advice());
        try {
            Element root = Xml.parse(Files.readString(file));
            if (!root.getLocalName().matches("(ServiceE|E)xceptionReport")
                    && !root.getLocalName().equals("html")) {
                return root;
            }
            String said = root.getTextContent().strip().replaceAll("\\s+", " ");
            throw new ImportException(call.address() + " failed: " + said + "; " + request.advice());
        } catch (FormatException e) {
            throw new ImportException(
                    call.address() + " gave a web page or broken XML in place of an answer; " + request.advice(), e);
        } catch (IOException e) {
            throw new ImportException(Unreadable.told(file, e), e);
        }
    }

    // ---- pages

    /** Hears features. */
    @FunctionalInterface
    private interface Hearer {
        /** @param text the feature as JSON, without its id */
        void feature(JsonValue feature, String text) throws IOException;
    }

    /** @return the {@code crs} member of the last page */
    private JsonValue features(WfsRequest request, long hits, Hearer hearer) {
        Set<String> seen = new HashSet<>();
        JsonValue crs = JsonValue.of(Map.of());
        progress.begin("fetching features of " + request.layer(), hits);
        while (seen.size() < hits) {
            JsonValue answer = page(request, seen.size(), hits);
            crs = answer.at("crs");
            for (JsonValue feature : answer.at("features").items()) {
                String text = text(feature);
                if (!seen.add(Checksum.sha256(text))) {
                    throw differs(
                            request,
                            "gave a feature twice, so others are missing: its pages are not in one order by "
                                    + request.sort() + ", or it changed meanwhile. Fetch again; if it stays so");
                }
                try {
                    hearer.feature(feature, text);
                } catch (IOException e) {
                    throw new ImportException("a file cannot be written: " + e.getMessage(), e);
                }
            }
            progress.at(seen.size());
        }
        return crs;
    }

    private JsonValue page(WfsRequest request, int from, long hits) {
        Map<String, String> parameters = getFeature(request);
        parameters.put("outputFormat", "application/json");
        parameters.put("srsName", "EPSG:3006");
        parameters.put("sortBy", request.sort());
        parameters.put("startIndex", Integer.toString(from));
        parameters.put("count", Integer.toString(request.only().isEmpty() ? PAGE : LIGHT_PAGE));
        if (!request.only().isEmpty()) parameters.put("propertyName", String.join(",", request.only()));
        Path file = downloads.file(call(request, parameters), Set.of(FileKind.JSON), request.advice());
        JsonValue answer = JsonStat.json(file, file.toString());
        OptionalLong matched =
                answer.at("numberMatched").whole().stream().mapToLong(n -> n).findFirst();
        int came = answer.at("features").items().size();
        if (matched.isPresent() && matched.getAsLong() != hits) {
            throw differs(
                    request,
                    "said it has " + hits + " features, and later " + matched.getAsLong()
                            + ": it changed meanwhile. Fetch again; if it stays so");
        }
        if (came == 0 || from + came > hits) {
            throw differs(
                    request,
                    "said it has " + hits + " features, and gave " + (from + came) + ". Fetch again; if it stays so");
        }
        return answer;
    }

    /** Without its id, which GeoServer may invent anew for every answer. */
    private static String text(JsonValue feature) {
        return "{\"type\":\"Feature\",\"properties\":" + feature.at("properties") + ",\"geometry\":"
                + feature.at("geometry") + "}";
    }

    private static Map<String, String> parameters(String operation) {
        Map<String, String> parameters = new LinkedHashMap<>();
        parameters.put("service", "WFS");
        parameters.put("version", "2.0.0");
        parameters.put("request", operation);
        return parameters;
    }

    private static Map<String, String> getFeature(WfsRequest request) {
        Map<String, String> parameters = parameters("GetFeature");
        parameters.put("typeNames", request.layer());
        if (!request.filter().isEmpty()) parameters.put("cql_filter", request.filter());
        return parameters;
    }

    private static Call call(WfsRequest request, Map<String, String> parameters) {
        return Call.get(Call.address(request.service().toString(), parameters));
    }
}
