package se.regstat.importing.table;

import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import se.regstat.importing.format.ImportException;
import se.regstat.importing.format.JsonStat;

/** The columns of a table that a mapping is held against. */
public final class Columns {

    private final String table;
    private final String kind;
    private final List<String> names;
    private final TableMapping mapping;
    private final Set<Integer> used = new TreeSet<>();

    /** @param kind what messages call them: column or dimension */
    public Columns(String table, String kind, List<String> names, TableMapping mapping) {
        this.table = table;
        this.kind = kind;
        this.names = names;
        this.mapping = mapping;
    }

    /**
     * The place of a column that the mapping names.
     *
     * @throws ImportException if the table does not have it
     */
    public int number(String name, String key) {
        return find(name, mapping.file() + ", " + key);
    }

    /** The place of a column that the user named by an option. */
    public int option(String name, String option) {
        return find(name, option);
    }

    private int find(String name, String who) {
        int number = names.indexOf(name);
        if (number < 0) {
            throw new ImportException(who + ": " + table + " has no " + kind + " '" + name + "'; its " + kind
                    + "s are: " + String.join(", ", names));
        }
        used.add(number);
        return number;
    }

    Set<Integer> used() {
        return used;
    }

    /** Names of those that nobody asked for. */
    public List<String> unused() {
        return names.stream()
                .filter(name -> !used.contains(names.indexOf(name)))
                .toList();
    }

    /**
     * Of a PxWeb table.
     *
     * @throws ImportException if a dimension that nobody asked for has several values
     */
    public void refuseAmbiguous(JsonStat answer) {
        for (String dimension : unused()) {
            List<String> codes = answer.codes().get(answer.dimensions().indexOf(dimension));
            if (codes.size() > 1) {
                throw new ImportException(mapping.file() + " does not speak of dimension " + dimension + ", which has "
                        + codes.size() + " values (" + String.join(", ", codes.subList(0, Math.min(5, codes.size())))
                        + (codes.size() > 5 ? ", …" : "") + "); choose one with where: {" + dimension + ": "
                        + codes.get(0) + "}, or tell them apart with dimensions");
            }
        }
    }
}
