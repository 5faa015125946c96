package se.regstat.statistics.store;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.attribute.BasicFileAttributes;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.sql.Types;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.concurrent.ThreadLocalRandom;
import java.util.stream.Collectors;
import org.locationtech.jts.geom.Envelope;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.geom.MultiPolygon;
import org.locationtech.jts.geom.Polygon;
import org.locationtech.jts.io.ParseException;
import org.sqlite.BusyHandler;
import org.sqlite.SQLiteConfig;
import org.sqlite.SQLiteOpenMode;
import se.regstat.statistics.ancillary.Mask;
import se.regstat.statistics.ancillary.WeightedPoints;
import se.regstat.statistics.division.Area;
import se.regstat.statistics.division.ChangeLog;
import se.regstat.statistics.division.Vintage;
import se.regstat.statistics.division.VintageId;
import se.regstat.statistics.division.YearRange;
import se.regstat.statistics.indicator.PublishedValues;
import se.regstat.statistics.indicator.ReplacedValues;

/**
 * A store in a GeoPackage: a feature table per vintage, as GIS programs expect, and attribute tables for the registry.
 *
 * <p>A read-only store sees one state of the file from its opening to its closing, whatever is written meanwhile.
 */
final class GeoPackageStore implements Store {

    private static final int SCHEMA_VERSION = 2;

    /** Revisions below are counts, of earlier versions of this program. */
    private static final long LEAST_RANDOM = 1L << 32;

    private final StoreUrl url;
    final Connection connection;
    private final GeoPackageGeometry geometries = new GeoPackageGeometry();
    private final ValueTables values;
    private final ChangeTables changes;
    private final AncillaryTables ancillary;

    /** The revision that a file made here began with; as long as it has that one, nobody has stored anything in it. */
    private OptionalLong made = OptionalLong.empty();

    private GeoPackageStore(StoreUrl url, Connection connection) {
        this.url = url;
        this.connection = connection;
        this.values = new ValueTables(connection);
        this.changes = new ChangeTables(connection, geometries);
        this.ancillary = new AncillaryTables(connection, geometries);
    }

    static Store open(StoreUrl url, StoreUrl.Mode mode) {
        boolean exists = Files.exists(url.file());
        if (!exists && mode == StoreUrl.Mode.CREATE) return create(url, false);
        if (!exists) {
            throw new StoreException("there is no store " + url + "; 'regstat import division' makes one");
        }
        boolean readOnly = mode == StoreUrl.Mode.READ_ONLY;
        try {
            return opened(url, readOnly);
        } catch (SQLException e) {
            if (!readOnly || !SqliteTrouble.isUnfinishedWrite(e)) throw unreadable(url, e);
        }
        undoUnfinishedWrite(url);
        try {
            return opened(url, true);
        } catch (SQLException e) {
            throw unreadable(url, e);
        }
    }

    private static Store opened(StoreUrl url, boolean readOnly) throws SQLException {
        GeoPackageStore store = new GeoPackageStore(url, connect(url, readOnly));
        try {
            if (store.isEmptyDatabase()) {
                if (readOnly) {
                    store.close();
                    store = new GeoPackageStore(url, connect("jdbc:sqlite::memory:", url, false));
                }
                store.fill(false, readOnly ? 0 : newRevision());
            }
            store.checkSchema();
            if (readOnly) store.connection.setAutoCommit(false);
            else store.upgrade();
            return store;
        } catch (SQLException | RuntimeException e) {
            store.close();
            throw e;
        }
    }

    /** SQLite undoes what a killed program or a full disk left half written when somebody reads who may write. */
    private static void undoUnfinishedWrite(StoreUrl url) {
        try (Connection writing = connect(url, false);
                Statement sql = writing.createStatement()) {
            sql.executeQuery("SELECT count(*) FROM sqlite_master").close();
        } catch (SQLException e) {
            // Who reads next is told what stands in the way.
        }
    }

    /**
     * A new store, whose file stays only if something is written to it or it is a demo.
     *
     * @throws StoreException if there is a file already, or none can be written there
     */
    static GeoPackageStore create(StoreUrl url, boolean demo) {
        if (Files.exists(url.file())) throw new StoreException("there is a file " + url.file() + " already");
        if (url.file().getParent() != null && !Files.isDirectory(url.file().getParent())) {
            throw new StoreException("there is no folder " + url.file().getParent() + " to make a store in");
        }
        GeoPackageStore store = new GeoPackageStore(url, connect(url, false));
        store.made = OptionalLong.of(newRevision());
        try {
            store.fill(demo, store.made.getAsLong());
        } catch (RuntimeException e) {
            store.close();
            throw e;
        }
        if (demo) store.made = OptionalLong.empty();
        return store;
    }

    private void fill(boolean demo, long revision) {
        inTransaction(sql -> {
            if (!isEmptyDatabase()) return; // another was quicker
            GeoPackageScripts.begin(sql);
            for (String statement : GeoPackageScripts.statements("schema.sql")) sql.execute(statement);
            for (String statement : GeoPackageScripts.statements("schema-2.sql")) sql.execute(statement);
            sql.execute("INSERT INTO regstat_store VALUES (1, " + SCHEMA_VERSION + ", " + revision + ", "
                    + (demo ? 1 : 0) + ")");
        });
    }

    private static Connection connect(StoreUrl url, boolean readOnly) {
        return connect("jdbc:sqlite:" + url.file(), url, readOnly);
    }

    private static Connection connect(String database, StoreUrl url, boolean readOnly) {
        SQLiteConfig config = new SQLiteConfig();
        if (readOnly) {
            config.setReadOnly(true);
            config.setOpenMode(SQLiteOpenMode.READONLY);
        }
        try {
            Connection connection = config.createConnection(database);
            LockWait.on(connection, url.file());
            if (!readOnly) GeoPackageFunctions.register(connection);
            return connection;
        } catch (SQLException e) {
            throw new StoreException("cannot open the store " + url + ": " + SqliteTrouble.reason(e, url.file()), e);
        }
    }

    /** As a file of no bytes is, and one whose first write was undone. */
    private boolean isEmptyDatabase() throws SQLException {
        try (Statement sql = connection.createStatement();
                ResultSet row = sql.executeQuery("SELECT count(*) FROM sqlite_master")) {
            return row.getInt(1) == 0;
        }
    }

    private void checkSchema() throws SQLException {
        try (Statement sql = connection.createStatement()) {
            try (ResultSet row = sql.executeQuery("SELECT count(*) FROM sqlite_master WHERE name = 'regstat_store'")) {
                if (row.getInt(1) == 0) {
                    throw new StoreException(
                            url.file()
                                    + " is a database but not a store of this program; name another file with --store, and import into that");
                }
            }
        }
        if (schemaVersion() > SCHEMA_VERSION) {
            throw new StoreException("the store " + url + " has version " + schemaVersion()
                    + "; this program reads versions up to " + SCHEMA_VERSION);
        }
    }

    private int schemaVersion() {
        return query("SELECT schema_version FROM regstat_store", row -> row.getInt(1))
                .get(0);
    }

    /** Brings a store of an earlier version up to this one, whatever it holds. */
    private void upgrade() {
        if (schemaVersion() == SCHEMA_VERSION) return;
        inTransaction(sql -> {
            if (schemaVersion() == SCHEMA_VERSION) return;
            for (String statement : GeoPackageScripts.statements("schema-2.sql")) sql.execute(statement);
            sql.execute("UPDATE regstat_store SET schema_version = " + SCHEMA_VERSION);
        });
    }

    @Override
    public long revision() {
        long stored = query("SELECT revision FROM regstat_store", row -> row.getLong(1))
                .get(0);
        return stored >= LEAST_RANDOM ? stored : 31 * stored + fileIdentity();
    }

    /** Random, so that stores written independently of each other have different ones, also those copied from one. */
    private static long newRevision() {
        return ThreadLocalRandom.current().nextLong(LEAST_RANDOM, Long.MAX_VALUE);
    }

    /** For stores last written by earlier versions of this program, which counted from 0: which file it is, and of when. */
    private long fileIdentity() {
        try {
            BasicFileAttributes file = Files.readAttributes(url.file(), BasicFileAttributes.class);
            return Objects.hash(file.fileKey(), file.lastModifiedTime(), file.size());
        } catch (IOException e) {
            throw new StoreException("cannot read the store " + url + ": " + e.getMessage(), e);
        }
    }

    @Override
    public boolean isDemo() {
        return query("SELECT demo FROM regstat_store", row -> row.getBoolean(1)).get(0);
    }

    @Override
    public List<Vintage> vintages() {
        Map<VintageId, List<Vintage.Parent>> parents = new HashMap<>();
        query("SELECT * FROM regstat_parents ORDER BY id", row -> parents.computeIfAbsent(
                        id(row), id -> new ArrayList<>())
                .add(new Vintage.Parent(
                        row.getString("parent_division"), Optional.ofNullable(row.getString("parent_vintage")))));
        return query(
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

    private static VintageId id(ResultSet row) throws SQLException {
        return new VintageId(row.getString("division"), row.getString("vintage"));
    }

    private static OptionalInt year(ResultSet row, String column) throws SQLException {
        int year = row.getInt(column);
        return row.wasNull() ? OptionalInt.empty() : OptionalInt.of(year);
    }

    @Override
    public List<Area> areas(VintageId id) {
        Optional<Vintage> vintage = vintage(id);
        if (vintage.isEmpty()) return List.of();
        List<String> parents =
                vintage.get().parents().stream().map(Vintage.Parent::division).toList();
        return query("SELECT * FROM " + table(id) + " ORDER BY fid", row -> {
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

    private static MultiPolygon multiPolygon(Geometry geometry) {
        return geometry instanceof Polygon polygon
                ? polygon.getFactory().createMultiPolygon(new Polygon[] {polygon})
                : (MultiPolygon) geometry;
    }

    @Override
    public List<Generalisation> generalisations(VintageId id) {
        record Row(double tolerance, Geometry geometry) {}
        List<Row> rows = query(
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

    @Override
    public void write(Vintage vintage, List<Area> areas, List<Generalisation> generalisations) {
        requireCodeOrder(areas);
        inTransaction(sql -> {
            Map<String, LocalName> named = vintage(vintage.id()).isPresent() ? localNames(sql, vintage.id()) : Map.of();
            drop(sql, vintage.id());
            register(vintage);
            createTable(sql, vintage, areas);
            insertAreas(vintage, areas);
            GeoPackageScripts.index(sql, vintage.id().layerName());
            insertGeneralisations(vintage.id(), areas, generalisations);
            for (Area area : areas) {
                LocalName name = named.get(area.code());
                if (name != null && area.localName().equals(Optional.of(name.name()))) {
                    setLocalNames(vintage.id(), Map.of(area.code(), name));
                }
            }
            nextRevision(sql);
        });
    }

    private static Map<String, LocalName> localNames(Statement sql, VintageId id) throws SQLException {
        Map<String, LocalName> names = new HashMap<>();
        try (ResultSet rows = sql.executeQuery("SELECT code, local_name, local_name_source, local_name_date FROM "
                + table(id) + " WHERE local_name IS NOT NULL")) {
            while (rows.next()) {
                names.put(rows.getString(1), new LocalName(rows.getString(2), rows.getString(3), rows.getString(4)));
            }
        }
        return names;
    }

    private static void requireCodeOrder(List<Area> areas) {
        for (int i = 1; i < areas.size(); i++) {
            if (areas.get(i - 1).code().compareTo(areas.get(i).code()) >= 0) {
                throw new IllegalArgumentException("areas must be ordered by code, each code once: "
                        + areas.get(i - 1).code() + " comes before "
                        + areas.get(i).code());
            }
        }
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
        GeoPackageScripts.features(connection, name, Optional.of(vintage.id() + ", valid " + vintage.valid()), bounds);
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
                if (generalisation.geometries().size() != areas.size()) {
                    throw new IllegalArgumentException(
                            "a generalisation has one geometry for each area: " + areas.size() + ", not "
                                    + generalisation.geometries().size());
                }
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

    @Override
    public void writeLocalNames(VintageId id, Map<String, LocalName> names) {
        inTransaction(sql -> {
            setLocalNames(id, names);
            nextRevision(sql);
        });
    }

    private void setLocalNames(VintageId id, Map<String, LocalName> names) throws SQLException {
        try (PreparedStatement update = connection.prepareStatement("UPDATE " + table(id)
                + " SET local_name = ?, local_name_source = ?, local_name_date = ? WHERE code = ?")) {
            for (Map.Entry<String, LocalName> name : names.entrySet()) {
                update.setString(1, name.getValue().name());
                update.setString(2, name.getValue().source());
                update.setString(3, name.getValue().date());
                update.setString(4, name.getKey());
                if (update.executeUpdate() == 0) {
                    throw new StoreException(id + " has no area " + name.getKey());
                }
            }
        }
    }

    @Override
    public boolean remove(VintageId id) {
        if (vintage(id).isEmpty()) return false;
        inTransaction(sql -> {
            drop(sql, id);
            values.deleteVintage(id);
            nextRevision(sql);
        });
        return true;
    }

    @Override
    public List<PublishedValues> values() {
        return sinceVersion2(values::read);
    }

    @Override
    public List<ReplacedValues> replacedValues() {
        return sinceVersion2(values::readReplaced);
    }

    @Override
    public void writeValues(List<PublishedValues> written) {
        inTransaction(sql -> {
            values.write(written);
            nextRevision(sql);
        });
    }

    @Override
    public int removeIndicator(String indicator, OptionalInt year) {
        int[] removed = {0};
        inTransaction(sql -> {
            removed[0] = values.deleteIndicator(indicator, year);
            if (removed[0] > 0) nextRevision(sql);
        });
        return removed[0];
    }

    @Override
    public List<ChangeLog> changeLogs() {
        return sinceVersion2(changes::read);
    }

    @Override
    public void writeChanges(ChangeLog log) {
        inTransaction(sql -> {
            changes.write(log);
            nextRevision(sql);
        });
    }

    @Override
    public List<Mask> masks() {
        return sinceVersion2(ancillary::readMasks);
    }

    @Override
    public void writeMask(Mask mask) {
        inTransaction(sql -> {
            ancillary.write(mask);
            nextRevision(sql);
        });
    }

    @Override
    public boolean removeMask(String name) {
        return remove(() -> ancillary.deleteMask(name));
    }

    @Override
    public List<WeightedPoints> populations() {
        return sinceVersion2(ancillary::readPopulations);
    }

    @Override
    public void writePopulation(WeightedPoints population) {
        inTransaction(sql -> {
            ancillary.write(population);
            nextRevision(sql);
        });
    }

    @Override
    public boolean removePopulation(String name) {
        return remove(() -> ancillary.deletePopulation(name));
    }

    private interface Removal {
        boolean run() throws SQLException;
    }

    private boolean remove(Removal removal) {
        boolean[] found = {false};
        inTransaction(sql -> {
            found[0] = removal.run();
            if (found[0]) nextRevision(sql);
        });
        return found[0];
    }

    private interface Rows<T> {
        List<T> read() throws SQLException, ParseException;
    }

    /** What stores of version 1 do not have; reading does not upgrade them. */
    private <T> List<T> sinceVersion2(Rows<T> rows) {
        if (schemaVersion() < 2) return List.of();
        return reading(rows);
    }

    private static void drop(Statement sql, VintageId id) throws SQLException {
        String name = id.layerName();
        sql.execute("DROP TABLE IF EXISTS \"rtree_" + name + "_geom\"");
        sql.execute("DROP TABLE IF EXISTS " + table(id));
        for (String table : List.of("gpkg_extensions", "gpkg_geometry_columns", "gpkg_contents")) {
            sql.execute("DELETE FROM " + table + " WHERE table_name = '" + name + "'");
        }
        for (String table : List.of("regstat_generalisations", "regstat_parents", "regstat_vintages")) {
            sql.execute("DELETE FROM " + table + " WHERE division = '" + id.division() + "' AND vintage = '" + id.year()
                    + "'");
        }
    }

    private static void nextRevision(Statement sql) throws SQLException {
        sql.execute("UPDATE regstat_store SET revision = " + newRevision());
    }

    private static String table(VintageId id) {
        return "\"" + id.layerName() + "\"";
    }

    @Override
    public void close() {
        try (connection) {
            if (made.isPresent()) removeIfUnused(made.getAsLong());
        } catch (SQLException e) {
            throw new StoreException("cannot close the store " + url + ": " + e.getMessage(), e);
        }
    }

    /** Removes the file while nobody else can write to it; others who have it open are told so when they write. */
    private void removeIfUnused(long empty) {
        try (Statement sql = connection.createStatement()) {
            BusyHandler.clearHandler(connection);
            sql.execute("BEGIN EXCLUSIVE");
            if (!isEmptyDatabase() && revision() != empty) return;
            sql.execute("CREATE TABLE unused (id)"); // never committed: it fails if the name is another file's by now
            Files.deleteIfExists(url.file());
        } catch (SQLException | StoreException e) {
            // Somebody has something to do with it: it stays.
        } catch (IOException e) {
            throw new StoreException("the store " + url + " is empty and could not be removed: " + e.getMessage(), e);
        }
    }

    private interface Work {
        void run(Statement sql) throws SQLException;
    }

    private void inTransaction(Work work) {
        try (Statement sql = connection.createStatement()) {
            // Whoever cannot write is told so, or waits, before the work and not after.
            sql.execute("BEGIN IMMEDIATE");
            try {
                work.run(sql);
                sql.execute("COMMIT");
            } catch (SQLException | RuntimeException e) {
                undo(sql, e);
                throw e;
            }
        } catch (SQLException e) {
            throw new StoreException(
                    "cannot write to the store " + url + ": " + SqliteTrouble.reason(e, url.file()), e);
        }
    }

    private static void undo(Statement sql, Exception because) {
        try {
            sql.execute("ROLLBACK");
        } catch (SQLException e) {
            because.addSuppressed(e); // SQLite has done so itself where the disk was full
        }
    }

    private interface Reading<T> {
        T of(ResultSet row) throws SQLException, ParseException;
    }

    private <T> List<T> query(String select, Reading<T> reading) {
        return reading(() -> select(select, reading));
    }

    private <T> List<T> reading(Rows<T> rows) {
        try {
            return rows.read();
        } catch (SQLException e) {
            throw unreadable(url, e);
        } catch (ParseException e) {
            throw new StoreException(
                    "the store " + url + " holds a geometry that cannot be read: " + e.getMessage(), e);
        }
    }

    private <T> List<T> select(String select, Reading<T> reading) throws SQLException, ParseException {
        try (Statement sql = connection.createStatement();
                ResultSet rows = sql.executeQuery(select)) {
            List<T> result = new ArrayList<>();
            while (rows.next()) result.add(reading.of(rows));
            return result;
        }
    }

    private static StoreException unreadable(StoreUrl url, SQLException e) {
        return new StoreException("cannot read the store " + url + ": " + SqliteTrouble.reason(e, url.file()), e);
    }
}
