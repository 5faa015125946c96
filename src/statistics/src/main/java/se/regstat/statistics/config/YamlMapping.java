package se.regstat.statistics.config;

import java.io.IOException;
import java.io.Reader;
import java.io.StringReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.function.Function;
import java.util.function.Supplier;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Compose;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;
import se.regstat.statistics.division.LocalText;
import se.regstat.statistics.indicator.NearestIds;

/**
 * A mapping of a YAML document that knows where it stands, so that errors can name file, line and key. Immutable. All methods
 * throw {@link ConfigurationException} where an entry is not of the form asked for.
 */
public final class YamlMapping {

    private static final LoadSettings SETTINGS = LoadSettings.builder()
            .setUseMarks(true)
            .setCodePointLimit(Integer.MAX_VALUE)
            .setAllowDuplicateKeys(false)
            .build();

    private final String file;
    private final String path;
    private final int line;
    private final Map<String, Node> entries = new LinkedHashMap<>();

    private YamlMapping(String file, String path, int line, List<NodeTuple> tuples) {
        this.file = file;
        this.path = path;
        this.line = line;
        for (NodeTuple tuple : tuples) {
            if (!(tuple.getKeyNode() instanceof ScalarNode key)) {
                throw at(tuple.getKeyNode(), path, "a key is a single word");
            }
            if (entries.put(key.getValue(), tuple.getValueNode()) != null) {
                throw at(key, path + key.getValue(), "stands here twice; keep one");
            }
        }
    }

    /** The document's mapping; one without entries for an empty document. */
    public static YamlMapping read(Path file) {
        try {
            return read(file.toString(), new StringReader(Files.readString(file)));
        } catch (IOException e) {
            throw new ConfigurationException(Unreadable.told(file, e), e);
        }
    }

    static YamlMapping read(String name, Reader in) {
        try {
            Optional<Node> root = new Compose(SETTINGS).composeReader(in);
            if (root.isEmpty()) return new YamlMapping(name, "", 1, List.of());
            if (root.get() instanceof MappingNode mapping) return new YamlMapping(name, "", 1, mapping.getValue());
            throw new ConfigurationException(name + ": should be 'key: value' lines");
        } catch (MarkedYamlEngineException e) {
            String where = e.getProblemMark()
                    .map(mark -> ", line " + (mark.getLine() + 1))
                    .orElse("");
            throw new ConfigurationException(name + where + ": not YAML: " + e.getProblem(), e);
        } catch (YamlEngineException e) {
            throw new ConfigurationException(name + ": not YAML: " + e.getMessage(), e);
        }
    }

    /** Refuses any other key than these, so that a misspelt one does not go unnoticed. */
    public YamlMapping only(String... keys) {
        for (Map.Entry<String, Node> entry : entries.entrySet()) {
            if (!Arrays.asList(keys).contains(entry.getKey())) {
                throw at(
                        entry.getValue(),
                        path + entry.getKey(),
                        "unknown key" + NearestIds.question(entry.getKey(), Arrays.asList(keys)) + "; known here are "
                                + String.join(", ", keys));
            }
        }
        return this;
    }

    /** Empty if absent, blank or {@code null}. */
    public Optional<String> text(String key) {
        Node node = entries.get(key);
        if (node == null) return Optional.empty();
        return Optional.of(scalar(node, path + key)).filter(text -> !text.isBlank() && !"null".equals(text));
    }

    public OptionalInt number(String key) {
        Optional<String> text = text(key);
        if (text.isEmpty()) return OptionalInt.empty();
        try {
            return OptionalInt.of(Integer.parseInt(text.get()));
        } catch (NumberFormatException e) {
            throw error(key, "'" + text.get() + "' is not a whole number");
        }
    }

    /** @throws ConfigurationException if the number is not more than 0 */
    public int positive(String key, int otherwise) {
        int number = number(key).orElse(otherwise);
        if (number <= 0) throw error(key, "should be more than 0");
        return number;
    }

    OptionalDouble decimal(String key) {
        Optional<String> text = text(key);
        return text.isEmpty() ? OptionalDouble.empty() : OptionalDouble.of(decimal(key, text.get()));
    }

    /** A list of numbers, or a single number as a list of one. */
    List<Double> decimals(String key) {
        return list(key).stream().map(text -> decimal(key, text)).toList();
    }

    private double decimal(String key, String text) {
        try {
            double number = Double.parseDouble(text);
            if (Double.isFinite(number)) return number;
        } catch (NumberFormatException e) {
            // told below
        }
        throw error(key, "'" + text + "' is not a number; write it as 12.5");
    }

    /** @throws ConfigurationException that names the key, if the value cannot be made */
    public <T> T checked(String key, Supplier<T> value) {
        try {
            return value.get();
        } catch (IllegalArgumentException e) {
            throw error(key, e.getMessage());
        }
    }

    public boolean flag(String key, boolean otherwise) {
        Optional<String> text = text(key);
        if (text.isEmpty()) return otherwise;
        if (!List.of("true", "false").contains(text.get())) {
            throw error(key, "'" + text.get() + "' should be true or false");
        }
        return Boolean.parseBoolean(text.get());
    }

    /** One of a few words, the first one if absent. */
    String oneOf(String key, String... words) {
        String word = text(key).orElse(words[0]);
        if (!Arrays.asList(words).contains(word)) throw error(key, unlike(word, List.of(words)));
        return word;
    }

    /** What one of a few words means; empty if absent. */
    <T> Optional<T> constant(String key, T[] constants, Function<T, String> id) {
        return text(key).map(word -> constant(key, word, constants, id));
    }

    /** What each of a list of such words means. */
    <T> List<T> constants(String key, T[] constants, Function<T, String> id) {
        return list(key).stream()
                .map(word -> constant(key, word, constants, id))
                .distinct()
                .toList();
    }

    private <T> T constant(String key, String word, T[] constants, Function<T, String> id) {
        for (T constant : constants) {
            if (id.apply(constant).equals(word)) return constant;
        }
        throw error(key, unlike(word, Arrays.stream(constants).map(id).toList()));
    }

    private static String unlike(String word, List<String> words) {
        return "'" + word + "' should be one of " + String.join(", ", words);
    }

    /** One text for both languages, or a mapping with {@code sv} and {@code en}; empty if absent. */
    public LocalText localText(String key) {
        if (entries.get(key) instanceof MappingNode) {
            YamlMapping both = mapping(key).only("sv", "en");
            return new LocalText(both.text("sv").orElse(""), both.text("en").orElse(""));
        }
        return LocalText.of(text(key).orElse(""));
    }

    /** Whether the entry is a mapping. */
    public boolean isMapping(String key) {
        return entries.get(key) instanceof MappingNode;
    }

    /** The entry's mapping; one without entries if absent. */
    public YamlMapping mapping(String key) {
        Node node = entries.get(key);
        if (node == null) return new YamlMapping(file, path + key + ".", line, List.of());
        if (node instanceof MappingNode mapping) {
            return new YamlMapping(file, path + key + ".", lineOf(node), mapping.getValue());
        }
        throw at(node, path + key, "should be 'key: value' lines, indented");
    }

    /** A list of mappings; empty if absent. */
    public List<YamlMapping> mappings(String key) {
        Node node = entries.get(key);
        if (node == null) return List.of();
        if (!(node instanceof SequenceNode sequence)) throw at(node, path + key, "should be a list: [{…}, {…}]");
        List<YamlMapping> items = new ArrayList<>();
        for (Node item : sequence.getValue()) {
            if (!(item instanceof MappingNode mapping)) throw at(item, path + key, "should be 'key: value' lines");
            items.add(new YamlMapping(file, path + key + ".", lineOf(item), mapping.getValue()));
        }
        return items;
    }

    /** A list, or a single value as a list of one. */
    public List<String> list(String key) {
        Node node = entries.get(key);
        if (node == null) return List.of();
        if (!(node instanceof SequenceNode sequence)) return text(key).stream().toList();
        List<String> items = new ArrayList<>();
        for (Node item : sequence.getValue()) items.add(scalar(item, path + key));
        return items;
    }

    /** In the order of the document. */
    public List<String> keys() {
        return List.copyOf(entries.keySet());
    }

    /** What to throw of an entry: the message after file, line and key. */
    public ConfigurationException error(String key, String message) {
        Node node = entries.get(key);
        return node != null
                ? at(node, path + key, message)
                : new ConfigurationException(file + ", line " + line + ", " + path + key + ": " + message);
    }

    private String scalar(Node node, String where) {
        if (node instanceof ScalarNode scalar) return scalar.getValue();
        throw at(node, where, "should be a single value");
    }

    private ConfigurationException at(Node node, String where, String message) {
        return new ConfigurationException(file + ", line " + lineOf(node) + ", " + where + ": " + message);
    }

    private static int lineOf(Node node) {
        return node.getStartMark().map(mark -> mark.getLine() + 1).orElse(1);
    }
}
