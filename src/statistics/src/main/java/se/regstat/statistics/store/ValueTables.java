package se.regstat.statistics.store;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.function.Consumer;
import java.util.function.Predicate;
import se.regstat.statistics.division.VintageId;
import se.regstat.statistics.indicator.Provenance;
import se.regstat.statistics.indicator.PublishedValues;
import se.regstat.statistics.indicator.ReplacedValues;

/**
 * The tables of indicators' values. A year's values of an indicator are one row, packed: reading a nation's takes a moment,
 * where a row for each value would take many seconds.
 */
final class ValueTables {

    static final String PROVENANCE = "imported, imported_from, checksum, source";

    private final Connection connection;

    ValueTables(Connection connection) {
        this.connection = connection;
    }

    /** By indicator, division, vintage and year: those of the indicators that are wanted; others are not unpacked. */
    void read(Predicate<String> wanted, Consumer<PublishedValues> each) throws SQLException {
        Map<Integer, List<String>> codeLists = new HashMap<>();
        try (PreparedStatement select = connection.prepareStatement("SELECT id, codes FROM regstat_code_lists");
                ResultSet row = select.executeQuery()) {
            while (row.next())
                codeLists.put(row.getInt(1), row.getString(2).lines().toList());
        }
        try (PreparedStatement select =
                        connection.prepareStatement("SELECT indicator, division, vintage, period, code_list, packed, "
                                + PROVENANCE + " FROM regstat_values ORDER BY indicator, division, vintage, period");
                ResultSet row = select.executeQuery()) {
            while (row.next()) {
                if (!wanted.test(row.getString("indicator"))) continue;
                List<String> codes = codeLists.get(row.getInt("code_list"));
                ByteBuffer packed = ByteBuffer.wrap(row.getBytes("packed")).order(ByteOrder.LITTLE_ENDIAN);
                double[] numbers = new double[codes.size()];
                byte[] statuses = new byte[codes.size()];
                packed.asDoubleBuffer().get(numbers);
                packed.position(Double.BYTES * numbers.length).get(statuses);
                each.accept(new PublishedValues(
                        row.getString("indicator"),
                        new VintageId(row.getString("division"), row.getString("vintage")),
                        row.getInt("period"),
                        codes,
                        numbers,
                        statuses,
                        provenance(row)));
            }
        }
    }

    /** By the time they were replaced. */
    List<ReplacedValues> readReplaced() throws SQLException {
        List<ReplacedValues> replaced = new ArrayList<>();
        try (PreparedStatement select =
                        connection.prepareStatement("SELECT indicator, division, vintage, period, replaced, "
                                + PROVENANCE + " FROM regstat_replaced_values ORDER BY id");
                ResultSet row = select.executeQuery()) {
            while (row.next()) {
                replaced.add(new ReplacedValues(
                        row.getString("indicator"),
                        new VintageId(row.getString("division"), row.getString("vintage")),
                        row.getInt("period"),
                        provenance(row),
                        Instant.parse(row.getString("replaced"))));
            }
        }
        return replaced;
    }

    /** Puts these in place of what there is. */
    void writeReplaced(List<ReplacedValues> replaced) throws SQLException {
        try (PreparedStatement delete = connection.prepareStatement("DELETE FROM regstat_replaced_values");
                PreparedStatement insert = connection.prepareStatement(
                        "INSERT INTO regstat_replaced_values (indicator, division, vintage, period, " + PROVENANCE
                                + ", replaced) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)")) {
            delete.executeUpdate();
            for (ReplacedValues values : replaced) {
                insert.setString(1, values.indicator());
                insert.setString(2, values.vintage().division());
                insert.setString(3, values.vintage().year());
                insert.setInt(4, values.year());
                AncillaryTables.setProvenance(insert, 5, values.provenance());
                insert.setString(9, values.replaced().toString());
                insert.executeUpdate();
            }
        }
    }

    static Provenance provenance(ResultSet row) throws SQLException {
        return new Provenance(
                Instant.parse(row.getString("imported")),
                row.getString("imported_from"),
                row.getString("checksum"),
                row.getString("source"));
    }

    void write(List<PublishedValues> values) throws SQLException {
        Map<List<String>, Integer> codeLists = new HashMap<>();
        try (PreparedStatement insert = connection.prepareStatement(
                "INSERT INTO regstat_values (indicator, division, vintage, period, code_list, packed, " + PROVENANCE
                        + ") VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)")) {
            for (PublishedValues year : values) {
                delete(year.indicator(), year.vintage(), year.year());
                Integer codeList = codeLists.get(year.codes());
                if (codeList == null) {
                    codeList = codeList(year.codes());
                    codeLists.put(year.codes(), codeList);
                }
                ByteBuffer packed = ByteBuffer.allocate((Double.BYTES + 1) * year.values().length)
                        .order(ByteOrder.LITTLE_ENDIAN);
                packed.asDoubleBuffer().put(year.values());
                packed.position(Double.BYTES * year.values().length).put(year.statuses());
                insert.setString(1, year.indicator());
                insert.setString(2, year.vintage().division());
                insert.setString(3, year.vintage().year());
                insert.setInt(4, year.year());
                insert.setInt(5, codeList);
                insert.setBytes(6, packed.array());
                insert.setString(7, year.provenance().imported().toString());
                insert.setString(8, year.provenance().file());
                insert.setString(9, year.provenance().checksum());
                insert.setString(10, year.provenance().source());
                insert.executeUpdate();
            }
        }
    }

    private int codeList(List<String> codes) throws SQLException {
        String text = String.join("\n", codes);
        String checksum = checksum(text);
        try (PreparedStatement insert = connection.prepareStatement(
                        "INSERT OR IGNORE INTO regstat_code_lists (checksum, codes) VALUES (?, ?)");
                PreparedStatement select =
                        connection.prepareStatement("SELECT id FROM regstat_code_lists WHERE checksum = ?")) {
            insert.setString(1, checksum);
            insert.setString(2, text);
            insert.executeUpdate();
            select.setString(1, checksum);
            try (ResultSet row = select.executeQuery()) {
                row.next();
                return row.getInt(1);
            }
        }
    }

    private static String checksum(String text) {
        try {
            return HexFormat.of()
                    .formatHex(MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Deletes the values of an indicator for a vintage and notes where they came from. @return 1, or 0 if there were none */
    int delete(String indicator, VintageId vintage, int year) throws SQLException {
        return delete(
                "indicator = ? AND division = ? AND vintage = ? AND (? IS NULL OR period = ?)",
                List.of(indicator, vintage.division(), vintage.year()),
                OptionalInt.of(year));
    }

    /** @return how many years of values there were */
    int deleteVintage(VintageId vintage) throws SQLException {
        return delete(
                "division = ? AND vintage = ? AND (? IS NULL OR period = ?)",
                List.of(vintage.division(), vintage.year()),
                OptionalInt.empty());
    }

    /**
     * @param year all years if empty
     * @return how many years of values there were, in all divisions
     */
    int deleteIndicator(String indicator, OptionalInt year) throws SQLException {
        return delete("indicator = ? AND (? IS NULL OR period = ?)", List.of(indicator), year);
    }

    private int delete(String where, List<String> texts, OptionalInt year) throws SQLException {
        try (PreparedStatement keep = connection.prepareStatement(
                        "INSERT INTO regstat_replaced_values (indicator, division, vintage, period, " + PROVENANCE
                                + ", replaced) SELECT indicator, division, vintage, period, " + PROVENANCE
                                + ", strftime('%Y-%m-%dT%H:%M:%fZ','now') FROM regstat_values WHERE " + where);
                PreparedStatement delete = connection.prepareStatement("DELETE FROM regstat_values WHERE " + where)) {
            for (PreparedStatement statement : List.of(keep, delete)) {
                int parameter = 1;
                for (String text : texts) statement.setString(parameter++, text);
                Integer boxed = year.isPresent() ? year.getAsInt() : null;
                statement.setObject(parameter++, boxed);
                statement.setObject(parameter, boxed);
            }
            if (keep.executeUpdate() == 0) return 0;
            return delete.executeUpdate();
        }
    }
}
