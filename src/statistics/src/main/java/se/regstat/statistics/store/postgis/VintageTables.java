package se.regstat.statistics.store.postgis;

import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.TreeMap;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.geom.MultiPolygon;
import org.locationtech.jts.io.ParseException;
import se.regstat.statistics.division.Area;
import se.regstat.statistics.division.Vintage;
import se.regstat.statistics.division.VintageId;
import se.regstat.statistics.division.YearRange;
import se.regstat.statistics.store.Generalisation;
import se.regstat.statistics.store.GeoPackageGeometry;
import se.regstat.statistics.store.Store;
import se.regstat.statistics.store.StoreException;

/** The tables of vintages, their areas and generalisations. */
final class VintageTables {

    private static final String OF_VINTAGE = " WHERE division = ? AND vintage = ?";

    private final Database database;
    private final GeoPackageGeometry geometries = new GeoPackageGeometry();

    VintageTables(Database database) {
        this.database = database;
    }

    /** By division and vintage. */
    List<Vintage> read() throws SQLException, ParseException {
        Map<VintageId, List<Vintage.Parent>> parents = new HashMap<>();
        database.select(
                "SELECT * FROM regstat_store.parents ORDER BY division, vintage, number",
                row -> parents.computeIfAbsent(Columns.vintage(row), id -> new ArrayList<>())
                        .add(new Vintage.Parent(
                                row.getString("parent_division"),
                                Optional.ofNullable(row.getString("parent_vintage")))));
        return database.select("SELECT * FROM regstat_store.vintages ORDER BY division, vintage", row -> {
            VintageId id = Columns.vintage(row);
            return new Vintage(
                    id,
                    new YearRange(Columns.year(row, "valid_from"), Columns.year(row, "valid_to")),
                    parents.getOrDefault(id, List.of()),
                    Optional.ofNullable(row.getString("complete_within")),
                    row.getString("source"),
                    row.getString("licence"),
                    row.getString("note"),
                    Columns.time(row, "imported"),
                    row.getString("imported_from"),
                    row.getString("checksum"));
        });
    }

    /** In the order of codes. */
    List<Area> areas(VintageId id) throws SQLException, ParseException {
        return database.select(
                "SELECT " + Columns.wkb("geom") + " AS wkb, code, area_name, local_name, land_area_km2,"
                        + " parent_divisions, parent_codes FROM regstat_store.areas" + OF_VINTAGE + " ORDER BY fid",
                row -> {
                    List<String> parents = Columns.texts(row, "parent_divisions");
                    List<String> codes = Columns.texts(row, "parent_codes");
                    Map<String, String> parentCodes = new HashMap<>();
                    for (int i = 0; i < codes.size(); i++) parentCodes.put(parents.get(i), codes.get(i));
                    double landAreaOrZero = row.getDouble("land_area_km2");
                    OptionalDouble landArea =
                            row.wasNull() ? OptionalDouble.empty() : OptionalDouble.of(landAreaOrZero);
                    return new Area(
                            row.getString("code"),
                            Optional.ofNullable(row.getString("area_name")).orElse(""),
                            Optional.ofNullable(row.getString("local_name")),
                            parentCodes,
                            (MultiPolygon) geometries.decodeWkb(row.getBytes("wkb")),
                            landArea);
                },
                key(id));
    }

    /** The finest first. */
    List<Generalisation> generalisations(VintageId id) throws SQLException, ParseException {
        Map<Double, List<Geometry>> levels = new TreeMap<>();
        database.select(
                "SELECT tolerance, " + Columns.wkb("geom") + " FROM regstat_store.generalisations" + OF_VINTAGE
                        + " ORDER BY tolerance, fid",
                row -> levels.computeIfAbsent(row.getDouble(1), tolerance -> new ArrayList<>())
                        .add(geometries.decodeWkb(row.getBytes(2))),
                key(id));
        return levels.entrySet().stream()
                .map(level -> new Generalisation(level.getKey(), level.getValue()))
                .toList();
    }

    /** Those that there are, by area code. */
    Map<String, Store.LocalName> localNames(VintageId id) throws SQLException, ParseException {
        Map<String, Store.LocalName> names = new TreeMap<>();
        database.select(
                "SELECT code, local_name, local_name_source, local_name_date FROM regstat_store.areas" + OF_VINTAGE
                        + " AND local_name IS NOT NULL",
                row -> names.put(
                        row.getString(1), new Store.LocalName(row.getString(2), row.getString(3), row.getString(4))),
                key(id));
        return names;
    }

    /** Writes a vintage in place of one of the same id; areas that keep their local name keep where it is from. */
    void write(Vintage vintage, List<Area> areas, List<Generalisation> generalisations)
            throws SQLException, ParseException {
        Area.requireCodeOrder(areas);
        generalisations.forEach(generalisation -> generalisation.requireEach(areas));
        VintageId id = vintage.id();
        Map<String, Store.LocalName> named = localNames(id);
        for (String table : List.of("generalisations", "areas", "parents")) {
            database.update("DELETE FROM regstat_store." + table + OF_VINTAGE, key(id));
        }
        register(vintage);
        insert(vintage, areas, named);
        insert(id, generalisations);
    }

    private void register(Vintage vintage) throws SQLException {
        // Not deleted and inserted: values refer to it.
        database.update(
                "INSERT INTO regstat_store.vintages VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT (division, vintage)"
                        + " DO UPDATE SET valid_from = excluded.valid_from, valid_to = excluded.valid_to,"
                        + " complete_within = excluded.complete_within, source = excluded.source,"
                        + " licence = excluded.licence, note = excluded.note, imported = excluded.imported,"
                        + " imported_from = excluded.imported_from, checksum = excluded.checksum",
                vintage.id().division(),
                vintage.id().year(),
                boxed(vintage.valid().from()),
                boxed(vintage.valid().to()),
                vintage.completeWithin().orElse(null),
                vintage.source(),
                vintage.licence(),
                vintage.note(),
                OffsetDateTime.ofInstant(vintage.imported(), ZoneOffset.UTC),
                vintage.importedFrom(),
                vintage.checksum());
        int number = 0;
        for (Vintage.Parent parent : vintage.parents()) {
            database.update(
                    "INSERT INTO regstat_store.parents VALUES (?, ?, ?, ?, ?)",
                    vintage.id().division(),
                    vintage.id().year(),
                    ++number,
                    parent.division(),
                    parent.vintage().orElse(null));
        }
    }

    private static Integer boxed(OptionalInt year) {
        return year.isPresent() ? year.getAsInt() : null;
    }

    private void insert(Vintage vintage, List<Area> areas, Map<String, Store.LocalName> named) throws SQLException {
        List<String> columns = List.of(
                "division",
                "vintage",
                "fid",
                "geom",
                "code",
                "area_name",
                "local_name",
                "local_name_source",
                "local_name_date",
                "land_area_km2",
                "parent_divisions",
                "parent_codes");
        CopyRows.into(database.connection(), "regstat_store.areas", columns, rows -> {
            int fid = 0;
            for (Area area : areas) {
                Optional<Store.LocalName> kept = Optional.ofNullable(named.get(area.code()))
                        .filter(name -> area.localName().equals(Optional.of(name.name())));
                rows.row()
                        .text(vintage.id().division())
                        .text(vintage.id().year())
                        .integer(++fid);
                rows.geometry(area.geometry()).text(area.code());
                rows.text(area.name().isEmpty() ? null : area.name());
                rows.text(area.localName().orElse(null));
                rows.text(kept.map(Store.LocalName::source).orElse(null));
                rows.text(kept.map(Store.LocalName::date).orElse(null));
                if (area.landAreaKm2().isPresent()) rows.real(area.landAreaKm2().getAsDouble());
                else rows.nothing();
                List<String> parents = vintage.parents().stream()
                        .map(Vintage.Parent::division)
                        .filter(area.parents()::containsKey)
                        .toList();
                rows.texts(parents)
                        .texts(parents.stream().map(area.parents()::get).toList());
            }
        });
    }

    private void insert(VintageId id, List<Generalisation> generalisations) throws SQLException {
        List<String> columns = List.of("division", "vintage", "tolerance", "fid", "geom");
        CopyRows.into(database.connection(), "regstat_store.generalisations", columns, rows -> {
            for (Generalisation generalisation : generalisations) {
                int fid = 0;
                for (Geometry geometry : generalisation.geometries()) {
                    rows.row().text(id.division()).text(id.year()).real(generalisation.tolerance());
                    rows.integer(++fid).geometry(geometry);
                }
            }
        });
    }

    /** Of areas by code. */
    void setLocalNames(VintageId id, Map<String, Store.LocalName> names) throws SQLException {
        for (Map.Entry<String, Store.LocalName> name : names.entrySet()) {
            int set = database.update(
                    "UPDATE regstat_store.areas SET local_name = ?, local_name_source = ?, local_name_date = ?"
                            + OF_VINTAGE + " AND code = ?",
                    name.getValue().name(),
                    name.getValue().source(),
                    name.getValue().date(),
                    id.division(),
                    id.year(),
                    name.getKey());
            if (set == 0) throw new StoreException(id + " has no area " + name.getKey());
        }
    }

    /** With its areas; its values went before. */
    void delete(VintageId id) throws SQLException {
        database.update("DELETE FROM regstat_store.vintages" + OF_VINTAGE, key(id));
    }

    private static Object[] key(VintageId id) {
        return new Object[] {id.division(), id.year()};
    }
}
