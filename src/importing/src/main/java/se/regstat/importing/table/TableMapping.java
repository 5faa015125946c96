package se.regstat.importing.table;

import java.nio.charset.Charset;
import java.nio.charset.IllegalCharsetNameException;
import java.nio.charset.StandardCharsets;
import java.nio.charset.UnsupportedCharsetException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeSet;
import se.regstat.importing.format.TableForm;
import se.regstat.statistics.config.YamlMapping;
import se.regstat.statistics.format.CsvForm;

/**
 * What the columns of a table are, from a mapping file: one YAML document, described in docs/indicators.md.
 *
 * @param file for messages
 * @param wide whether a row has all values of an area, each in its column; else a row is one value
 * @param columns of a wide table: what is in them
 * @param indicator column of a long table (dimension of a PxWeb table) that names the indicator
 * @param constantIndicator the indicator of all values, where no column names it
 * @param period column with the year
 * @param constantPeriod the year of all values, where no column tells it
 * @param value column of a long table with the values
 * @param names ids of indicators by what the table calls them
 * @param where only rows with one of these values in the column
 * @param dimensions indicators told by the values of other columns
 * @param region dimension of a PxWeb table with the areas' codes
 * @param sums indicators to be made on import, with the indicators they are the sum of
 * @param form of a table in CSV or of a workbook
 * @param source of the values, where it is not the indicator's; may be empty
 */
public record TableMapping(
        String file,
        boolean wide,
        Map<String, Column> columns,
        Optional<String> indicator,
        Optional<String> constantIndicator,
        Optional<String> period,
        OptionalInt constantPeriod,
        Optional<String> value,
        Map<String, String> names,
        Map<String, Set<String>> where,
        List<Dimension> dimensions,
        Optional<String> region,
        Map<String, List<String>> sums,
        TableForm form,
        Symbols symbols,
        String source) {

    /**
     * What a column of a wide table holds.
     *
     * @param period empty if another column or a constant tells
     */
    record Column(String indicator, OptionalInt period) {}

    /** Rows with these values are of this indicator. */
    record Dimension(Map<String, Set<String>> where, String indicator) {}

    /** @throws se.regstat.statistics.config.ConfigurationException naming file, line and key of what cannot be used */
    public static TableMapping read(Path file) {
        YamlMapping yaml = YamlMapping.read(file)
                .only(
                        "layout",
                        "columns",
                        "indicator",
                        "constant",
                        "period",
                        "value",
                        "names",
                        "where",
                        "dimensions",
                        "region",
                        "sums",
                        "delimiter",
                        "decimal",
                        "thousands",
                        "encoding",
                        "skip_lines",
                        "skip_last_lines",
                        "sheet",
                        "zero",
                        "missing",
                        "not_applicable",
                        "suppressed",
                        "source");
        String layout = yaml.text("layout").orElse("long");
        if (!Set.of("wide", "long").contains(layout)) {
            throw yaml.error(
                    "layout", "'" + layout + "' should be wide (one row per area) or long (one row per value)");
        }
        boolean wide = layout.equals("wide");
        if (wide) {
            for (String key : List.of("indicator", "value", "dimensions", "region", "names")) {
                if (yaml.keys().contains(key)) {
                    throw yaml.error(key, "is for long tables; columns says what is in those of a wide one");
                }
            }
        } else if (yaml.keys().contains("columns")) {
            throw yaml.error("columns", "is for wide tables; say layout: wide if a row has several values");
        }
        YamlMapping constant = yaml.mapping("constant").only("indicator", "period");
        Symbols symbols = Symbols.read(yaml);
        TableMapping mapping = new TableMapping(
                file.toString(),
                wide,
                columns(yaml),
                yaml.text("indicator"),
                constant.text("indicator"),
                yaml.text("period"),
                constant.number("period"),
                yaml.text("value"),
                texts(yaml.mapping("names")),
                values(yaml.mapping("where")),
                dimensions(yaml),
                yaml.text("region"),
                lists(yaml.mapping("sums")),
                new TableForm(
                        new CsvForm(
                                encoding(yaml),
                                delimiter(yaml),
                                lines(yaml, "skip_lines"),
                                lines(yaml, "skip_last_lines"),
                                OptionalLong.empty(),
                                true),
                        yaml.text("sheet"),
                        Optional.empty(),
                        symbols.decimal()),
                symbols,
                yaml.text("source").orElse(""));
        mapping.check(yaml);
        return mapping;
    }

    /** With the sign for zero that PxWeb itself has, unless the mapping says what that means. */
    public TableMapping ofPxWeb() {
        return new TableMapping(
                file,
                wide,
                columns,
                indicator,
                constantIndicator,
                period,
                constantPeriod,
                value,
                names,
                where,
                dimensions,
                region,
                sums,
                form,
                symbols.ofPxWeb(),
                source);
    }

    /** Ids of all indicators that it names. */
    public Set<String> indicators() {
        Set<String> ids = new TreeSet<>(names.values());
        constantIndicator.ifPresent(ids::add);
        columns.values().forEach(column -> ids.add(column.indicator()));
        dimensions.forEach(dimension -> ids.add(dimension.indicator()));
        ids.addAll(sums.keySet());
        return ids;
    }

    private void check(YamlMapping yaml) {
        if (period.isPresent() && constantPeriod.isPresent()) {
            throw yaml.error("period", "is told twice, by a column and as a constant; keep one");
        }
        if (wide) {
            if (columns.isEmpty()) throw yaml.error("columns", "is missing: what is in the table's columns");
            Set<Column> seen = new HashSet<>();
            columns.forEach((name, column) -> {
                if (column.period().isEmpty() && period.isEmpty() && constantPeriod.isEmpty()) {
                    throw yaml.error("columns", "of which year is '" + name + "'? Say {indicator: …, period: 2022}");
                }
                if (!seen.add(column)) {
                    throw yaml.error(
                            "columns",
                            "'" + name + "' is " + column.indicator() + " of the same year as another column");
                }
            });
            return;
        }
        int told = (indicator.isPresent() ? 1 : 0)
                + (constantIndicator.isPresent() ? 1 : 0)
                + (dimensions.isEmpty() ? 0 : 1);
        if (told != 1) {
            throw yaml.error(
                    "indicator",
                    (told == 0 ? "is missing" : "is told more than once")
                            + "; name the column, or say constant: {indicator: …}, or dimensions: [{where: {…}, indicator: …}]");
        }
        if (period.isEmpty() && constantPeriod.isEmpty()) {
            throw yaml.error("period", "is missing; name the column with the year, or say constant: {period: 2022}");
        }
    }

    private static Map<String, Column> columns(YamlMapping yaml) {
        YamlMapping columns = yaml.mapping("columns");
        Map<String, Column> byName = new LinkedHashMap<>();
        for (String name : columns.keys()) {
            YamlMapping column = columns.mapping(name).only("indicator", "period");
            byName.put(name, new Column(required(column, "indicator"), column.number("period")));
        }
        return byName;
    }

    private static List<Dimension> dimensions(YamlMapping yaml) {
        List<Dimension> dimensions = new ArrayList<>();
        for (YamlMapping dimension : yaml.mappings("dimensions")) {
            dimension.only("where", "indicator");
            dimensions.add(new Dimension(values(dimension.mapping("where")), required(dimension, "indicator")));
        }
        return dimensions;
    }

    private static String required(YamlMapping yaml, String key) {
        return yaml.text(key).orElseThrow(() -> yaml.error(key, "is missing; give an id of indicators.yml"));
    }

    private static Map<String, String> texts(YamlMapping yaml) {
        Map<String, String> texts = new LinkedHashMap<>();
        for (String key : yaml.keys()) {
            texts.put(key, yaml.text(key).orElseThrow(() -> yaml.error(key, "has no value")));
        }
        return texts;
    }

    private static Map<String, List<String>> lists(YamlMapping yaml) {
        Map<String, List<String>> lists = new LinkedHashMap<>();
        for (String key : yaml.keys()) lists.put(key, yaml.list(key));
        return lists;
    }

    private static Map<String, Set<String>> values(YamlMapping yaml) {
        Map<String, Set<String>> values = new LinkedHashMap<>();
        for (String key : yaml.keys()) values.put(key, Set.copyOf(yaml.list(key)));
        return values;
    }

    private static Optional<Character> delimiter(YamlMapping yaml) {
        return yaml.text("delimiter").map(text -> {
            String character = text.equals("tab") || text.equals("\\t") ? "\t" : text;
            if (character.length() == 1) return character.charAt(0);
            throw yaml.error("delimiter", "'" + text + "' should be one character, or tab");
        });
    }

    private static int lines(YamlMapping yaml, String key) {
        int lines = yaml.number(key).orElse(0);
        if (lines < 0) throw yaml.error(key, "should be how many lines to skip, 0 or more");
        return lines;
    }

    private static Charset encoding(YamlMapping yaml) {
        String name = yaml.text("encoding").orElse(StandardCharsets.UTF_8.name());
        try {
            return Charset.forName(name);
        } catch (IllegalCharsetNameException | UnsupportedCharsetException e) {
            throw yaml.error("encoding", "'" + name + "' is not an encoding; give UTF-8, ISO-8859-1 or windows-1252");
        }
    }
}
