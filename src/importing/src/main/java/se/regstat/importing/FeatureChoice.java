package se.regstat.importing;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import se.regstat.importing.format.FeatureFile;
import se.regstat.importing.format.ImportException;
import se.regstat.importing.format.Numbers;
import se.regstat.importing.format.Problems;

/**
 * Which features of a file are wanted.
 *
 * @param where only those with one of these values in the column; empty for all
 * @param columns that the file must have, whether they are used or not
 */
public record FeatureChoice(Map<String, Set<String>> where, List<String> columns) {

    public static final FeatureChoice ALL = new FeatureChoice(Map.of(), List.of());

    public FeatureChoice {
        where = Map.copyOf(where);
        columns = List.copyOf(columns);
    }

    /** @throws ImportException if the file lacks a column */
    public FeatureFile of(FeatureFile read, Path file) {
        List<String> needed = new ArrayList<>(columns);
        needed.addAll(where.keySet());
        for (String column : needed) require(column, read, file);
        if (where.isEmpty()) return read;
        return new FeatureFile(
                read.columns(),
                read.crs(),
                read.features().stream()
                        .filter(feature -> isWanted(feature.attributes(), where))
                        .toList(),
                read.part(),
                read.notes());
    }

    /** To be told of what is read, which takes no notice of what is wrong with features that are not wanted. */
    public Problems problems(Path file) {
        return Problems.ofWanted(file.toString(), attributes -> isWanted(attributes, where));
    }

    /**
     * @param attributes of a feature, by their columns
     * @param where values by columns, of each of which it is to have one
     */
    public static boolean isWanted(Map<String, ?> attributes, Map<String, ? extends Collection<String>> where) {
        return where.entrySet().stream().allMatch(column -> {
            Object value = attributes.get(column.getKey());
            return column.getValue()
                    .contains(value == null ? "" : Numbers.text(value).strip());
        });
    }

    static void require(String column, FeatureFile read, Path file) {
        if (read.columns().contains(column)) return;
        throw new ImportException(
                file + " has no column '" + column + "'; its columns are: " + String.join(", ", read.columns()));
    }
}
