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
import java.util.List;
import java.util.Map;
import org.locationtech.jts.geom.Polygon;
import org.locationtech.jts.io.ParseException;
import se.regstat.statistics.ancillary.Mask;
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

    /** By name. */
    List<WeightedPoints> readPopulations() throws SQLException {
        List<WeightedPoints> populations = new ArrayList<>();
        try (PreparedStatement select = connection.prepareStatement("SELECT * FROM regstat_populations ORDER BY name");
                ResultSet row = select.executeQuery()) {
            while (row.next()) {
                double[][] columns = new double[3][row.getInt("points")];
                ByteBuffer packed = ByteBuffer.wrap(row.getBytes("packed")).order(ByteOrder.LITTLE_ENDIAN);
                for (int i = 0; i < columns[0].length; i++) {
                    for (double[] column : columns) column[i] = packed.getDouble();
                }
                populations.add(new WeightedPoints(
                        row.getString("name"),
                        row.getInt("period"),
                        columns[0],
                        columns[1],
                        columns[2],
                        row.getDouble("cell_size"),
                        ValueTables.provenance(row)));
            }
        }
        return populations;
    }

    void write(WeightedPoints population) throws SQLException {
        deletePopulation(population.name());
        ByteBuffer packed =
                ByteBuffer.allocate(3 * Double.BYTES * population.size()).order(ByteOrder.LITTLE_ENDIAN);
        for (int i = 0; i < population.size(); i++) {
            packed.putDouble(population.eastings()[i])
                    .putDouble(population.northings()[i])
                    .putDouble(population.weights()[i]);
        }
        try (PreparedStatement insert =
                connection.prepareStatement("INSERT INTO regstat_populations (name, period, cell_size, points, packed, "
                        + PROVENANCE + ") VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)")) {
            insert.setString(1, population.name());
            insert.setInt(2, population.year());
            insert.setDouble(3, population.cellSize());
            insert.setInt(4, population.size());
            insert.setBytes(5, packed.array());
            setProvenance(insert, 6, population.provenance());
            insert.executeUpdate();
        }
    }

    /** @return how many there were */
    int deletePopulation(String name) throws SQLException {
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
                                row.getDouble("error")))));
            }
        }
        return Trials.joined(trials);
    }

    /** In place of all that there are. */
    void writeTrials(List<Trials> trials) throws SQLException {
        try (Statement delete = connection.createStatement()) {
            delete.execute("DELETE FROM regstat_trials");
        }
        try (PreparedStatement insert = connection.prepareStatement("INSERT INTO regstat_trials"
                + " (division, vintage, basis, targets, weighting, divided_by, error) VALUES (?, ?, ?, ?, ?, ?, ?)")) {
            for (Trials each : trials) {
                insert.setString(1, each.vintage().division());
                insert.setString(2, each.vintage().year());
                insert.setString(3, each.basis());
                insert.setInt(4, each.targets());
                for (Trials.Score score : each.scores()) {
                    insert.setString(5, score.weighting().id());
                    insert.setString(6, score.by());
                    insert.setDouble(7, score.error());
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
