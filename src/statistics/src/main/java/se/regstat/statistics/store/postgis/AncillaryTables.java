package se.regstat.statistics.store.postgis;

import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.locationtech.jts.geom.Polygon;
import org.locationtech.jts.io.ParseException;
import se.regstat.statistics.ancillary.Mask;
import se.regstat.statistics.ancillary.PackedNumbers;
import se.regstat.statistics.ancillary.WeightedPoints;
import se.regstat.statistics.indicator.Provenance;
import se.regstat.statistics.store.GeoPackageGeometry;

/** The tables of masks and of where people live. */
final class AncillaryTables {

    private final Database database;
    private final GeoPackageGeometry geometries = new GeoPackageGeometry();

    AncillaryTables(Database database) {
        this.database = database;
    }

    /** By name; polygons in the order they were given. */
    List<Mask> readMasks() throws SQLException, ParseException {
        Map<String, List<Polygon>> polygons = new HashMap<>();
        database.select(
                "SELECT mask, " + Columns.wkb("geom") + " FROM regstat_store.mask_polygons ORDER BY mask, number",
                row -> polygons.computeIfAbsent(row.getString(1), mask -> new ArrayList<>())
                        .add((Polygon) geometries.decodeWkb(row.getBytes(2))));
        return database.select("SELECT * FROM regstat_store.masks ORDER BY name", row -> {
            String name = row.getString("name");
            return new Mask(name, polygons.getOrDefault(name, List.of()), Columns.provenance(row));
        });
    }

    /** By name. */
    Map<String, Provenance> maskProvenances() throws SQLException, ParseException {
        return provenances("regstat_store.masks");
    }

    /** By name. */
    Map<String, Provenance> populationProvenances() throws SQLException, ParseException {
        return provenances("regstat_store.populations");
    }

    private Map<String, Provenance> provenances(String table) throws SQLException, ParseException {
        Map<String, Provenance> found = new TreeMap<>();
        database.select(
                "SELECT name, " + Columns.PROVENANCE + " FROM " + table,
                row -> found.put(row.getString("name"), Columns.provenance(row)));
        return found;
    }

    void write(Mask mask) throws SQLException {
        deleteMask(mask.name());
        database.update(
                "INSERT INTO regstat_store.masks VALUES (?, ?, ?, ?, ?)",
                mask.name(),
                OffsetDateTime.ofInstant(mask.provenance().imported(), ZoneOffset.UTC),
                mask.provenance().file(),
                mask.provenance().checksum(),
                mask.provenance().source());
        List<String> columns = List.of("mask", "number", "geom");
        CopyRows.into(database.connection(), "regstat_store.mask_polygons", columns, rows -> {
            int number = 0;
            for (Polygon polygon : mask.polygons()) {
                rows.row().text(mask.name()).integer(++number).geometry(polygon);
            }
        });
    }

    /** @return how many there were */
    int deleteMask(String name) throws SQLException {
        return database.update("DELETE FROM regstat_store.masks WHERE name = ?", name);
    }

    /** By name. */
    List<WeightedPoints> readPopulations() throws SQLException, ParseException {
        Map<String, Map<String, PackedNumbers>> kinds = new HashMap<>();
        database.select(
                "SELECT population, kind, " + Columns.sent("weights")
                        + " FROM regstat_store.population_kinds ORDER BY population, number",
                row -> kinds.computeIfAbsent(row.getString(1), name -> new LinkedHashMap<>())
                        .put(row.getString(2), packed(row.getBytes(3))));
        return database.select(
                "SELECT name, period, cell_size, " + Columns.sent("eastings") + " AS eastings, "
                        + Columns.sent("northings") + " AS northings, " + Columns.PROVENANCE
                        + " FROM regstat_store.populations ORDER BY name",
                row -> new WeightedPoints(
                        row.getString("name"),
                        row.getInt("period"),
                        packed(row.getBytes("eastings")),
                        packed(row.getBytes("northings")),
                        kinds.get(row.getString("name")),
                        row.getDouble("cell_size"),
                        Columns.provenance(row)));
    }

    private static PackedNumbers packed(byte[] sent) {
        return PackedNumbers.of(Columns.reals(sent));
    }

    void write(WeightedPoints population) throws SQLException {
        deletePopulation(population.name());
        List<String> columns = Stream.concat(
                        Stream.of("name", "period", "cell_size", "eastings", "northings"),
                        Columns.PROVENANCE_COLUMNS.stream())
                .toList();
        CopyRows.into(database.connection(), "regstat_store.populations", columns, rows -> {
            rows.row().text(population.name()).integer(population.year()).real(population.cellSize());
            rows.reals(population.eastings()).reals(population.northings());
            rows.provenance(population.provenance());
        });
        List<String> ofKind = List.of("population", "number", "kind", "weights");
        CopyRows.into(database.connection(), "regstat_store.population_kinds", ofKind, rows -> {
            int number = 0;
            for (String kind : population.kinds()) {
                rows.row().text(population.name()).integer(++number).text(kind).reals(population.weights(kind));
            }
        });
    }

    /** @return how many there were */
    int deletePopulation(String name) throws SQLException {
        return database.update("DELETE FROM regstat_store.populations WHERE name = ?", name);
    }
}
