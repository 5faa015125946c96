package se.regstat.geoserver.ledger;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.geoserver.platform.resource.Resource;
import org.geotools.util.logging.Logging;
import org.snakeyaml.engine.v2.api.Dump;
import org.snakeyaml.engine.v2.api.DumpSettings;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.common.FlowStyle;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;

/**
 * What the plugin last wrote into the catalog, object by object and property by property. A property that says something
 * else by now was changed by an administrator, and is theirs from then on.
 */
public final class Ledger {

    private static final Logger LOGGER = Logging.getLogger(Ledger.class);

    private static final String HEADER = """
            # What the Regstat plugin last wrote into GeoServer's catalog. By this it tells its own values from those an
            # administrator changed, which it leaves alone. Do not edit; to have an object back that was removed by hand,
            # delete its entry here and reload GeoServer.
            """;

    private static final int LONG = 120;
    private static final String LEFT = "left ";

    private final Map<String, Map<String, String>> objects = new TreeMap<>();
    private String stored = "";

    private Ledger() {}

    /** What nothing is known from. */
    public static Ledger empty() {
        return new Ledger();
    }

    /** @throws IOException if it is there and cannot be read */
    public static Ledger read(Resource file) throws IOException {
        Ledger ledger = new Ledger();
        if (file.getType() != Resource.Type.RESOURCE) return ledger;
        try (InputStream in = file.in()) {
            ledger.stored = new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
        Object root;
        try {
            root = new Load(LoadSettings.builder()
                            .setCodePointLimit(Integer.MAX_VALUE)
                            .build())
                    .loadFromString(ledger.stored);
        } catch (YamlEngineException e) {
            throw new IOException(
                    damaged(file, e.getMessage().lines().findFirst().orElse("")), e);
        }
        if (root instanceof Map<?, ?> map) map.forEach(ledger::add);
        else if (root != null) throw new IOException(damaged(file, "it is not a list of objects"));
        return ledger;
    }

    private static String damaged(Resource file, String why) {
        return file.name() + " is damaged (" + why + "); put back a copy of it, or remove it and reload GeoServer";
    }

    private void add(Object key, Object properties) {
        Map<String, String> values = new TreeMap<>();
        if (properties instanceof Map<?, ?> map) {
            map.forEach((name, value) -> values.put(String.valueOf(name), value == null ? "" : String.valueOf(value)));
        }
        objects.put(String.valueOf(key), values);
    }

    /** Does nothing if nothing changed. Where it cannot write, it says what comes of that. */
    public void write(Resource file, News news) {
        String text = HEADER
                + new Dump(DumpSettings.builder()
                                .setDefaultFlowStyle(FlowStyle.BLOCK)
                                .setSplitLines(false)
                                .build())
                        .dumpToString(objects);
        if (text.equals(stored)) return;
        try (OutputStream out = file.out()) {
            out.write(text.getBytes(StandardCharsets.UTF_8));
            stored = text;
        } catch (IOException | RuntimeException e) {
            news.tell(
                    Level.WARNING,
                    "Regstat cannot note in published.yml what it wrote, and will take it for an administrator's work from now"
                            + " on: " + e.getMessage());
        }
    }

    /** Changes with what the ledger said when it was read or written last. */
    public String version() {
        return digest(stored.getBytes(StandardCharsets.UTF_8));
    }

    public Set<String> keys() {
        return Set.copyOf(objects.keySet());
    }

    public boolean knows(String key) {
        return objects.containsKey(key);
    }

    /** What was last written; empty if nothing was. */
    public Optional<String> value(String key, String property) {
        return Optional.ofNullable(objects.getOrDefault(key, Map.of()).get(property));
    }

    /** The styles that were written, with their digests. */
    public Map<String, Map<String, String>> styles() {
        Map<String, Map<String, String>> styles = new TreeMap<>(objects);
        styles.keySet().removeIf(key -> !key.startsWith("document ") || !key.endsWith(".sld"));
        return styles;
    }

    // ---- what is left elsewhere

    /** The workspaces where something of ours is left, though nothing is published there any more. */
    public Set<String> leftIn() {
        Set<String> workspaces = new TreeSet<>();
        for (String key : objects.keySet()) {
            if (key.startsWith(LEFT)) workspaces.add(key.substring(LEFT.length(), key.indexOf(' ', LEFT.length())));
        }
        return workspaces;
    }

    /** Takes out all but what is left elsewhere. */
    public Ledger takeCurrent() {
        return take("", key -> !key.startsWith(LEFT));
    }

    /** Takes out what is left in a workspace. */
    public Ledger takeLeft(String workspace) {
        String prefix = LEFT + workspace + " ";
        return take(prefix, key -> key.startsWith(prefix));
    }

    private Ledger take(String prefix, Predicate<String> which) {
        Ledger taken = new Ledger();
        for (String key : keys()) {
            if (which.test(key)) taken.objects.put(key.substring(prefix.length()), objects.remove(key));
        }
        return taken;
    }

    public void addAll(Ledger others) {
        objects.putAll(others.objects);
    }

    /** Keeps what is left in a workspace apart from what is published now. */
    public void leave(String workspace, Ledger left) {
        left.objects.forEach((key, properties) -> objects.put(LEFT + workspace + " " + key, properties));
    }

    // ---- object by object

    public void forget(String key) {
        objects.remove(key);
    }

    public void record(String key, String property, String value) {
        objects.computeIfAbsent(key, k -> new TreeMap<>()).put(property, brief(value));
    }

    /** Long texts by their digest: hundreds of layers have them, and nobody reads them here. */
    private static String brief(String value) {
        return value.length() <= LONG ? value : "sha256 " + digest(value.getBytes(StandardCharsets.UTF_8));
    }

    /** After every property was set as wanted. */
    void recordAll(String key, List<Property> properties) {
        properties.forEach(property -> record(key, property.name(), property.wanted()));
    }

    /**
     * Sets the properties that are not as wanted, unless somebody else changed them.
     *
     * @return whether the object was changed
     */
    public boolean update(String key, List<Property> properties) {
        boolean changed = false;
        for (Property property : properties) {
            String current = property.value();
            if (!current.equals(property.wanted())) {
                if (!isOurs(key, property.name(), current)) continue;
                property.write().run();
                changed = true;
            }
            record(key, property.name(), property.wanted());
        }
        return changed;
    }

    /** Takes an object for ours as it is. */
    public void adopt(String key, List<Property> properties) {
        properties.forEach(property -> record(key, property.name(), property.value()));
    }

    /** Whether any property says something else than what was last written. */
    public boolean edited(String key, List<Property> properties) {
        return properties.stream().anyMatch(p -> !isOurs(key, p.name(), p.value()));
    }

    private boolean isOurs(String key, String property, String current) {
        String written = objects.getOrDefault(key, Map.of()).get(property);
        // Never written: an earlier version of the plugin did not know this property.
        if (written == null) return current.isEmpty();
        return written.equals(brief(current)) || written.equals(current);
    }

    /**
     * Makes an object, or brings one that the plugin made up to date.
     *
     * @param existing what the catalog has under the name, or null
     * @return whether it is in the catalog
     */
    public <T> boolean publish(
            String key,
            T existing,
            Supplier<T> blank,
            Consumer<T> identify,
            Function<T, List<Property>> properties,
            Consumer<T> add,
            Consumer<T> save) {
        if (existing != null) {
            if (knows(key) && update(key, properties.apply(existing))) save.accept(existing);
            return true;
        }
        if (knows(key)) return removedByHand(key);
        T made = blank.get();
        identify.accept(made);
        List<Property> wanted = properties.apply(made);
        wanted.forEach(property -> property.write().run());
        add.accept(made);
        recordAll(key, wanted);
        return true;
    }

    /** Says so in the log. @return false */
    public static boolean removedByHand(String key) {
        LOGGER.log(
                Level.FINE,
                "Regstat leaves out {0}, which was removed by hand; delete its entry in regstat/published.yml to have it back",
                key);
        return false;
    }

    /** As long whatever it is of, and another for another document. */
    public static String digest(byte[] document) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(document));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
