package se.regstat.importing;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A server on this machine that behaves as PxWeb does, both versions of its API: it tells its limits and its table's variables,
 * refuses queries for too many cells (403 in version 1, 413 in version 2) and answers 429 as often as it was told to.
 */
final class PxWebServer implements AutoCloseable {

    private static final ObjectMapper JSON = new ObjectMapper();

    private final HttpServer server;
    private final Map<String, List<String>> variables = new LinkedHashMap<>();

    /** What codes are called, by variable. */
    final Map<String, Map<String, String>> labels = new LinkedHashMap<>();

    final List<Integer> cellsAsked = new ArrayList<>();
    int maxCells = 1000;
    int maxCalls = 1000;
    int toldMaxCells = -1;
    int refuseCalls;
    int refuseWith = 429;
    boolean sparse;

    /** What is added to the figures of an area, which were corrected since. */
    final Map<String, Integer> corrected = new LinkedHashMap<>();

    /** Codes whose cells have no figures; empty for none. */
    List<String> withheld = List.of();

    /** Whether answers lack the first year that was asked for. */
    boolean forgetful;

    boolean drops;
    int dropped;

    PxWebServer() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", exchange -> {
            try (exchange) {
                answer(exchange);
            }
        });
        server.start();
    }

    PxWebServer variable(String code, String... values) {
        variables.put(code, List.of(values));
        return this;
    }

    URI first() {
        return URI.create(base() + "/api/v1/sv/ssd/BE/Tab1");
    }

    URI second() {
        return URI.create(base() + "/api/v2/tables/TAB1?lang=sv");
    }

    private String base() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    @Override
    public void close() {
        server.stop(0);
    }

    private void answer(HttpExchange exchange) throws IOException {
        byte[] body = exchange.getRequestBody().readAllBytes();
        String path = exchange.getRequestURI().getPath();
        boolean post = exchange.getRequestMethod().equals("POST");
        if (post && refuseCalls > 0) {
            refuseCalls--;
            reply(exchange, refuseWith, "");
        } else if (post && drops) {
            dropped++;
            exchange.close();
        } else if (path.equals("/api/v1/sv/ssd/BE/Tab1")) {
            if (post) data(exchange, JSON.readTree(body), 1);
            else if ("config".equals(exchange.getRequestURI().getQuery()))
                reply(exchange, 200, config("maxCells", "maxCalls"));
            else reply(exchange, 200, firstMetadata());
        } else if (path.equals("/api/v2/config")) {
            reply(exchange, 200, config("maxDataCells", "maxCallsPerTimeWindow"));
        } else if (path.equals("/api/v2/tables/TAB1/metadata")) {
            reply(exchange, 200, cube(variables, false).toString());
        } else if (path.equals("/api/v2/tables/TAB1/data")) {
            data(exchange, JSON.readTree(body), 2);
        } else {
            reply(exchange, 404, "{\"title\": \"Non-existent table\", \"status\": 404}");
        }
    }

    private String config(String cells, String calls) {
        int told = toldMaxCells < 0 ? maxCells : toldMaxCells;
        return "{\"" + cells + "\": " + told + ", \"" + calls + "\": " + maxCalls + ", \"timeWindow\": 10}";
    }

    private String firstMetadata() {
        ObjectNode root = JSON.createObjectNode();
        ArrayNode list = root.putArray("variables");
        variables.forEach((code, values) -> {
            ObjectNode variable = list.addObject().put("code", code);
            ArrayNode codes = variable.putArray("values");
            values.forEach(codes::add);
            if (code.equals("Tid")) variable.put("time", true);
            if (code.equals("Kon")) variable.put("elimination", true);
        });
        return root.toString();
    }

    private void data(HttpExchange exchange, JsonNode query, int version) throws IOException {
        Map<String, List<String>> chosen = new LinkedHashMap<>();
        variables.keySet().forEach(code -> {
            for (JsonNode entry : query.path(version == 1 ? "query" : "selection")) {
                if (!entry.path(version == 1 ? "code" : "variableCode").asText().equals(code)) continue;
                List<String> values = new ArrayList<>();
                (version == 1 ? entry.path("selection").path("values") : entry.path("valueCodes"))
                        .forEach(value -> values.add(value.asText()));
                chosen.put(code, values);
            }
        });
        int cells = chosen.values().stream().mapToInt(List::size).reduce(1, (a, b) -> a * b);
        cellsAsked.add(cells);
        if (cells > maxCells) {
            if (version == 1) reply(exchange, 403, "{\"error\": \"Too many values selected\"}");
            else reply(exchange, 413, "");
            return;
        }
        if (forgetful) chosen.computeIfPresent("Tid", (code, years) -> years.subList(1, years.size()));
        boolean wellFormed = version == 2
                ? String.valueOf(exchange.getRequestURI().getQuery()).contains("outputFormat=json-stat2")
                : query.path("response").path("format").asText().equals("json-stat2");
        if (wellFormed) reply(exchange, 200, cube(chosen, true).toString());
        else reply(exchange, 400, "{\"error\": \"no format\"}");
    }

    /** Of an area and a year: the serial number in its code times the year's last two digits. */
    private ObjectNode cube(Map<String, List<String>> chosen, boolean withValues) {
        ObjectNode root = JSON.createObjectNode().put("class", "dataset").put("version", "2.0");
        ArrayNode ids = root.putArray("id");
        ArrayNode sizes = root.putArray("size");
        ObjectNode dimensions = root.putObject("dimension");
        List<List<String>> rows = new ArrayList<>(List.of(List.of()));
        for (Map.Entry<String, List<String>> variable : chosen.entrySet()) {
            ids.add(variable.getKey());
            sizes.add(variable.getValue().size());
            ObjectNode dimension = dimensions.putObject(variable.getKey());
            ObjectNode category = dimension.putObject("category");
            ObjectNode index = category.putObject("index");
            labels.getOrDefault(variable.getKey(), Map.of())
                    .forEach((code, text) -> category.withObject("/label").put(code, text));
            dimension
                    .putObject("extension")
                    .put("elimination", variable.getKey().equals("Kon"));
            List<List<String>> longer = new ArrayList<>();
            for (List<String> row : rows) {
                for (String value : variable.getValue()) {
                    List<String> more = new ArrayList<>(row);
                    more.add(value);
                    longer.add(more);
                }
            }
            for (int i = 0; i < variable.getValue().size(); i++)
                index.put(variable.getValue().get(i), i);
            rows = longer;
        }
        root.putObject("role").putArray("time").add("Tid");
        if (!withValues) {
            root.putArray("value");
            return root;
        }
        List<Integer> values = rows.stream()
                .map(row -> !withheld.isEmpty() && row.containsAll(withheld)
                        ? null
                        : Integer.valueOf(number(row.get(0))
                                        * Integer.parseInt(
                                                row.get(row.size() - 1).substring(2))
                                + corrected.getOrDefault(row.get(0), 0)))
                .toList();
        if (sparse) {
            ObjectNode object = root.putObject("value");
            for (int i = 0; i < values.size(); i++) object.put(Integer.toString(i), values.get(i));
        } else {
            ArrayNode array = root.putArray("value");
            values.forEach(array::add);
        }
        return root;
    }

    /** The serial number of a DeSO; of a kommun or a län its code. */
    private static int number(String region) {
        return Integer.parseInt(region.length() < 8 ? region : region.substring(5, 8));
    }

    private static void reply(HttpExchange exchange, int status, String text) throws IOException {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
        if (bytes.length > 0) exchange.getResponseBody().write(bytes);
    }
}
