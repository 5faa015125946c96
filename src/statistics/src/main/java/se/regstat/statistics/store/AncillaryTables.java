package se.regstat.statistics.store;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.locationtech.jts.geom.Polygon;
import org.locationtech.jts.io.ParseException;
import se.regstat.statistics.ancillary.Mask;
import se.regstat.statistics.ancillary.PackedNumbers;
import se.regstat.statistics.ancillary.Spread;
import se.regstat.statistics.ancillary.Trials;
import se.regstat.statistics.ancillary.WeightedPoints;
import se.regstat.statistics.division.VintageId;
import se.regstat.statistics.indicator.Provenance;
import se.regstat.statistics.request.Weighting;

/** The tables of masks, of where people live, and of how weightings fared in trials with these. */
final class AncillaryTables {

    private static final String PROVENANCE = ValueTables.PROVENANCE;

    private final Connection connection;
    private final GeoPackageGeometry geometries;

    AncillaryTables(Connection connection, GeoPackageGeometry geometries) {
        this.connection = connection;
        this.geometries = geometries;
    }

    /** By name; polygons in the order they were given. */
    List<Mask> readMasks() throws SQLException, ParseException {
        Map<String, List<Polygon>> polygons = new HashMap<>();
        try (PreparedStatement select =
                        connection.prepareStatement("SELECT mask, wkb FROM regstat_mask_polygons ORDER BY id");
                ResultSet row = select.executeQuery()) {
            while (row.next()) {
                polygons.computeIfAbsent(row.getString(1), mask -> new ArrayList<>())
                        .add((Polygon) geometries.decodeWkb(row.getBytes(2)));
            }
        }
        List<Mask> masks = new ArrayList<>();
        try (PreparedStatement select = connection.prepareStatement("SELECT * FROM regstat_masks ORDER BY name");
                ResultSet row = select.executeQuery()) {
            while (row.next()) {
                String name = row.getString("name");
                masks.add(new Mask(name, polygons.getOrDefault(name, List.of()), ValueTables.provenance(row)));
            }
        }
        return masks;
    }

    /** By name. */
    Map<String, Provenance> maskProvenances() throws SQLException {
        return provenances("regstat_masks");
    }

    /** By name. */
    Map<String, Provenance> populationProvenances() throws SQLException {
        return provenances("regstat_populations");
    }

    private Map<String, Provenance> provenances(String table) throws SQLException {
        Map<String, Provenance> found = new TreeMap<>();
        try (Statement select = connection.createStatement();
                ResultSet row = select.executeQuery("SELECT name, " + PROVENANCE + " FROM " + table)) {
            while (row.next()) found.put(row.getString("name"), ValueTables.provenance(row));
        }
        return found;
    }

    void write(Mask mask) throws SQLException {
        deleteMask(mask.name());
        try (PreparedStatement insert = connection.prepareStatement(
                "INSERT INTO regstat_masks (name, " + PROVENANCE + ") VALUES (?, ?, ?, ?, ?)")) {
            insert.setString(1, mask.name());
            setProvenance(insert, 2, mask.provenance());
            insert.executeUpdate();
        }
        try (PreparedStatement insert =
                connection.prepareStatement("INSERT INTO regstat_mask_polygons (mask, wkb) VALUES (?, ?)")) {
            for (Polygon polygon : mask.polygons()) {
                insert.setString(1, mask.name());
                insert.setBytes(2, geometries.encodeWkb(polygon));
                insert.executeUpdate();
            }
        }
    }

    /** @return how many there were */
    int deleteMask(String name) throws SQLException {
        delete("DELETE FROM regstat_mask_polygons WHERE mask = ?", name);
        return delete("DELETE FROM regstat_masks WHERE name = ?", name);
    }

    /**
     * By name.
     *
     * @param version of the store, which has the table of kinds since version 8
     */
    List<WeightedPoints> readPopulations(int version) throws SQLException {
        List<WeightedPoints> populations = new ArrayList<>();
        try (PreparedStatement select = connection.prepareStatement("SELECT * FROM regstat_populations ORDER BY name");
                ResultSet row = select.executeQuery()) {
            while (row.next()) {
                int size = row.getInt("points");
                byte[] packed = row.getBytes("packed");
                Map<String, PackedNumbers> counted = version < 8 ? Map.of() : kinds(row.getString("name"), size);
                populations.add(counted.isEmpty() ? ofVersion2(row, size, packed) : of(row, size, packed, counted));
            }
        }
        return populations;
    }

    private Map<String, PackedNumbers> kinds(String population, int size) throws SQLException {
        Map<String, PackedNumbers> kinds = new LinkedHashMap<>();
        try (PreparedStatement select = connection.prepareStatement(
                "SELECT kind, packed FROM regstat_population_kinds WHERE population = ? ORDER BY id")) {
            select.setString(1, population);
            try (ResultSet row = select.executeQuery()) {
                while (row.next()) kinds.put(row.getString(1), PackedNumbers.read(size, row.getBytes(2)));
            }
        }
        return kinds;
    }

    private static WeightedPoints of(ResultSet row, int size, byte[] packed, Map<String, PackedNumbers> kinds)
            throws SQLException {
        ByteBuffer places = ByteBuffer.wrap(packed).order(ByteOrder.LITTLE_ENDIAN);
        byte[] eastings = new byte[places.getInt()];
        places.get(eastings);
        byte[] northings = new byte[places.remaining()];
        places.get(northings);
        return new WeightedPoints(
                row.getString("name"),
                row.getInt("period"),
                PackedNumbers.read(size, eastings),
                PackedNumbers.read(size, northings),
                kinds,
                row.getDouble("cell_size"),
                ValueTables.provenance(row));
    }

    /** As doubles: easting, northing and weight of each point. */
    private static WeightedPoints ofVersion2(ResultSet row, int size, byte[] packed) throws SQLException {
        double[][] columns = new double[3][size];
        ByteBuffer points = ByteBuffer.wrap(packed).order(ByteOrder.LITTLE_ENDIAN);
        for (int i = 0; i < size; i++) {
            for (double[] column : columns) column[i] = points.getDouble();
        }
        return new WeightedPoints(
                row.getString("name"),
                row.getInt("period"),
                columns[0],
                columns[1],
                columns[2],
                row.getDouble("cell_size"),
                ValueTables.provenance(row));
    }

    void write(WeightedPoints population) throws SQLException {
        deletePopulation(population.name());
        byte[] eastings = population.packedEastings().bytes();
        byte[] northings = population.packedNorthings().bytes();
        ByteBuffer places = ByteBuffer.allocate(Integer.BYTES + eastings.length + northings.length)
                .order(ByteOrder.LITTLE_ENDIAN);
        places.putInt(eastings.length).put(eastings).put(northings);
        try (PreparedStatement insert =
                connection.prepareStatement("INSERT INTO regstat_populations (name, period, cell_size, points, packed, "
                        + PROVENANCE + ") VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)")) {
            insert.setString(1, population.name());
            insert.setInt(2, population.year());
            insert.setDouble(3, population.cellSize());
            insert.setInt(4, population.size());
            insert.setBytes(5, places.array());
            setProvenance(insert, 6, population.provenance());
            insert.executeUpdate();
        }
        try (PreparedStatement insert = connection.prepareStatement(
                "INSERT INTO regstat_population_kinds (population, kind, packed) VALUES (?, ?, ?)")) {
            for (String kind : population.kinds()) {
                insert.setString(1, population.name());
                insert.setString(2, kind);
                insert.setBytes(3, population.kind(kind).bytes());
                insert.executeUpdate();
            }
        }
    }

    /** @return how many there were */
    int deletePopulation(String name) throws SQLException {
        delete("DELETE FROM regstat_population_kinds WHERE population = ?", name);
        return delete("DELETE FROM regstat_populations WHERE name = ?", name);
    }

    private int delete(String statement, String name) throws SQLException {
        try (PreparedStatement delete = connection.prepareStatement(statement)) {
            delete.setString(1, name);
            return delete.executeUpdate();
        }
    }

    /** By division and vintage. */
    List<Trials> readTrials() throws SQLException {
        List<Trials> trials = new ArrayList<>();
        try (Statement select = connection.createStatement();
                ResultSet row = select.executeQuery(
                        "SELECT * FROM regstat_trials ORDER BY division, vintage, weighting, divided_by")) {
            while (row.next()) {
                trials.add(new Trials(
                        new VintageId(row.getString("division"), row.getString("vintage")),
                        row.getString("basis"),
                        row.getInt("targets"),
                        List.of(new Trials.Score(
                                Weighting.of(row.getString("weighting")),
                                row.getString("divided_by"),
                                row.getDouble("error"),
                                Spread.parse(row.getString("spread"))))));
            }
        }
        return Trials.joined(trials);
    }

    /** In place of all that there are. */
    void writeTrials(List<Trials> trials) throws SQLException {
        try (Statement delete = connection.createStatement()) {
            delete.execute("DELETE FROM regstat_trials");
        }
        try (PreparedStatement insert = connection.prepareStatement(
                "INSERT INTO regstat_trials"
                        + " (division, vintage, basis, targets, weighting, divided_by, error, spread) VALUES (?, ?, ?, ?, ?, ?, ?, ?)")) {
            for (Trials each : trials) {
                insert.setString(1, each.vintage().division());
                insert.setString(2, each.vintage().year());
                insert.setString(3, each.basis());
                insert.setInt(4, each.targets());
                for (Trials.Score score : each.scores()) {
                    insert.setString(5, score.weighting().id());
                    insert.setString(6, score.by());
                    insert.setDouble(7, score.error());
                    insert.setString(8, score.spread().map(Spread::text).orElse(""));
                    insert.executeUpdate();
                }
            }
        }
    }

    static void setProvenance(PreparedStatement insert, int first, Provenance provenance) throws SQLException {
        insert.setString(first, provenance.imported().toString());
        insert.setString(first + 1, provenance.file());
        insert.setString(first + 2, provenance.checksum());
        insert.setString(first + 3, provenance.source());
    }
}
