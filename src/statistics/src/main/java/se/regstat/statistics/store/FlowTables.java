package se.regstat.statistics.store;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import se.regstat.statistics.division.VintageId;
import se.regstat.statistics.flow.Pairs;
import se.regstat.statistics.flow.YearFlows;
import se.regstat.statistics.indicator.EventCoverage;

/** The table of flows between areas: a year of an indicator is one row, packed. */
final class FlowTables {

    private static final String COLUMNS = "indicator, division, vintage, period, covers, codes, packed, ";

    private final Connection connection;

    FlowTables(Connection connection) {
        this.connection = connection;
    }

    /** By indicator, division, vintage and year. */
    List<YearFlows> read() throws SQLException {
        List<YearFlows> flows = new ArrayList<>();
        try (PreparedStatement select = connection.prepareStatement("SELECT " + COLUMNS + ValueTables.PROVENANCE
                        + " FROM regstat_flows ORDER BY indicator, division, vintage, period");
                ResultSet row = select.executeQuery()) {
            while (row.next()) {
                flows.add(new YearFlows(
                        row.getString("indicator"),
                        new VintageId(row.getString("division"), row.getString("vintage")),
                        row.getInt("period"),
                        EventCoverage.parse(row.getString("covers")),
                        row.getString("codes").lines().toList(),
                        Pairs.unpacked(row.getBytes("packed")),
                        ValueTables.provenance(row)));
            }
        }
        return flows;
    }

    /** Those of the same indicator, vintage and year are replaced. */
    void write(List<YearFlows> flows) throws SQLException {
        try (PreparedStatement insert = connection.prepareStatement("INSERT OR REPLACE INTO regstat_flows (" + COLUMNS
                + ValueTables.PROVENANCE + ") VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)")) {
            for (YearFlows year : flows) {
                insert.setString(1, year.indicator());
                insert.setString(2, year.vintage().division());
                insert.setString(3, year.vintage().year());
                insert.setInt(4, year.year());
                insert.setString(5, year.covers().toString());
                insert.setString(6, String.join("\n", year.codes()));
                insert.setBytes(7, year.pairs().packed());
                AncillaryTables.setProvenance(insert, 8, year.provenance());
                insert.executeUpdate();
            }
        }
    }

    void deleteVintage(VintageId vintage) throws SQLException {
        try (PreparedStatement delete =
                connection.prepareStatement("DELETE FROM regstat_flows WHERE division = ? AND vintage = ?")) {
            delete.setString(1, vintage.division());
            delete.setString(2, vintage.year());
            delete.executeUpdate();
        }
    }

    /**
     * @param year all years if empty
     * @return how many years there were
     */
    int delete(String indicator, OptionalInt year) throws SQLException {
        try (PreparedStatement delete = connection.prepareStatement(
                "DELETE FROM regstat_flows WHERE indicator = ? AND (? IS NULL OR period = ?)")) {
            Integer period = year.isPresent() ? year.getAsInt() : null;
            delete.setString(1, indicator);
            delete.setObject(2, period);
            delete.setObject(3, period);
            return delete.executeUpdate();
        }
    }
}
