package se.regstat.importing.format;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import se.regstat.statistics.config.Unreadable;
import se.regstat.statistics.format.FormatException;
import se.regstat.statistics.format.JsonValue;

/**
 * A dataset in JSON-stat 2.0 (json-stat.org/full): a cube of cells in row-major order, the last dimension running fastest. Both
 * spellings of {@code value} and {@code status} are read: an array with an entry for each cell, and an object with entries for
 * some.
 */
public final class JsonStat {

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
        JsonValue root = json(document, name);
        if (!root.at("dataset").isNothing()) {
            throw new ImportException(name + " is JSON-stat 1; ask for version 2: format json-stat2");
        }
        if (!root.at("id").isArray()
                || !root.at("size").isArray()
                || !root.at("dimension").isObject()) {
            throw new ImportException(
                    name
                            + " is not a JSON-stat 2 dataset, with id, size, dimension and value; ask for the format json-stat2");
        }
        List<String> dimensions = new ArrayList<>();
        List<List<String>> codes = new ArrayList<>();
        long cells = 1;
        List<JsonValue> sizes = root.at("size").items();
        for (JsonValue named : root.at("id").items()) {
            String id = named.text();
            int size = dimensions.size() < sizes.size()
                    ? sizes.get(dimensions.size()).whole().map(Long::intValue).orElse(-1)
                    : -1;
            dimensions.add(id);
            codes.add(codes(root.at("dimension").at(id).at("category"), id, size, name));
            cells *= size;
            if (cells > Integer.MAX_VALUE) throw new ImportException(name + " has more cells than can be read at once");
        }
        double[] values = values(root.at("value"), (int) cells, name);
        return new JsonStat(dimensions, codes, values, statuses(root.at("status"), (int) cells));
    }

    /** @throws ImportException if it is not JSON */
    public static JsonValue json(byte[] document, String name) {
        try {
            JsonValue root = JsonValue.parse(document);
            if (!root.isObject()) throw new ImportException(name + " is not a JSON object");
            return root;
        } catch (FormatException e) {
            throw new ImportException(e.told(name), e);
        }
    }

    /**
     * The same in a file.
     *
     * @param name what it is called in messages
     * @throws ImportException if it cannot be read, too
     */
    public static JsonValue json(Path file, String name) {
        try {
            return json(Files.readAllBytes(file), name);
        } catch (IOException e) {
            throw new ImportException(Unreadable.told(file, e), e);
        }
    }

    /** The codes of a dimension in their order: {@code index} is an array, an object with places, or left out for a single one. */
    public static List<String> codes(JsonValue category, String id, int size, String name) {
        JsonValue index = category.at("index");
        List<String> codes = new ArrayList<>();
        if (index.isArray()) {
            index.items().forEach(code -> codes.add(code.text()));
        } else if (index.isObject()) {
            index.members().entrySet().stream()
                    .sorted(Comparator.comparingLong(
                            place -> place.getValue().whole().orElse(0L)))
                    .forEach(place -> codes.add(place.getKey()));
        } else {
            codes.addAll(category.at("label").members().keySet());
        }
        if (size >= 0 && codes.size() != size) {
            throw new ImportException(
                    name + ": dimension " + id + " has " + codes.size() + " categories, and size says " + size);
        }
        return codes;
    }

    private static double[] values(JsonValue given, int cells, String name) {
        double[] values = new double[cells];
        Arrays.fill(values, Double.NaN);
        if (given.isArray()) {
            List<JsonValue> items = given.items();
            if (items.size() != cells) {
                throw new ImportException(name + " has " + items.size() + " values for " + cells + " cells");
            }
            for (int i = 0; i < cells; i++) values[i] = number(items.get(i), i, name);
        } else if (given.isObject()) {
            given.members().forEach((key, value) -> {
                int cell = place(key, cells, name);
                values[cell] = number(value, cell, name);
            });
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

    private static double number(JsonValue value, int cell, String name) {
        if (value.isNothing()) return Double.NaN;
        if (!value.isNumber()) {
            throw new ImportException(name + ": the value of cell " + cell + " is not a number: " + value);
        }
        return value.number();
    }

    private static Map<Integer, String> statuses(JsonValue given, int cells) {
        Map<Integer, String> statuses = new HashMap<>();
        if (given.isArray()) {
            List<JsonValue> items = given.items();
            for (int i = 0; i < Math.min(cells, items.size()); i++) {
                if (!items.get(i).isNothing()) statuses.put(i, items.get(i).text());
            }
        } else if (given.isObject()) {
            given.members().forEach((key, value) -> {
                if (key.matches("\\d{1,9}") && !value.isNothing()) statuses.put(Integer.parseInt(key), value.text());
            });
        } else if (given.isText()) {
            for (int i = 0; i < cells; i++) statuses.put(i, given.text());
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
