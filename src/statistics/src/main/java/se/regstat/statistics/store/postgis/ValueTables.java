package se.regstat.statistics.store.postgis;

import java.sql.Array;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Set;
import java.util.function.Consumer;
import org.locationtech.jts.io.ParseException;
import se.regstat.statistics.division.VintageId;
import se.regstat.statistics.indicator.PublishedValues;
import se.regstat.statistics.indicator.ReplacedValues;

/**
 * The tables of indicators' values. A year's values are one row with an array: a nation's are read in a moment, and the views
 * make rows of them again. Those of restricted indicators are in a table of their own, as are those of which nobody said yet that they
 * may be shown.
 */
final class ValueTables {

    private static final String COLUMNS = "indicator, division, vintage, period, " + Columns.PROVENANCE;

    /** How many come at a time: one is some hundred thousand bytes, or a million. */
    private static final int LARGE_ROWS = 20;

    private final Database database;
    private final IndicatorTable indicators;

    ValueTables(Database database, IndicatorTable indicators) {
        this.database = database;
        this.indicators = indicators;
    }

    /** By indicator, division, vintage and year. */
    void read(Consumer<PublishedValues> each) throws SQLException, ParseException {
        read(each, "true");
    }

    void read(Set<String> indicators, Consumer<PublishedValues> each) throws SQLException, ParseException {
        read(each, "indicator = ANY (?)", (Object) array(indicators));
    }

    private void read(Consumer<PublishedValues> each, String where, Object... parameters)
            throws SQLException, ParseException {
        Map<Integer, List<String>> codeLists = new HashMap<>();
        database.select(
                "SELECT id, codes FROM regstat_store.code_lists",
                row -> codeLists.put(row.getInt(1), Columns.texts(row, "codes")));
        database.each(
                LARGE_ROWS,
                "SELECT " + COLUMNS + ", code_list, " + Columns.sent("numbers") + " AS numbers, statuses"
                        + " FROM regstat_store.published_values WHERE " + where
                        + " ORDER BY indicator, division, vintage, period",
                row -> each.accept(new PublishedValues(
                        row.getString("indicator"),
                        Columns.vintage(row),
                        row.getInt("period"),
                        codeLists.get(row.getInt("code_list")),
                        Columns.reals(row.getBytes("numbers")),
                        row.getBytes("statuses"),
                        Columns.provenance(row))),
                parameters);
    }

    /** By the time they were replaced. */
    List<ReplacedValues> readReplaced() throws SQLException, ParseException {
        return database.select(
                "SELECT " + COLUMNS + ", replaced FROM regstat_store.replaced_values ORDER BY id",
                row -> new ReplacedValues(
                        row.getString("indicator"),
                        Columns.vintage(row),
                        row.getInt("period"),
                        Columns.provenance(row),
                        Columns.time(row, "replaced")));
    }

    void write(List<PublishedValues> values) throws SQLException {
        Map<String, Boolean> shown = new HashMap<>();
        Map<List<String>, Integer> codeLists = new HashMap<>();
        for (PublishedValues year : values) {
            delete(year.indicator(), year.vintage(), year.year());
            if (!shown.containsKey(year.indicator())) {
                shown.put(year.indicator(), indicators.known(year.indicator()).isShown());
            }
            if (!codeLists.containsKey(year.codes())) codeLists.put(year.codes(), codeList(year.codes()));
        }
        List<String> columns = new ArrayList<>(
                List.of("shown", "indicator", "division", "vintage", "period", "code_list", "numbers", "statuses"));
        columns.addAll(Columns.PROVENANCE_COLUMNS);
        CopyRows.into(database.connection(), "regstat_store.published_values", columns, rows -> {
            for (PublishedValues year : values) {
                rows.row().truth(shown.get(year.indicator())).text(year.indicator());
                rows.text(year.vintage().division()).text(year.vintage().year()).integer(year.year());
                rows.integer(codeLists.get(year.codes())).reals(year.values()).bytes(year.statuses());
                rows.provenance(year.provenance());
            }
        });
    }

    private int codeList(List<String> codes) throws SQLException {
        String checksum = "encode(sha256(convert_to(array_to_string(given.codes, E'\\n'), 'UTF8')), 'hex')";
        String given = " FROM (SELECT ?::text[] AS codes) AS given";
        database.update(
                "INSERT INTO regstat_store.code_lists (checksum, codes) SELECT " + checksum + ", given.codes" + given
                        + " ON CONFLICT DO NOTHING",
                array(codes));
        return database.one(
                "SELECT id FROM regstat_store.code_lists WHERE checksum = (SELECT " + checksum + given + ")",
                row -> row.getInt(1),
                array(codes));
    }

    /** Moves values to where views read them, or away from there. */
    void show(String indicator, boolean shown) throws SQLException {
        database.update(
                "UPDATE regstat_store.published_values SET shown = ? WHERE indicator = ? AND shown <> ?",
                shown,
                indicator,
                shown);
    }

    /** @return 1, or 0 if there were none */
    int delete(String indicator, VintageId vintage, int year) throws SQLException {
        return delete(
                "indicator = ? AND division = ? AND vintage = ? AND period = ?",
                indicator,
                vintage.division(),
                vintage.year(),
                year);
    }

    /** @return how many years of values there were */
    int deleteVintage(VintageId vintage) throws SQLException {
        return delete("division = ? AND vintage = ?", vintage.division(), vintage.year());
    }

    /**
     * @param year all years if empty
     * @return how many years of values there were, in all divisions
     */
    int deleteIndicator(String indicator, OptionalInt year) throws SQLException {
        return year.isPresent()
                ? delete("indicator = ? AND period = ?", indicator, year.getAsInt())
                : delete("indicator = ?", indicator);
    }

    /** Deletes values and notes where they came from. */
    private int delete(String where, Object... parameters) throws SQLException {
        return database.update(
                "WITH gone AS (DELETE FROM regstat_store.published_values WHERE " + where + " RETURNING " + COLUMNS
                        + ") INSERT INTO regstat_store.replaced_values (" + COLUMNS + ", replaced) SELECT " + COLUMNS
                        + ", date_trunc('milliseconds', clock_timestamp()) FROM gone"
                        + " ORDER BY indicator, division, vintage, period",
                parameters);
    }

    /** Notes where values came from that another store replaced. */
    void writeReplaced(List<ReplacedValues> replaced) throws SQLException {
        for (ReplacedValues values : replaced) {
            database.update(
                    "INSERT INTO regstat_store.replaced_values (" + COLUMNS
                            + ", replaced) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
                    values.indicator(),
                    values.vintage().division(),
                    values.vintage().year(),
                    values.year(),
                    OffsetDateTime.ofInstant(values.provenance().imported(), ZoneOffset.UTC),
                    values.provenance().file(),
                    values.provenance().checksum(),
                    values.provenance().source(),
                    OffsetDateTime.ofInstant(values.replaced(), ZoneOffset.UTC));
        }
    }

    private Array array(Collection<String> texts) throws SQLException {
        return database.connection().createArrayOf("text", texts.toArray());
    }
}
