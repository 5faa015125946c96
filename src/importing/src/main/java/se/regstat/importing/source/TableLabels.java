package se.regstat.importing.source;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import se.regstat.importing.download.Caller;
import se.regstat.importing.format.ImportException;
import se.regstat.importing.format.Progress;
import se.regstat.importing.pxweb.PxWebApi;

/**
 * What a table calls the codes that a recipe asks for. Where it is not known for certain what a code stands for, the recipe says what
 * should be in the table's text for it; where a code is not known, what that text is.
 */
public final class TableLabels {

    private final Recipe recipe;
    private final Content.Table table;

    public TableLabels(Recipe recipe, Content.Table table) {
        this.recipe = recipe;
        this.table = table;
    }

    /**
     * The codes that were looked for, by dimension.
     *
     * @throws ImportException if a code is called something else than it should be, or none is called what was looked for
     */
    public Map<String, String> found(Caller caller, Progress progress) {
        if (table.labels().isEmpty() && table.labelled().isEmpty()) return Map.of();
        Map<String, Map<String, String>> labels = new PxWebApi(table.table(), 2, caller, progress).labels();
        table.labels()
                .forEach((dimension, words) -> words.forEach((code, word) -> {
                    String text = labels.getOrDefault(dimension, Map.of()).getOrDefault(code, "");
                    if (!lower(text).contains(lower(word))) {
                        throw differs(
                                "calls " + code + " of " + dimension + (text.isEmpty() ? " nothing" : " '" + text + "'")
                                        + ", and '" + word + "' is expected in that");
                    }
                }));
        Map<String, String> found = new LinkedHashMap<>();
        table.labelled().forEach((dimension, word) -> found.put(dimension, code(labels, dimension, word)));
        return found;
    }

    private String code(Map<String, Map<String, String>> labels, String dimension, String word) {
        Map<String, String> texts = labels.getOrDefault(dimension, Map.of());
        List<String> codes = texts.entrySet().stream()
                .filter(entry -> lower(entry.getValue()).equals(lower(word)))
                .map(Map.Entry::getKey)
                .toList();
        if (codes.size() == 1) return codes.get(0);
        throw differs("has " + (codes.isEmpty() ? "no value" : codes.size() + " values") + " called '" + word + "' in "
                + dimension + "; its values are: "
                + texts.entrySet().stream()
                        .limit(20)
                        .map(entry -> entry.getKey() + " '" + entry.getValue() + "'")
                        .collect(Collectors.joining(", ")));
    }

    private ImportException differs(String how) {
        return new ImportException(table.table() + " " + how + "; nothing was stored: " + recipe.advice());
    }

    private static String lower(String text) {
        return text.strip().toLowerCase(Locale.ROOT);
    }
}
