package se.regstat.standalone.http;

import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;

/** The parameters of a request: names in any case (OWS Common 06-121r9, 11.5.2), values as sent; of a repeated name all values. */
public final class Kvp {

    private static final Pattern SECRET = Pattern.compile("key|token|pass|pwd|secret|auth|sign|session|credential");

    private final Map<String, List<String>> values = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);

    public Kvp(Map<String, List<String>> values) {
        values.forEach((name, list) -> this.values.merge(
                name.toLowerCase(Locale.ROOT),
                List.copyOf(list),
                (a, b) -> java.util.stream.Stream.concat(a.stream(), b.stream()).toList()));
    }

    /** The first value; empty if absent or blank. */
    public Optional<String> get(String name) {
        return all(name).stream().findFirst().filter(v -> !v.isBlank());
    }

    public List<String> all(String name) {
        return values.getOrDefault(name, List.of());
    }

    /** Whether the parameter was sent, even if empty. */
    public boolean has(String name) {
        return values.containsKey(name);
    }

    /** Of all parameters, in lower case. */
    public Set<String> names() {
        return Collections.unmodifiableSet(values.keySet());
    }

    /** For logs: what by its name may be a secret, as with a proxy's key of access, is not told. */
    @Override
    public String toString() {
        Map<String, Object> told = new TreeMap<>(values);
        told.replaceAll((name, value) -> SECRET.matcher(name).find() ? "..." : value);
        return told.toString();
    }
}
