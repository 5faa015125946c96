package se.regstat.importing.table;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import se.regstat.importing.format.ImportException;

/** Which indicator and year a row of a long table tells, by its mapping. A PxWeb table is one too: its columns are dimensions. */
public final class LongColumns {

    private record Condition(int column, Set<String> values) {
        boolean holds(List<String> row) {
            return values.contains(row.get(column).strip());
        }
    }

    private record Named(List<Condition> where, String indicator) {}

    private final TableMapping mapping;
    private final Columns columns;
    private final List<Condition> where;
    private final List<Named> dimensions = new ArrayList<>();
    private final Optional<Integer> indicator;
    private final Optional<Integer> period;

    /** @throws ImportException if the mapping names a column that the table does not have */
    public LongColumns(TableMapping mapping, Columns columns) {
        this.mapping = mapping;
        this.columns = columns;
        where = conditions(mapping.where());
        for (TableMapping.Dimension dimension : mapping.dimensions()) {
            dimensions.add(new Named(conditions(dimension.where()), dimension.indicator()));
        }
        indicator = mapping.indicator().map(name -> columns.number(name, "indicator"));
        period = mapping.period().map(name -> columns.number(name, "period"));
    }

    private List<Condition> conditions(Map<String, Set<String>> wanted) {
        List<Condition> conditions = new ArrayList<>();
        wanted.forEach((name, values) -> conditions.add(new Condition(columns.number(name, "where"), values)));
        return conditions;
    }

    /** Numbers of all columns that the mapping speaks of. */
    Set<Integer> used() {
        return columns.used();
    }

    boolean isWanted(List<String> row) {
        for (Condition condition : where) if (!condition.holds(row)) return false;
        return true;
    }

    /** Ids of the indicators that a row is of: none if it is left out. */
    public List<String> indicators(List<String> row) {
        if (!isWanted(row)) return List.of();
        if (mapping.constantIndicator().isPresent())
            return mapping.constantIndicator().stream().toList();
        if (indicator.isPresent()) {
            String name = row.get(indicator.get()).strip();
            return List.of(mapping.names().getOrDefault(name, name));
        }
        List<String> ids = new ArrayList<>(1);
        for (Named dimension : dimensions) {
            if (dimension.where().stream().allMatch(condition -> condition.holds(row))) ids.add(dimension.indicator());
        }
        return ids;
    }

    public String period(List<String> row) {
        return period.isPresent()
                ? row.get(period.get()).strip()
                : Integer.toString(mapping.constantPeriod().getAsInt());
    }

    /** The year that a text tells; empty if it is none. */
    public static OptionalInt year(String text) {
        return text.matches("[12]\\d{3}") ? OptionalInt.of(Integer.parseInt(text)) : OptionalInt.empty();
    }
}
