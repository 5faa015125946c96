package se.regstat.statistics.reaggregation;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.locationtech.jts.geom.Geometry;
import se.regstat.statistics.overlay.Targets;
import se.regstat.statistics.request.Message;
import se.regstat.statistics.request.ReaggregationException;

/**
 * Somebody's own polygons as they came, a row each: what {@link Boundaries} are made of once it is known which column tells them
 * apart, and which has their names.
 *
 * @param columns names
 * @param rows in the order they came
 * @param notes for who asks: what was assumed, and what was left out
 */
public record OwnBoundaries(List<String> columns, List<Row> rows, List<String> notes) {

    private static final List<String> IDS = List.of("code", "kod", "id", "target_id");
    private static final Pattern CODE = Pattern.compile("(?i).*(kod|code)");
    private static final List<String> NAMES = List.of("area_name", "name", "namn", "target_name");
    private static final Pattern NAME = Pattern.compile("(?i).*namn");

    private static final String NUMBERED = "none";

    /** What a layer of an indicator has: a row for each area and year. */
    private static final List<String> THROUGH_TIME = List.of("code", "period", "year", "vintage");

    public OwnBoundaries {
        columns = List.copyOf(columns);
        rows = List.copyOf(rows);
        notes = List.copyOf(notes);
    }

    /**
     * A polygon.
     *
     * @param geometry in EPSG:3006 (E, N)
     * @param values a text for each column; empty where there is none
     */
    public record Row(Geometry geometry, List<String> values) {
        public Row {
            values = List.copyOf(values);
        }
    }

    /** An attribute as a value of {@link Row#values}: readers make 7 to 7.0 at times, and nothing to null. */
    public static String text(Object value) {
        if (value == null) return "";
        if (value instanceof Double || value instanceof Float) {
            double number = ((Number) value).doubleValue();
            if (number == Math.rint(number) && Math.abs(number) < 1e18) return new BigDecimal(number).toPlainString();
        }
        return value.toString().strip();
    }

    /**
     * With ids and names.
     *
     * @param idAttribute which column names a boundary, or none for numbers from 1; empty for the first of code, kod and id that
     *     tells them apart, or the only one that ends in kod or code and does. Where there are such columns and none does, or
     *     several do, the choice is asked for; where there are none, they are numbered from 1
     * @param nameAttribute which column has names for readers; empty for area_name, name or namn, or the only one that ends in
     *     namn, if there is one
     * @param cancelled asked between boundaries
     * @throws ReaggregationException if they cannot be boundaries; the message says which and why
     * @throws java.util.concurrent.CancellationException once {@code cancelled} says so
     */
    public Boundaries named(Optional<String> idAttribute, Optional<String> nameAttribute, BooleanSupplier cancelled) {
        if (rows.isEmpty()) throw ReaggregationException.of("boundaries", "there are none; give at least one polygon");
        List<String> ids = ids(idAttribute);
        List<String> names = names(nameAttribute);
        try {
            List<Geometry> geometries = rows.stream().map(Row::geometry).toList();
            return Boundaries.of(Targets.of(ids, geometries, cancelled), names);
        } catch (IllegalArgumentException e) {
            throw ReaggregationException.of("boundaries", e.getMessage(), e);
        }
    }

    /** Names for readers; empty for rows without one. @see #named */
    public List<String> names(Optional<String> nameAttribute) {
        return nameAttribute.isPresent()
                ? values(column(nameAttribute.get(), "nameAttribute"))
                : NAMES.stream()
                        .flatMap(name -> find(name).stream())
                        .findFirst()
                        .or(() -> only(NAME))
                        .map(this::values)
                        .orElseGet(() -> rows.stream().map(row -> "").toList());
    }

    /** What tells the rows apart. @see #named */
    public List<String> ids(Optional<String> idAttribute) {
        if (idAttribute.isPresent()) {
            if (idAttribute.get().equals(NUMBERED) && find(NUMBERED).isEmpty()) return numbers();
            String column = column(idAttribute.get(), "idAttribute");
            List<String> ids = values(column);
            fault(column).ifPresent(fault -> {
                throw ReaggregationException.of("idAttribute", otherwise(fault));
            });
            return ids;
        }
        List<String> named =
                IDS.stream().flatMap(name -> find(name).stream()).distinct().toList();
        List<String> alike =
                alike(CODE).stream().filter(name -> !named.contains(name)).toList();
        Optional<String> first = named.stream().filter(this::tellsApart).findFirst();
        if (first.isPresent()) return values(first.get());
        List<String> apart = alike.stream().filter(this::tellsApart).toList();
        if (apart.size() == 1) return values(apart.get(0));
        if (apart.size() > 1) {
            throw ReaggregationException.of(
                    "boundaries",
                    Message.of(String.join(" and ", apart) + " both tell them apart; say which it is with ")
                            .parameter("idAttribute")
                            .text(", as in ")
                            .setting("idAttribute", apart.get(0)));
        }
        if (THROUGH_TIME.stream().allMatch(name -> find(name).isPresent())) {
            throw ReaggregationException.of(
                    "boundaries",
                    "they have a row for each area and year; take the areas themselves, a vintage of their division, as"
                            + " in deso@2025");
        }
        Optional<String> nearly =
                named.stream().findFirst().or(() -> alike.stream().findFirst());
        nearly.flatMap(this::fault).ifPresent(fault -> {
            throw ReaggregationException.of("boundaries", otherwise(fault));
        });
        return numbers();
    }

    private List<String> numbers() {
        return IntStream.rangeClosed(1, rows.size()).mapToObj(Integer::toString).toList();
    }

    private boolean tellsApart(String column) {
        return fault(column).isEmpty();
    }

    /** Why the values of a column cannot be ids: which are repeated, or which rows lack one. Empty if they can. */
    private Optional<String> fault(String column) {
        List<String> values = values(column);
        List<Integer> without = new ArrayList<>();
        Map<String, Integer> counts = new LinkedHashMap<>();
        for (int i = 0; i < values.size(); i++) {
            if (values.get(i).isEmpty()) without.add(i + 1);
            else counts.merge(values.get(i), 1, Integer::sum);
        }
        List<String> repeated = counts.entrySet().stream()
                .filter(count -> count.getValue() > 1)
                .map(count -> count.getKey() + " (" + count.getValue() + " times)")
                .toList();
        if (without.isEmpty() && repeated.isEmpty()) return Optional.empty();
        List<String> said = new ArrayList<>();
        if (!repeated.isEmpty())
            said.add(few(repeated) + (repeated.size() == 1 ? " is" : " are") + " there more than once");
        if (!without.isEmpty()) {
            said.add((without.size() == 1 ? "feature " : "features ")
                    + few(without.stream()
                            .map(number -> Integer.toString(number))
                            .toList())
                    + (without.size() == 1 ? " has none" : " have none"));
        }
        return Optional.of("attribute '" + column + "' does not tell them apart: " + String.join("; ", said));
    }

    private static String few(List<String> all) {
        return String.join(", ", all.subList(0, Math.min(10, all.size()))) + (all.size() > 10 ? ", …" : "");
    }

    /** A fault, and what would be right. */
    private Message otherwise(String fault) {
        List<String> others = columns.stream().filter(this::tellsApart).toList();
        Message told = Message.of(fault + ". ");
        told = others.isEmpty()
                ? told.text("No other attribute does")
                : told.text("These do: " + few(others) + "; say which with ")
                        .parameter("idAttribute")
                        .text(", as in ")
                        .setting("idAttribute", others.get(0));
        return told.text("; ").setting("idAttribute", NUMBERED).text(" numbers them from 1");
    }

    private String column(String wanted, String parameter) {
        return find(wanted)
                .orElseThrow(() -> ReaggregationException.of(
                        parameter,
                        "the boundaries have no attribute '" + wanted + "'; they have " + String.join(", ", columns)));
    }

    /** A column by name, whatever its case. */
    private Optional<String> find(String wanted) {
        return columns.stream().filter(name -> name.equalsIgnoreCase(wanted)).findFirst();
    }

    /** The one column of its kind; empty if there are several. */
    private Optional<String> only(Pattern kind) {
        List<String> found = alike(kind);
        return found.size() == 1 ? Optional.of(found.get(0)) : Optional.empty();
    }

    private List<String> alike(Pattern kind) {
        return columns.stream().filter(name -> kind.matcher(name).matches()).toList();
    }

    private List<String> values(String column) {
        int place = columns.indexOf(column);
        return rows.stream().map(row -> row.values().get(place)).toList();
    }
}
