package se.regstat.statistics.store.postgis;

import java.sql.SQLException;
import java.util.List;
import java.util.OptionalInt;
import java.util.stream.Stream;
import org.locationtech.jts.io.ParseException;
import se.regstat.statistics.division.VintageId;
import se.regstat.statistics.flow.Pairs;
import se.regstat.statistics.flow.YearFlows;
import se.regstat.statistics.indicator.EventCoverage;

/** The table of flows between areas: a year of an indicator is one row, packed. */
final class FlowTables {

    private static final List<String> COLUMNS =
            List.of("indicator", "division", "vintage", "period", "covers", "codes", "packed");

    private final Database database;

    FlowTables(Database database) {
        this.database = database;
    }

    /** By indicator, division, vintage and year. */
    List<YearFlows> read() throws SQLException, ParseException {
        return database.select(
                "SELECT " + String.join(", ", COLUMNS) + ", " + Columns.PROVENANCE
                        + " FROM regstat_store.flows ORDER BY indicator, division, vintage, period",
                row -> new YearFlows(
                        row.getString("indicator"),
                        Columns.vintage(row),
                        row.getInt("period"),
                        EventCoverage.parse(row.getString("covers")),
                        Columns.texts(row, "codes"),
                        Pairs.unpacked(row.getBytes("packed")),
                        Columns.provenance(row)));
    }

    /** Those of the same indicator, vintage and year are replaced. */
    void write(List<YearFlows> flows) throws SQLException {
        for (YearFlows year : flows) {
            database.update(
                    "DELETE FROM regstat_store.flows WHERE indicator = ? AND division = ? AND vintage = ? AND period = ?",
                    year.indicator(),
                    year.vintage().division(),
                    year.vintage().year(),
                    year.year());
        }
        List<String> columns = Stream.concat(COLUMNS.stream(), Columns.PROVENANCE_COLUMNS.stream())
                .toList();
        CopyRows.into(database.connection(), "regstat_store.flows", columns, rows -> {
            for (YearFlows year : flows) {
                rows.row()
                        .text(year.indicator())
                        .text(year.vintage().division())
                        .text(year.vintage().year())
                        .integer(year.year())
                        .text(year.covers().toString())
                        .texts(year.codes())
                        .bytes(year.pairs().packed())
                        .provenance(year.provenance());
            }
        });
    }

    void deleteVintage(VintageId vintage) throws SQLException {
        database.update(
                "DELETE FROM regstat_store.flows WHERE division = ? AND vintage = ?",
                vintage.division(),
                vintage.year());
    }

    /**
     * @param year all years if empty
     * @return how many years there were
     */
    int delete(String indicator, OptionalInt year) throws SQLException {
        String delete = "DELETE FROM regstat_store.flows WHERE indicator = ?";
        return year.isPresent()
                ? database.update(delete + " AND period = ?", indicator, year.getAsInt())
                : database.update(delete, indicator);
    }
}
