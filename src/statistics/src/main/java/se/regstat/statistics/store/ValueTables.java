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
import java.util.BitSet;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.function.Consumer;
import java.util.function.Predicate;
import se.regstat.statistics.division.VintageId;
import se.regstat.statistics.indicator.ListedValues;
import se.regstat.statistics.indicator.Presence;
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
        Map<Integer, List<String>> codeLists = codeLists();
        try (PreparedStatement select =
                        connection.prepareStatement("SELECT indicator, division, vintage, period, code_list, packed, "
                                + PROVENANCE + " FROM regstat_values ORDER BY indicator, division, vintage, period");
                ResultSet row = select.executeQuery()) {
            while (row.next()) {
                if (!wanted.test(row.getString("indicator"))) continue;
                Numbers numbers = Numbers.of(row.getBytes("packed"));
                each.accept(new PublishedValues(
                        row.getString("indicator"),
                        new VintageId(row.getString("division"), row.getString("vintage")),
                        row.getInt("period"),
                        codeLists.get(row.getInt("code_list")),
                        numbers.values(),
                        numbers.statuses(),
                        provenance(row)));
            }
        }
    }

    private Map<Integer, List<String>> codeLists() throws SQLException {
        Map<Integer, List<String>> codeLists = new HashMap<>();
        try (PreparedStatement select = connection.prepareStatement("SELECT id, codes FROM regstat_code_lists");
                ResultSet row = select.executeQuery()) {
            while (row.next())
                codeLists.put(row.getInt(1), row.getString(2).lines().toList());
        }
        return codeLists;
    }

    /** Little-endian doubles, then a byte of status for each. */
    @SuppressWarnings("ArrayRecordComponent") // never compared
    private record Numbers(double[] values, byte[] statuses) {

        static Numbers of(byte[] bytes) {
            int size = bytes.length / (Double.BYTES + 1);
            Numbers numbers = new Numbers(new double[size], new byte[size]);
            ByteBuffer packed = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
            packed.asDoubleBuffer().get(numbers.values);
            packed.position(Double.BYTES * size).get(numbers.statuses);
            return numbers;
        }

        byte[] packed() {
            ByteBuffer packed =
                    ByteBuffer.allocate((Double.BYTES + 1) * values.length).order(ByteOrder.LITTLE_ENDIAN);
            packed.asDoubleBuffer().put(values);
            packed.position(Double.BYTES * values.length).put(statuses);
            return packed.array();
        }
    }

    /** What is told of all, in the same order; it lies in an index and a table beside, so that no row with its numbers is read. */
    List<ListedValues> list() throws SQLException {
        Map<Integer, List<String>> codeLists = codeLists();
        Map<List<String>, VintageId> vintages = new HashMap<>();
        Map<Provenance, Provenance> provenances = new HashMap<>();
        List<ListedValues> list = new ArrayList<>();
        try (PreparedStatement select = connection.prepareStatement(
                        "SELECT v.id, indicator, division, vintage, period, code_list, " + PROVENANCE
                                + ", known, positive"
                                + " FROM regstat_values v INDEXED BY regstat_values_told"
                                + " LEFT JOIN regstat_presences p ON p.id = v.id"
                                + " ORDER BY indicator, division, vintage, period");
                ResultSet row = select.executeQuery()) {
            while (row.next()) {
                list.add(new ListedValues(
                        row.getLong("id"),
                        row.getString("indicator"),
                        vintages.computeIfAbsent(
                                List.of(row.getString("division"), row.getString("vintage")),
                                id -> new VintageId(id.get(0), id.get(1))),
                        row.getInt("period"),
                        codeLists.get(row.getInt("code_list")),
                        presence(row),
                        provenances.computeIfAbsent(provenance(row), first -> first)));
            }
        }
        return list;
    }

    private static Presence presence(ResultSet row) throws SQLException {
        byte[] known = row.getBytes("known");
        if (known == null) {
            throw new SQLException("it does not tell which areas have values of " + row.getString("indicator"));
        }
        return new Presence(BitSet.valueOf(known), BitSet.valueOf(row.getBytes("positive")));
    }

    /** Those that were listed. */
    PublishedValues read(ListedValues listed) throws SQLException {
        try (PreparedStatement select = connection.prepareStatement("SELECT packed FROM regstat_values WHERE id = ?")) {
            select.setLong(1, listed.id());
            try (ResultSet row = select.executeQuery()) {
                row.next();
                Numbers numbers = Numbers.of(row.getBytes(1));
                return new PublishedValues(
                        listed.indicator(),
                        listed.vintage(),
                        listed.year(),
                        listed.codes(),
                        numbers.values(),
                        numbers.statuses(),
                        listed.provenance());
            }
        }
    }

    /** Tells of all values that are here which areas have one: as stores of earlier versions do not. */
    void tellPresences() throws SQLException {
        try (PreparedStatement select = connection.prepareStatement("SELECT id, packed FROM regstat_values");
                ResultSet row = select.executeQuery()) {
            while (row.next()) {
                Numbers numbers = Numbers.of(row.getBytes(2));
                tell(row.getLong(1), Presence.of(numbers.values(), numbers.statuses()));
            }
        }
    }

    private void tell(long id, Presence presence) throws SQLException {
        try (PreparedStatement insert =
                connection.prepareStatement("INSERT INTO regstat_presences (id, known, positive) VALUES (?, ?, ?)")) {
            insert.setLong(1, id);
            insert.setBytes(2, presence.known().toByteArray());
            insert.setBytes(3, presence.positive().toByteArray());
            insert.executeUpdate();
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
                insert.setString(1, year.indicator());
                insert.setString(2, year.vintage().division());
                insert.setString(3, year.vintage().year());
                insert.setInt(4, year.year());
                insert.setInt(5, codeList);
                insert.setBytes(6, new Numbers(year.values(), year.statuses()).packed());
                insert.setString(7, year.provenance().imported().toString());
                insert.setString(8, year.provenance().file());
                insert.setString(9, year.provenance().checksum());
                insert.setString(10, year.provenance().source());
                insert.executeUpdate();
                tell(lastId(), Presence.of(year));
            }
        }
    }

    /** Of the row that was put into a table just now. */
    private long lastId() throws SQLException {
        try (PreparedStatement select = connection.prepareStatement("SELECT last_insert_rowid()");
                ResultSet row = select.executeQuery()) {
            return row.getLong(1);
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
                PreparedStatement deletePresences = connection.prepareStatement(
                        "DELETE FROM regstat_presences WHERE id IN (SELECT id FROM regstat_values WHERE " + where
                                + ")");
                PreparedStatement delete = connection.prepareStatement("DELETE FROM regstat_values WHERE " + where)) {
            for (PreparedStatement statement : List.of(keep, deletePresences, delete)) {
                int parameter = 1;
                for (String text : texts) statement.setString(parameter++, text);
                Integer boxed = year.isPresent() ? year.getAsInt() : null;
                statement.setObject(parameter++, boxed);
                statement.setObject(parameter, boxed);
            }
            if (keep.executeUpdate() == 0) return 0;
            deletePresences.executeUpdate();
            return delete.executeUpdate();
        }
    }
}
