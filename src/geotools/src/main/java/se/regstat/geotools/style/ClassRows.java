package se.regstat.geotools.style;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What templates are told of classes: a mapping for each, with {@code name}, {@code title}, {@code color}, and where there are such
 * limits {@code from} (inclusive), {@code above} (exclusive), {@code below} (exclusive) and {@code up_to} (inclusive).
 */
final class ClassRows {

    /** Signs beside a dash are hard to tell from it. */
    private static final String SPACED = " – ";

    private final Classification classes;
    private final List<String> colors;
    private final SwedishNumbers numbers;
    private final String unit;
    private final String dash;

    /**
     * @param decimals of values that have classes of their own
     * @param signed whether numbers above zero have a plus sign
     * @param unit after each number; may be empty
     */
    ClassRows(Classification classes, List<String> colors, int decimals, boolean signed, String unit) {
        this.classes = classes;
        this.colors = colors;
        this.numbers =
                classes.values().isEmpty() ? SwedishNumbers.exactly(signed) : new SwedishNumbers(decimals, signed);
        this.dash = signed ? SPACED : "–";
        this.unit = unit.isEmpty() ? "" : "\u00A0" + unit;
    }

    List<Map<String, String>> rows() {
        List<Map<String, String>> rows = new ArrayList<>();
        for (int i = 0; i < classes.size(); i++) {
            Map<String, String> row = new LinkedHashMap<>();
            row.put("name", "class_" + (i + 1));
            row.put("title", title(i));
            row.put("color", colors.get(i));
            if (i > 0) row.put("from", SwedishNumbers.plain(classes.limits().get(i - 1)));
            if (i < classes.limits().size()) {
                row.put("below", SwedishNumbers.plain(classes.limits().get(i)));
            }
            rows.add(row);
        }
        return rows;
    }

    private String title(int number) {
        List<Double> limits = classes.limits();
        if (!classes.values().isEmpty()) return numbers.text(classes.values().get(number)) + unit;
        if (limits.isEmpty()) return "alla värden / all values";
        if (number == 0) {
            String limit = numbers.text(limits.get(0)) + unit;
            return "under " + limit + " / below " + limit;
        }
        if (number == limits.size()) {
            String limit = numbers.text(limits.get(number - 1)) + unit;
            return limit + " eller mer / " + limit + " or more";
        }
        double from = limits.get(number - 1);
        double to = limits.get(number);
        return numbers.text(from) + (from < 0 ? SPACED : dash) + numbers.text(to) + unit;
    }
}
