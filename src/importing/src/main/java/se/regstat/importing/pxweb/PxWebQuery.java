package se.regstat.importing.pxweb;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import se.regstat.importing.format.ImportException;
import se.regstat.importing.table.ValueIntake;
import se.regstat.statistics.format.JsonValue;

/**
 * What is asked of a PxWeb table: which values of which variables. Selections such as {@code *} are replaced by the values they
 * stand for, so that it is known how many cells come back and the query can be split into smaller ones. Immutable.
 *
 * @param version of the API, by the form of the query
 * @param selections by variable
 * @param factor cells for each combination of the selected values: those of variables that the query leaves out and that the API
 *     does not sum over
 */
public record PxWebQuery(int version, Map<String, Selection> selections, long factor) {

    /** A variable as the table's metadata tells it. */
    public record Variable(List<String> values, boolean time, boolean elimination) {}

    /**
     * Values of a variable.
     *
     * @param codelist a grouping whose values these are, {@code agg:} or {@code vs:} in version 1; its values are not told by the
     *     table's metadata, so they are sent as they were given
     */
    public record Selection(List<String> values, Optional<String> codelist, boolean whole) {
        boolean canBeSplit() {
            return whole && values.size() > 1;
        }
    }

    private static final Pattern CALL = Pattern.compile("(?i)(top|bottom|range|from|to)\\((.*)\\)");

    /**
     * @param variables of the table, in its order
     * @param name of the query file, for messages
     * @throws ImportException if it is no query, or asks for variables or values that the table does not have
     */
    public static PxWebQuery of(JsonValue document, Map<String, Variable> variables, String name) {
        JsonValue root = root(document);
        int version = version(root, name);
        Map<String, Selection> selections = new LinkedHashMap<>();
        for (JsonValue entry : root.at(version == 1 ? "query" : "selection").items()) {
            String code = entry.at(version == 1 ? "code" : "variableCode").text();
            Variable variable = variables.get(code);
            if (variable == null) {
                throw new ImportException(name + ": the table has no variable '" + code + "'; its variables are: "
                        + String.join(", ", variables.keySet()));
            }
            selections.put(
                    code, version == 1 ? first(entry, code, variable, name) : second(entry, code, variable, name));
        }
        long factor = 1;
        for (Map.Entry<String, Variable> variable : variables.entrySet()) {
            if (!selections.containsKey(variable.getKey())
                    && !variable.getValue().elimination()) {
                factor *= variable.getValue().values().size();
            }
        }
        return new PxWebQuery(version, selections, factor);
    }

    /** By the form of a query. */
    public static int version(JsonValue document, String name) {
        JsonValue root = root(document);
        if (root.at("query").isArray()) return 1;
        if (root.at("selection").isArray()) return 2;
        throw new ImportException(name + " is not a PxWeb query: it has neither a list query, as version 1 of the API"
                + " takes it, nor a list selection, as version 2 does");
    }

    /** The query itself, which the program that saves it may have put into an object. */
    private static JsonValue root(JsonValue document) {
        JsonValue inner = document.at("queryObj");
        return inner.isNothing() ? document : inner;
    }

    private static Selection first(JsonValue entry, String code, Variable variable, String name) {
        String filter = entry.at("selection").at("filter").text();
        if (filter.isEmpty()) filter = "item";
        List<String> given = texts(entry.at("selection").at("values"));
        if (filter.contains(":")) return new Selection(given, Optional.of(filter), isPlain(given));
        Set<String> values = new LinkedHashSet<>();
        switch (filter.toLowerCase(java.util.Locale.ROOT)) {
            case "item" -> values.addAll(given);
            case "all" -> given.forEach(mask -> values.addAll(masked(mask, variable)));
            case "top" -> given.forEach(count -> values.addAll(top(variable, count(count, name), 0)));
            default ->
                throw new ImportException(name + ": the filter '" + filter + "' of " + code
                        + " is not one of item, all, top, agg:…, vs:…");
        }
        return selection(values, code, variable, name);
    }

    private static Selection second(JsonValue entry, String code, Variable variable, String name) {
        List<String> given = texts(entry.at("valueCodes"));
        String codelist = entry.at("codelist").text();
        if (codelist.isEmpty()) codelist = entry.at("codeList").text();
        if (!codelist.isBlank()) return new Selection(given, Optional.of(codelist), isPlain(given));
        Set<String> values = new LinkedHashSet<>();
        for (String text : given) {
            Matcher call = CALL.matcher(text.strip());
            if (variable.values().contains(text)) values.add(text);
            else if (call.matches()) values.addAll(called(call, code, variable, name));
            else if (text.contains("*") || text.contains("?")) values.addAll(masked(text, variable));
            else values.add(text);
        }
        return selection(values, code, variable, name);
    }

    private static Selection selection(Set<String> values, String code, Variable variable, String name) {
        Set<String> known = Set.copyOf(variable.values());
        List<String> unknown =
                values.stream().filter(value -> !known.contains(value)).toList();
        if (!unknown.isEmpty()) {
            throw new ImportException(
                    name + ": the table's variable " + code + " has no value " + ValueIntake.few(unknown));
        }
        if (values.isEmpty()) throw new ImportException(name + " selects no value of " + code);
        return new Selection(List.copyOf(values), Optional.empty(), true);
    }

    private static List<String> called(Matcher call, String code, Variable variable, String name) {
        int comma = call.group(2).indexOf(',');
        String one = (comma < 0 ? call.group(2) : call.group(2).substring(0, comma)).strip();
        String two = comma < 0 ? "" : call.group(2).substring(comma + 1).strip();
        List<String> values = variable.values();
        return switch (call.group(1).toLowerCase(java.util.Locale.ROOT)) {
            case "top" -> top(variable, count(one, name), two.isEmpty() ? 0 : count(two, name));
            case "bottom" -> bottom(variable, count(one, name), two.isEmpty() ? 0 : count(two, name));
            case "from" -> values.subList(place(one, code, variable, name), values.size());
            case "to" -> values.subList(0, place(one, code, variable, name) + 1);
            default -> {
                int from = place(one, code, variable, name);
                int to = place(two, code, variable, name);
                yield values.subList(Math.min(from, to), Math.max(from, to) + 1);
            }
        };
    }

    private static int place(String value, String code, Variable variable, String name) {
        int place = variable.values().indexOf(value);
        if (place < 0) throw new ImportException(name + ": the table's variable " + code + " has no value " + value);
        return place;
    }

    /** Of the time variable, the latest ones. */
    private static List<String> top(Variable variable, int count, int offset) {
        return variable.time() ? end(variable.values(), count, offset) : start(variable.values(), count, offset);
    }

    private static List<String> bottom(Variable variable, int count, int offset) {
        return variable.time() ? start(variable.values(), count, offset) : end(variable.values(), count, offset);
    }

    private static List<String> start(List<String> values, int count, int offset) {
        int from = Math.min(offset, values.size());
        return values.subList(from, Math.min(from + count, values.size()));
    }

    private static List<String> end(List<String> values, int count, int offset) {
        int to = Math.max(0, values.size() - offset);
        return values.subList(Math.max(0, to - count), to);
    }

    private static int count(String text, String name) {
        if (text.matches("\\d{1,6}")) return Integer.parseInt(text);
        throw new ImportException(name + ": '" + text + "' should be a number of values");
    }

    private static List<String> masked(String mask, Variable variable) {
        StringBuilder regex = new StringBuilder();
        for (int i = 0; i < mask.length(); i++) {
            char c = mask.charAt(i);
            regex.append(c == '*' ? ".*" : c == '?' ? "." : Pattern.quote(String.valueOf(c)));
        }
        Pattern pattern = Pattern.compile(regex.toString());
        return variable.values().stream()
                .filter(value -> pattern.matcher(value).matches())
                .toList();
    }

    private static boolean isPlain(List<String> values) {
        return values.stream().noneMatch(value -> value.contains("*") || value.contains("?") || value.contains("("));
    }

    private static List<String> texts(JsonValue array) {
        List<String> texts = new ArrayList<>();
        array.items().forEach(item -> texts.add(item.text()));
        return texts;
    }

    /** How many cells come back. */
    public long cells() {
        long cells = factor;
        for (Selection selection : selections.values())
            cells *= Math.max(1, selection.values().size());
        return cells;
    }

    /**
     * Queries that together ask for the same, none for more cells than a limit. They are split along the longest selections.
     *
     * @throws ImportException if even single values have more
     */
    public List<PxWebQuery> split(long limit) {
        if (cells() <= limit) return List.of(this);
        Optional<String> longest = longest();
        if (longest.isEmpty()) {
            throw new ImportException("the query asks for " + cells() + " cells, the API gives " + limit
                    + " at a time, and it cannot be split further; select fewer values");
        }
        Selection selection = selections.get(longest.get());
        long rest = cells() / selection.values().size();
        int size = (int) Math.max(1, Math.min(selection.values().size() - 1, limit / Math.max(1, rest)));
        List<PxWebQuery> parts = new ArrayList<>();
        for (int i = 0; i < selection.values().size(); i += size) {
            int end = Math.min(i + size, selection.values().size());
            parts.addAll(with(longest.get(), selection.values().subList(i, end)).split(limit));
        }
        return parts;
    }

    private Optional<String> longest() {
        return selections.entrySet().stream()
                .filter(selection -> selection.getValue().canBeSplit())
                .max(java.util.Comparator.comparingInt(
                        selection -> selection.getValue().values().size()))
                .map(Map.Entry::getKey);
    }

    private PxWebQuery with(String variable, List<String> values) {
        Map<String, Selection> changed = new LinkedHashMap<>(selections);
        changed.put(variable, new Selection(values, selections.get(variable).codelist(), true));
        return new PxWebQuery(version, changed, factor);
    }

    /** As the API takes it by POST. */
    public String body() {
        List<Object> list = new ArrayList<>();
        selections.forEach((code, selection) -> {
            Map<String, Object> entry = new LinkedHashMap<>();
            if (version == 1) {
                entry.put("code", code);
                entry.put(
                        "selection",
                        Map.of("filter", selection.codelist().orElse("item"), "values", selection.values()));
            } else {
                entry.put("variableCode", code);
                selection.codelist().ifPresent(codelist -> entry.put("codelist", codelist));
                entry.put("valueCodes", selection.values());
            }
            list.add(entry);
        });
        return JsonValue.of(
                        version == 1
                                ? Map.of("query", list, "response", Map.of("format", "json-stat2"))
                                : Map.of("selection", list))
                .toString();
    }
}
