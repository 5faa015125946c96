package se.regstat.importing;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Executors;
import java.util.stream.Collectors;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.dhatim.fastexcel.Workbook;
import org.dhatim.fastexcel.Worksheet;

/**
 * A server on this machine that behaves as the publishers' do, as far as is known of them: SCB's WFS, which is a GeoServer (names of
 * layers and attributes, pages, filters, exceptions, ids that are new in every answer), and servers of files (ranges, ETags, moved
 * addresses). Three kommuner, of two RegSO and four DeSO each, which are squares of a kilometre.
 */
final class Publishers implements AutoCloseable {

    static final List<String> KOMMUNER = List.of("1401", "1402", "1480");

    private static final ObjectMapper JSON = new ObjectMapper();

    private final HttpServer server;
    final Map<String, List<Map<String, Object>>> layers = new LinkedHashMap<>();
    final Map<String, byte[]> files = new LinkedHashMap<>();

    /** What answers in JSON, by what the path begins with. */
    final Map<String, Service> services = new LinkedHashMap<>();

    final Map<String, String> moved = new HashMap<>();
    final List<String> asked = Collections.synchronizedList(new ArrayList<>());

    /** Answers in JSON. */
    interface Service {
        /**
         * @param parameters of the address, and under no name what was sent by POST
         * @return null for a query that it does not take
         */
        String answer(String path, Map<String, String> parameters);
    }

    /** How many features come at a time, whatever is asked for. */
    int cap = 5;

    /** Bytes until the server is gone. */
    long budget = Long.MAX_VALUE;

    long sent;
    int busy;
    /** Whether parts come from another place than was asked for. */
    boolean otherParts;

    boolean swapped;
    boolean unsorted;
    boolean failing;
    boolean webPage;

    /** What is subtracted from the number of features that is told. */
    int less;

    Publishers() throws IOException {
        for (String kommun : KOMMUNER) {
            int place = KOMMUNER.indexOf(kommun) * 4;
            for (int i = 0; i < 4; i++) {
                String regso = kommun + "R00" + (i / 2 + 1);
                add(
                        "stat:DeSO_2025",
                        square(place + i, 1),
                        statistical(
                                "deso", regso, kommun, "2025_v2", Map.of("desokod", kommun + "A00" + (i + 1) + "0")));
                String earlier = kommun + "A00" + (i + 1) + (i == 3 ? "5" : "0");
                add(
                        "stat:DeSO_2018",
                        square(place + i, 1),
                        statistical("deso", regso, kommun, "2018_v3", Map.of("desokod", earlier)));
            }
            for (int i = 0; i < 2; i++) {
                add(
                        "stat:RegSO_2025",
                        square(place + 2 * i, 2),
                        statistical(
                                "regso",
                                kommun + "R00" + (i + 1),
                                kommun,
                                "2025_v2",
                                Map.of("regsonamn", "Område " + i)));
            }
            for (int i = 0; i < 2; i++) { // one settlement in two parts
                add(
                        "stat:Tatorter_2023",
                        square(place + 2 * i, 1),
                        new LinkedHashMap<>(Map.of(
                                "tatortskod",
                                kommun + "TC101",
                                "tatort",
                                "Ort " + kommun,
                                "kommun",
                                kommun,
                                "kommunnamn",
                                "Kommun " + kommun,
                                "lan",
                                "14",
                                "lannamn",
                                "Län",
                                "bef",
                                1234,
                                "ar",
                                2023)));
            }
        }
        for (int i = 0; i < 12; i++) { // the squares of the DeSO of 2025, but for the order they come in
            int place = 11 - i;
            layers.computeIfAbsent("stat:befolkning_1km_2025", l -> new ArrayList<>())
                    .add(cell(320 + place, 6400, 105 + place));
        }
        files.put("/changes.xlsx", changes());
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(Executors.newCachedThreadPool(task -> {
            Thread thread = new Thread(task);
            thread.setDaemon(true);
            return thread;
        }));
        server.createContext("/", exchange -> {
            try (exchange) {
                answer(exchange);
            }
        });
        server.start();
    }

    private void add(String layer, String geometry, Map<String, Object> properties) {
        List<Map<String, Object>> features = layers.computeIfAbsent(layer, l -> new ArrayList<>());
        if (!layer.contains("Tatorter")) properties.put("objectid", features.size() + 1);
        properties.put("geometry", geometry);
        features.add(properties);
    }

    /** Protected: men and women need not add up. */
    private static Map<String, Object> cell(int east, int north, int persons) {
        Map<String, Object> cell = new LinkedHashMap<>();
        cell.put("rutid_scb", "%d000%d000".formatted(east, north));
        cell.put("rutid_inspire", "1kmN%dE%d".formatted(north, east));
        cell.put("rutstorl", 1000);
        cell.put("beftotalt", persons);
        cell.put("man", 51);
        cell.put("kvinna", 51);
        cell.put("ald0_4", 6);
        cell.put("referenstid", "20251231");
        int e = east * 1000;
        int n = north * 1000;
        cell.put(
                "geometry",
                "%d %d,%d %d,%d %d,%d %d,%d %d".formatted(e, n, e + 1000, n, e + 1000, n + 1000, e, n + 1000, e, n));
        return cell;
    }

    private static Map<String, Object> statistical(
            String type, String regso, String kommun, String version, Map<String, Object> own) {
        Map<String, Object> properties = new LinkedHashMap<>();
        properties.put("objectid", 0);
        properties.put("objektidentitet", "21bd9c4c-ee4c-4338-b6de-4dec3c9976b8");
        properties.put("objekttyp", type);
        properties.put("regsokod", regso);
        properties.putAll(own);
        properties.put("lanskod", kommun.substring(0, 2));
        properties.put("kommunkod", kommun);
        properties.put("version", version);
        properties.put("ansvarig_organisation", "Statistiska centralbyrån");
        properties.put("referensdatum", version.substring(0, 4) + "0101");
        return properties;
    }

    /** Easting, northing. */
    private static String square(int east, int width) {
        int w = 320_000 + 1000 * east;
        int e = w + 1000 * width;
        return "%d 6400000,%d 6400000,%d 6401000,%d 6401000,%d 6400000".formatted(w, e, e, w, w);
    }

    private static byte[] changes() throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (Workbook workbook = new Workbook(out, "SCB", "1.0")) {
            Worksheet sheet = workbook.newWorksheet("Blad1");
            sheet.value(0, 0, "Historiska förändringar i DeSO");
            List<String> header =
                    List.of("Kommun", "Kommunnamn", "Tidigare DeSO", "DeSO", "Förändringstyp", "Datum för förändring");
            for (int i = 0; i < header.size(); i++) sheet.value(2, i, header.get(i));
            int row = 3;
            for (String kommun : KOMMUNER) {
                List<String> values =
                        List.of(kommun, "X", kommun + "A0045", kommun + "A0040", "Kodändrad", "2025-01-01");
                for (int i = 0; i < values.size(); i++) sheet.value(row, i, values.get(i));
                row++;
            }
        }
        return out.toByteArray();
    }

    static byte[] zip(String name, String text) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(out)) {
            zip.putNextEntry(new ZipEntry(name));
            zip.write(text.getBytes(StandardCharsets.UTF_8));
            zip.closeEntry();
        }
        return out.toByteArray();
    }

    String base() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    @Override
    public void close() {
        server.stop(0);
    }

    // ---- answers

    private synchronized void answer(HttpExchange exchange) throws IOException {
        // The real host's name, where a test serves more than one, is a folder of this one.
        String path = exchange.getRequestURI().getPath().replaceFirst("^/geodata\\.scb\\.se", "");
        if (budget <= 0) return; // the connection is closed without an answer
        asked.add(exchange.getRequestURI().toString());
        if (busy > 0) {
            busy--;
            exchange.getResponseHeaders().set("Retry-After", "7");
            reply(exchange, 503, "text/plain", "busy".getBytes(StandardCharsets.UTF_8));
        } else if (webPage) {
            page(exchange);
        } else if (path.equals("/geoserver/stat/wfs")) {
            wfs(exchange, parameters(exchange));
        } else if (moved.containsKey(path)) {
            exchange.getResponseHeaders().set("Location", moved.get(path));
            reply(exchange, 301, "text/html", new byte[0]);
        } else if (service(path).isPresent()) {
            String prefix = service(path).get();
            Map<String, String> parameters = parameters(exchange);
            parameters.put("", new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
            String answer = services.get(prefix).answer(path.substring(prefix.length()), parameters);
            byte[] body = (answer == null ? "{\"status\": 400, \"title\": \"Bad request\"}" : answer)
                    .getBytes(StandardCharsets.UTF_8);
            reply(exchange, answer == null ? 400 : 200, "application/json", body);
        } else if (files.containsKey(path)) {
            file(exchange, files.get(path));
        } else {
            reply(
                    exchange,
                    404,
                    "text/html",
                    "<!doctype html><html>Sidan finns inte</html>".getBytes(StandardCharsets.UTF_8));
        }
    }

    private java.util.Optional<String> service(String path) {
        return services.keySet().stream().filter(path::startsWith).findFirst();
    }

    private void page(HttpExchange exchange) throws IOException {
        byte[] page =
                "<!DOCTYPE html><html><body>Godkänn licensvillkoren</body></html>".getBytes(StandardCharsets.UTF_8);
        reply(exchange, 200, "text/html", page);
    }

    private static Map<String, String> parameters(HttpExchange exchange) {
        Map<String, String> parameters = new HashMap<>();
        String query = exchange.getRequestURI().getRawQuery();
        if (query == null) return parameters;
        for (String pair : query.split("&", -1)) {
            int equals = pair.indexOf('=');
            parameters.put(
                    pair.substring(0, equals).toLowerCase(java.util.Locale.ROOT),
                    URLDecoder.decode(pair.substring(equals + 1), StandardCharsets.UTF_8));
        }
        return parameters;
    }

    private void wfs(HttpExchange exchange, Map<String, String> asked) throws IOException {
        String layer = asked.getOrDefault("typenames", "");
        if (failing) {
            exception(exchange, "java.lang.RuntimeException: no connection to the database");
        } else if (asked.get("request").equals("GetCapabilities")) {
            xml(
                    exchange,
                    "<wfs:WFS_Capabilities xmlns:wfs='http://www.opengis.net/wfs/2.0'"
                            + " version='2.0.0'><wfs:FeatureTypeList>"
                            + layers.keySet().stream()
                                    .map(name -> "<wfs:FeatureType><wfs:Name>" + name + "</wfs:Name></wfs:FeatureType>")
                                    .collect(Collectors.joining())
                            + "</wfs:FeatureTypeList></wfs:WFS_Capabilities>");
        } else if (!layers.containsKey(layer)) {
            exception(exchange, "Unknown feature type: " + layer);
        } else if (asked.get("request").equals("DescribeFeatureType")) {
            Set<String> names = layers.get(layer).get(0).keySet();
            xml(
                    exchange,
                    "<xsd:schema xmlns:xsd='http://www.w3.org/2001/XMLSchema'><xsd:complexType"
                            + " name='T'><xsd:complexContent><xsd:extension base='gml:AbstractFeatureType'><xsd:sequence>"
                            + names.stream()
                                    .map(name -> name.equals("geometry") ? "sp_geometry" : name)
                                    .map(name -> "<xsd:element name='" + name + "' type='xsd:string'/>")
                                    .collect(Collectors.joining())
                            + "</xsd:sequence></xsd:extension></xsd:complexContent></xsd:complexType><xsd:element"
                            + " name='x'/></xsd:schema>");
        } else {
            features(exchange, layer, asked);
        }
    }

    private void features(HttpExchange exchange, String layer, Map<String, String> asked) throws IOException {
        List<Map<String, Object>> chosen = new ArrayList<>(layers.get(layer));
        String filter = asked.get("cql_filter");
        if (filter != null) {
            chosen.removeIf(
                    feature -> java.util.Arrays.stream(filter.split(" OR ", -1)).noneMatch(one -> holds(one, feature)));
        }
        int matched = chosen.size();
        if ("hits".equals(asked.get("resulttype"))) {
            xml(
                    exchange,
                    "<wfs:FeatureCollection xmlns:wfs='http://www.opengis.net/wfs/2.0' numberMatched='"
                            + (matched - less) + "' numberReturned='0'/>");
            return;
        }
        String sort = asked.get("sortby");
        Comparator<Map<String, Object>> order =
                Comparator.comparing(feature -> feature.get(sort) instanceof Integer number
                        ? "%09d".formatted(number)
                        : String.valueOf(feature.get(sort)));
        if (sort == null || unsorted) Collections.rotate(chosen, this.asked.size());
        else chosen.sort(order);
        int from = Integer.parseInt(asked.getOrDefault("startindex", "0"));
        int count = Math.min(cap, Integer.parseInt(asked.getOrDefault("count", "1000000")));
        List<Map<String, Object>> page = chosen.subList(Math.min(from, matched), Math.min(from + count, matched));
        ObjectNode root = JSON.createObjectNode().put("type", "FeatureCollection");
        ArrayNode features = root.putArray("features");
        for (Map<String, Object> feature : page) {
            ObjectNode node = features.addObject().put("type", "Feature");
            node.put("id", layer + ".fid-" + Integer.toHexString(node.hashCode() + this.asked.size()));
            List<String> only = asked.containsKey("propertyname")
                    ? List.of(asked.get("propertyname").split(",", -1))
                    : List.copyOf(feature.keySet());
            if (only.contains("geometry") || only.contains("sp_geometry")) {
                polygon(node, feature.get("geometry").toString());
                node.put("geometry_name", "sp_geometry");
            } else {
                node.putNull("geometry");
            }
            ObjectNode properties = node.putObject("properties");
            feature.forEach((name, value) -> {
                if (!name.equals("geometry") && only.contains(name)) properties.set(name, JSON.valueToTree(value));
            });
        }
        root.put("totalFeatures", matched).put("numberMatched", matched - less).put("numberReturned", page.size());
        root.put("timeStamp", java.time.Instant.now().toString());
        root.putObject("crs").put("type", "name").putObject("properties").put("name", "urn:ogc:def:crs:EPSG::3006");
        reply(exchange, 200, "application/json", root.toString().getBytes(StandardCharsets.UTF_8));
    }

    private void polygon(ObjectNode feature, String corners) {
        ArrayNode ring = feature.putObject("geometry")
                .put("type", "Polygon")
                .putArray("coordinates")
                .addArray();
        for (String pair : corners.split(",", -1)) {
            String[] en = pair.split(" ", -1);
            ring.addArray().add(Integer.parseInt(en[swapped ? 1 : 0])).add(Integer.parseInt(en[swapped ? 0 : 1]));
        }
    }

    /** {@code a='1'}, or {@code a BETWEEN '1' AND '2'} of texts. */
    private static boolean holds(String condition, Map<String, Object> feature) {
        String[] between = condition.split(" BETWEEN '|' AND '|'$", -1);
        if (between.length < 3) {
            String attribute = condition.split("=", -1)[0];
            return condition.equals(attribute + "='" + feature.get(attribute) + "'");
        }
        String value = String.valueOf(feature.get(between[0]));
        return value.compareTo(between[1]) >= 0 && value.compareTo(between[2]) <= 0;
    }

    private void exception(HttpExchange exchange, String text) throws IOException {
        xml(
                exchange,
                "<ows:ExceptionReport xmlns:ows='http://www.opengis.net/ows/1.1' version='2.0.0'><ows:Exception"
                        + " exceptionCode='NoApplicableCode'>"
                        + "<ows:ExceptionText>" + text + "</ows:ExceptionText></ows:Exception></ows:ExceptionReport>");
    }

    private void xml(HttpExchange exchange, String text) throws IOException {
        reply(
                exchange,
                200,
                "application/xml",
                ("<?xml version='1.0' encoding='UTF-8'?>" + text).getBytes(StandardCharsets.UTF_8));
    }

    private void file(HttpExchange exchange, byte[] bytes) throws IOException {
        String tag = "\"" + java.util.Arrays.hashCode(bytes) + "\"";
        exchange.getResponseHeaders().set("ETag", tag);
        if (tag.equals(exchange.getRequestHeaders().getFirst("If-None-Match"))) {
            reply(exchange, 304, "application/octet-stream", new byte[0]);
            return;
        }
        String range = exchange.getRequestHeaders().getFirst("Range");
        if (range == null || !tag.equals(exchange.getRequestHeaders().getFirst("If-Range"))) {
            reply(exchange, 200, "application/octet-stream", bytes);
            return;
        }
        int from = Integer.parseInt(range.replaceAll("\\D", ""));
        if (from >= bytes.length) {
            reply(exchange, 416, "text/html", "no such range".getBytes(StandardCharsets.UTF_8));
            return;
        }
        exchange.getResponseHeaders()
                .set(
                        "Content-Range",
                        "bytes " + (otherParts ? 0 : from) + "-" + (bytes.length - 1) + "/" + bytes.length);
        reply(exchange, 206, "application/octet-stream", java.util.Arrays.copyOfRange(bytes, from, bytes.length));
    }

    /** As many of the bytes as the budget allows; then the connection is closed. */
    private void reply(HttpExchange exchange, int status, String type, byte[] bytes) throws IOException {
        exchange.getResponseHeaders().set("Content-Type", type);
        exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
        int allowed = (int) Math.min(bytes.length, budget);
        budget -= bytes.length;
        sent += allowed;
        OutputStream out = exchange.getResponseBody();
        out.write(bytes, 0, allowed);
        out.flush();
        if (allowed < bytes.length) throw new IOException("gone");
    }
}
