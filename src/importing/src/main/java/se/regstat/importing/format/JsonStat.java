package se.regstat.importing.format;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A dataset in JSON-stat 2.0 (json-stat.org/full): a cube of cells in row-major order, the last dimension running fastest. Both
 * spellings of {@code value} and {@code status} are read: an array with an entry for each cell, and an object with entries for
 * some.
 */
public final class JsonStat {

    private static final ObjectMapper JSON = new ObjectMapper();

    private final List<String> dimensions;
    private final List<List<String>> codes;
    private final double[] values;
    private final Map<Integer, String> statuses;

    private JsonStat(
            List<String> dimensions, List<List<String>> codes, double[] values, Map<Integer, String> statuses) {
        this.dimensions = dimensions;
        this.codes = codes;
        this.values = values;
        this.statuses = statuses;
    }

    /**
     * @param name of the document, for messages
     * @throws ImportException if it is no such dataset
     */
    public static JsonStat read(byte[] document, String name) {
        JsonNode root = json(document, name);
        if (root.has("dataset")) {
            throw new ImportException(name + " is JSON-stat 1; ask for version 2: format json-stat2");
        }
        if (!root.path("id").isArray()
                || !root.path("size").isArray()
                || !root.path("dimension").isObject()) {
            throw new ImportException(
                    name
                            + " is not a JSON-stat 2 dataset, with id, size, dimension and value; ask for the format json-stat2");
        }
        List<String> dimensions = new ArrayList<>();
        List<List<String>> codes = new ArrayList<>();
        long cells = 1;
        for (int i = 0; i < root.get("id").size(); i++) {
            String id = root.get("id").get(i).asText();
            int size = root.get("size").path(i).asInt(-1);
            dimensions.add(id);
            codes.add(codes(root.get("dimension").path(id).path("category"), id, size, name));
            cells *= size;
            if (cells > Integer.MAX_VALUE) throw new ImportException(name + " has more cells than can be read at once");
        }
        double[] values = values(root.path("value"), (int) cells, name);
        return new JsonStat(dimensions, codes, values, statuses(root.path("status"), (int) cells));
    }

    /** @throws ImportException if it is not JSON */
    public static JsonNode json(byte[] document, String name) {
        try {
            JsonNode root = JSON.readTree(document);
            if (root == null || !root.isObject()) throw new ImportException(name + " is not a JSON object");
            return root;
        } catch (JsonProcessingException e) {
            throw new ImportException(name + JsonSyntax.told(e), e);
        } catch (IOException e) {
            throw new ImportException(name + " cannot be read: " + e.getMessage(), e);
        }
    }

    /** The codes of a dimension in their order: {@code index} is an array, an object with places, or left out for a single one. */
    public static List<String> codes(JsonNode category, String id, int size, String name) {
        JsonNode index = category.path("index");
        List<String> codes = new ArrayList<>();
        if (index.isArray()) {
            index.forEach(code -> codes.add(code.asText()));
        } else if (index.isObject()) {
            List<Map.Entry<String, JsonNode>> places = new ArrayList<>();
            places.addAll(index.properties());
            places.sort(
                    java.util.Comparator.comparingInt(place -> place.getValue().asInt()));
            places.forEach(place -> codes.add(place.getKey()));
        } else {
            category.path("label").fieldNames().forEachRemaining(codes::add);
        }
        if (size >= 0 && codes.size() != size) {
            throw new ImportException(
                    name + ": dimension " + id + " has " + codes.size() + " categories, and size says " + size);
        }
        return codes;
    }

    private static double[] values(JsonNode node, int cells, String name) {
        double[] values = new double[cells];
        Arrays.fill(values, Double.NaN);
        if (node.isArray()) {
            if (node.size() != cells) {
                throw new ImportException(name + " has " + node.size() + " values for " + cells + " cells");
            }
            for (int i = 0; i < cells; i++) values[i] = number(node.get(i), i, name);
        } else if (node.isObject()) {
            Iterator<Map.Entry<String, JsonNode>> entries = node.properties().iterator();
            while (entries.hasNext()) {
                Map.Entry<String, JsonNode> entry = entries.next();
                int cell = place(entry.getKey(), cells, name);
                values[cell] = number(entry.getValue(), cell, name);
            }
        } else {
            throw new ImportException(name + " has no value: neither an array nor an object");
        }
        return values;
    }

    private static int place(String text, int cells, String name) {
        int cell = text.matches("\\d{1,9}") ? Integer.parseInt(text) : -1;
        if (cell < 0 || cell >= cells) {
            throw new ImportException(name + ": '" + text + "' is not the number of a cell, 0 to " + (cells - 1));
        }
        return cell;
    }

    private static double number(JsonNode node, int cell, String name) {
        if (node.isNull()) return Double.NaN;
        if (!node.isNumber())
            throw new ImportException(name + ": the value of cell " + cell + " is not a number: " + node);
        return node.asDouble();
    }

    private static Map<Integer, String> statuses(JsonNode node, int cells) {
        Map<Integer, String> statuses = new HashMap<>();
        if (node.isArray()) {
            for (int i = 0; i < Math.min(cells, node.size()); i++) {
                if (!node.get(i).isNull()) statuses.put(i, node.get(i).asText());
            }
        } else if (node.isObject()) {
            node.properties().forEach(entry -> {
                if (entry.getKey().matches("\\d{1,9}") && !entry.getValue().isNull()) {
                    statuses.put(
                            Integer.parseInt(entry.getKey()), entry.getValue().asText());
                }
            });
        } else if (node.isTextual()) {
            for (int i = 0; i < cells; i++) statuses.put(i, node.asText());
        }
        return statuses;
    }

    public List<String> dimensions() {
        return dimensions;
    }

    /** The codes of each dimension. */
    public List<List<String>> codes() {
        return codes;
    }

    public int cells() {
        return values.length;
    }

    /** NaN where there is none. */
    public double value(int cell) {
        return values[cell];
    }

    public Optional<String> status(int cell) {
        return Optional.ofNullable(statuses.get(cell)).filter(status -> !status.isBlank());
    }

    /** The codes of a cell, one for each dimension. */
    public List<String> row(int cell) {
        String[] row = new String[dimensions.size()];
        int rest = cell;
        for (int i = row.length - 1; i >= 0; i--) {
            int size = codes.get(i).size();
            row[i] = codes.get(i).get(rest % size);
            rest /= size;
        }
        return Arrays.asList(row);
    }
}
