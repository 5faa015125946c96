package se.regstat.statistics.store;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.sql.Types;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.stream.Collectors;
import org.locationtech.jts.geom.Envelope;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.geom.MultiPolygon;
import org.locationtech.jts.geom.Polygon;
import org.locationtech.jts.io.ParseException;
import se.regstat.statistics.division.Area;
import se.regstat.statistics.division.Vintage;
import se.regstat.statistics.division.VintageId;
import se.regstat.statistics.division.YearRange;

/** The tables of vintages: the registry, a feature table for each with its areas, and their generalisations. */
final class VintageTables {

    private final Connection connection;
    private final GeoPackageGeometry geometries;

    VintageTables(Connection connection, GeoPackageGeometry geometries) {
        this.connection = connection;
        this.geometries = geometries;
    }

    /** By division and vintage. */
    List<Vintage> read() throws SQLException, ParseException {
        Map<VintageId, List<Vintage.Parent>> parents = new HashMap<>();
        select("SELECT * FROM regstat_parents ORDER BY id", row -> parents.computeIfAbsent(
                        id(row), id -> new ArrayList<>())
                .add(new Vintage.Parent(
                        row.getString("parent_division"), Optional.ofNullable(row.getString("parent_vintage")))));
        return select(
                "SELECT * FROM regstat_vintages ORDER BY division, vintage",
                row -> new Vintage(
                        id(row),
                        new YearRange(year(row, "valid_from"), year(row, "valid_to")),
                        parents.getOrDefault(id(row), List.of()),
                        Optional.ofNullable(row.getString("complete_within")),
                        row.getString("source"),
                        row.getString("licence"),
                        row.getString("note"),
                        Instant.parse(row.getString("imported")),
                        row.getString("imported_from"),
                        row.getString("checksum")));
    }

    /** In the order of codes. */
    List<Area> areas(Vintage vintage) throws SQLException, ParseException {
        List<String> parents =
                vintage.parents().stream().map(Vintage.Parent::division).toList();
        return select("SELECT * FROM " + table(vintage.id()) + " ORDER BY fid", row -> {
            Map<String, String> parentCodes = new HashMap<>();
            for (String parent : parents) {
                String code = row.getString(parent);
                if (code != null) parentCodes.put(parent, code);
            }
            double landAreaOrZero = row.getDouble("land_area_km2");
            OptionalDouble landArea = row.wasNull() ? OptionalDouble.empty() : OptionalDouble.of(landAreaOrZero);
            return new Area(
                    row.getString("code"),
                    Optional.ofNullable(row.getString("area_name")).orElse(""),
                    Optional.ofNullable(row.getString("local_name")),
                    parentCodes,
                    multiPolygon(geometries.decode(row.getBytes("geom"))),
                    landArea);
        });
    }

    /** The finest first. */
    List<Generalisation> generalisations(VintageId id) throws SQLException, ParseException {
        record Row(double tolerance, Geometry geometry) {}
        List<Row> rows = select(
                "SELECT tolerance, wkb FROM regstat_generalisations WHERE division = '" + id.division()
                        + "' AND vintage = '" + id.year() + "' ORDER BY tolerance, id",
                row -> new Row(row.getDouble(1), geometries.decodeWkb(row.getBytes(2))));
        return rows.stream()
                .collect(Collectors.groupingBy(
                        Row::tolerance, java.util.TreeMap::new, Collectors.mapping(Row::geometry, Collectors.toList())))
                .entrySet()
                .stream()
                .map(level -> new Generalisation(level.getKey(), level.getValue()))
                .toList();
    }

    /** Writes a vintage in place of one of the same id; areas that keep their local name keep where it is from. */
    void write(Statement sql, Vintage vintage, List<Area> areas, List<Generalisation> generalisations)
            throws SQLException {
        Area.requireCodeOrder(areas);
        generalisations.forEach(generalisation -> generalisation.requireEach(areas));
        Map<String, Store.LocalName> named = isThere(vintage.id()) ? localNames(vintage.id()) : Map.of();
        drop(sql, vintage.id());
        register(vintage);
        createTable(sql, vintage, areas);
        insertAreas(vintage, areas);
        GeoPackageScripts.index(sql, vintage.id().layerName());
        insertGeneralisations(vintage.id(), areas, generalisations);
        for (Area area : areas) {
            Store.LocalName name = named.get(area.code());
            if (name != null && area.localName().equals(Optional.of(name.name()))) {
                setLocalNames(vintage.id(), Map.of(area.code(), name));
            }
        }
    }

    private boolean isThere(VintageId id) throws SQLException {
        try (PreparedStatement select =
                connection.prepareStatement("SELECT 1 FROM regstat_vintages WHERE division = ? AND vintage = ?")) {
            select.setString(1, id.division());
            select.setString(2, id.year());
            try (ResultSet row = select.executeQuery()) {
                return row.next();
            }
        }
    }

    private static VintageId id(ResultSet row) throws SQLException {
        return new VintageId(row.getString("division"), row.getString("vintage"));
    }

    private static OptionalInt year(ResultSet row, String column) throws SQLException {
        int year = row.getInt(column);
        return row.wasNull() ? OptionalInt.empty() : OptionalInt.of(year);
    }

    private static MultiPolygon multiPolygon(Geometry geometry) {
        return geometry instanceof Polygon polygon
                ? polygon.getFactory().createMultiPolygon(new Polygon[] {polygon})
                : (MultiPolygon) geometry;
    }

    /** Those that there are, by area code. */
    Map<String, Store.LocalName> localNames(VintageId id) throws SQLException {
        Map<String, Store.LocalName> names = new HashMap<>();
        try (Statement sql = connection.createStatement();
                ResultSet rows = sql.executeQuery("SELECT code, local_name, local_name_source, local_name_date FROM "
                        + table(id) + " WHERE local_name IS NOT NULL")) {
            while (rows.next()) {
                names.put(
                        rows.getString(1),
                        new Store.LocalName(rows.getString(2), rows.getString(3), rows.getString(4)));
            }
        }
        return names;
    }

    private void register(Vintage vintage) throws SQLException {
        VintageId id = vintage.id();
        try (PreparedStatement insert = connection.prepareStatement(
                "INSERT INTO regstat_vintages (division, vintage, valid_from, valid_to, complete_within, source, licence, note,"
                        + " imported, imported_from, checksum) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)")) {
            insert.setString(1, id.division());
            insert.setString(2, id.year());
            setYear(insert, 3, vintage.valid().from());
            setYear(insert, 4, vintage.valid().to());
            insert.setString(5, vintage.completeWithin().orElse(null));
            insert.setString(6, vintage.source());
            insert.setString(7, vintage.licence());
            insert.setString(8, vintage.note());
            insert.setString(9, vintage.imported().toString());
            insert.setString(10, vintage.importedFrom());
            insert.setString(11, vintage.checksum());
            insert.executeUpdate();
        }
        try (PreparedStatement insert = connection.prepareStatement(
                "INSERT INTO regstat_parents (division, vintage, parent_division, parent_vintage) VALUES (?, ?, ?, ?)")) {
            for (Vintage.Parent parent : vintage.parents()) {
                insert.setString(1, id.division());
                insert.setString(2, id.year());
                insert.setString(3, parent.division());
                insert.setString(4, parent.vintage().orElse(null));
                insert.executeUpdate();
            }
        }
    }

    private static void setYear(PreparedStatement statement, int index, OptionalInt year) throws SQLException {
        if (year.isPresent()) statement.setInt(index, year.getAsInt());
        else statement.setNull(index, Types.INTEGER);
    }

    private void createTable(Statement sql, Vintage vintage, List<Area> areas) throws SQLException {
        String name = vintage.id().layerName();
        String parents = vintage.parents().stream()
                .map(parent -> "\"" + parent.division() + "\" TEXT, ")
                .collect(Collectors.joining());
        sql.execute("CREATE TABLE " + table(vintage.id())
                + " (fid INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL, geom MULTIPOLYGON NOT NULL, code TEXT NOT NULL UNIQUE,"
                + " area_name TEXT, local_name TEXT, " + parents
                + "land_area_km2 DOUBLE, local_name_source TEXT, local_name_date TEXT)");
        Envelope bounds = new Envelope();
        areas.forEach(area -> bounds.expandToInclude(area.geometry().getEnvelopeInternal()));
        var table = new GeoPackageFile.Description(name, name, vintage.id() + ", valid " + vintage.valid());
        String now = Instant.now().truncatedTo(ChronoUnit.MILLIS).toString();
        GeoPackageScripts.contents(connection, "features", table, name, now, bounds);
        GeoPackageScripts.geometry(connection, name);
    }

    private void insertAreas(Vintage vintage, List<Area> areas) throws SQLException {
        List<Vintage.Parent> parents = vintage.parents();
        String columns = parents.stream().map(p -> ", \"" + p.division() + "\"").collect(Collectors.joining());
        try (PreparedStatement insert = connection.prepareStatement("INSERT INTO " + table(vintage.id())
                + " (geom, code, area_name, local_name, land_area_km2" + columns + ") VALUES (?, ?, ?, ?, ?"
                + ", ?".repeat(parents.size()) + ")")) {
            for (Area area : areas) {
                insert.setBytes(1, geometries.encode(area.geometry(), GeoPackageScripts.SWEREF99_TM));
                insert.setString(2, area.code());
                insert.setString(3, area.name().isEmpty() ? null : area.name());
                insert.setString(4, area.localName().orElse(null));
                if (area.landAreaKm2().isPresent())
                    insert.setDouble(5, area.landAreaKm2().getAsDouble());
                else insert.setNull(5, Types.DOUBLE);
                for (int i = 0; i < parents.size(); i++) {
                    insert.setString(6 + i, area.parents().get(parents.get(i).division()));
                }
                insert.executeUpdate();
            }
        }
    }

    private void insertGeneralisations(VintageId id, List<Area> areas, List<Generalisation> generalisations)
            throws SQLException {
        try (PreparedStatement insert = connection.prepareStatement(
                "INSERT INTO regstat_generalisations (division, vintage, tolerance, code, wkb) VALUES (?, ?, ?, ?, ?)")) {
            for (Generalisation generalisation : generalisations) {
                for (int i = 0; i < areas.size(); i++) {
                    insert.setString(1, id.division());
                    insert.setString(2, id.year());
                    insert.setDouble(3, generalisation.tolerance());
                    insert.setString(4, areas.get(i).code());
                    insert.setBytes(
                            5, geometries.encodeWkb(generalisation.geometries().get(i)));
                    insert.executeUpdate();
                }
            }
        }
    }

    /** Of areas by code. */
    void setLocalNames(VintageId id, Map<String, Store.LocalName> names) throws SQLException {
        if (names.isEmpty()) return;
        if (!isThere(id)) throw noArea(id, names.keySet().iterator().next());
        try (PreparedStatement update = connection.prepareStatement("UPDATE " + table(id)
                + " SET local_name = ?, local_name_source = ?, local_name_date = ? WHERE code = ?")) {
            for (Map.Entry<String, Store.LocalName> name : names.entrySet()) {
                update.setString(1, name.getValue().name());
                update.setString(2, name.getValue().source());
                update.setString(3, name.getValue().date());
                update.setString(4, name.getKey());
                if (update.executeUpdate() == 0) throw noArea(id, name.getKey());
            }
        }
    }

    private static StoreException noArea(VintageId id, String code) {
        return new StoreException(id + " has no area " + code);
    }

    static void drop(Statement sql, VintageId id) throws SQLException {
        GeoPackageScripts.drop(sql, id.layerName());
        for (String table : List.of("regstat_generalisations", "regstat_parents", "regstat_vintages")) {
            sql.execute("DELETE FROM " + table + " WHERE division = '" + id.division() + "' AND vintage = '" + id.year()
                    + "'");
        }
    }

    private static String table(VintageId id) {
        return "\"" + id.layerName() + "\"";
    }

    private interface Reading<T> {
        T of(ResultSet row) throws SQLException, ParseException;
    }

    private <T> List<T> select(String select, Reading<T> reading) throws SQLException, ParseException {
        try (Statement sql = connection.createStatement();
                ResultSet rows = sql.executeQuery(select)) {
            List<T> result = new ArrayList<>();
            while (rows.next()) result.add(reading.of(rows));
            return result;
        }
    }
}
