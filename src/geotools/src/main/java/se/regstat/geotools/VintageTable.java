package se.regstat.geotools;

import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.Set;
import se.regstat.geotools.rows.RowOrder;
import se.regstat.statistics.division.Vintage;
import se.regstat.statistics.observation.AreaNames;
import se.regstat.statistics.snapshot.VintageAreas;

/**
 * A vintage as a layer: {@code geom, code, area_name, name_origin, local_name, <parent division>..., valid_from, valid_to,
 * area_km2, land_area_km2, vintage}, by code. What is not known is null.
 */
final class VintageTable {

    private static final Set<String> TAKEN = Set.of(
            Table.GEOMETRY,
            AreaTable.CODE,
            "area_name",
            "name_origin",
            "local_name",
            "valid_from",
            "valid_to",
            "area_km2",
            "land_area_km2",
            "vintage",
            // GML and GeoServer have their own idea of these
            "name",
            "description",
            "location",
            "boundedBy",
            "id",
            "fid");

    private VintageTable() {}

    static AreaTable of(VintageAreas vintageAreas, AreaNames names, String namespace) {
        Vintage vintage = vintageAreas.vintage();
        Integer from = boxed(vintage.valid().from());
        Integer to = boxed(vintage.valid().to());
        double[] areasKm2 = vintageAreas.areas().stream()
                .mapToDouble(area -> toSquareMetre(area.areaKm2()))
                .toArray();
        AreaTable.Columns columns = new AreaTable.Columns(
                        vintage.id().layerName(), namespace, RowOrder.of(vintageAreas), names)
                .areas()
                .localName();
        vintage.parents().stream()
                .map(Vintage.Parent::division)
                .distinct()
                .forEach(parent -> columns.add(attributeOf(parent), String.class, parent(parent)));
        return columns.add("valid_from", Integer.class, (slice, area) -> from)
                .add("valid_to", Integer.class, (slice, area) -> to)
                .always("area_km2", Double.class, (slice, area) -> areasKm2[area])
                .add("land_area_km2", Double.class, (slice, area) -> {
                    OptionalDouble known = slice.areas().areas().get(area).landAreaKm2();
                    return known.isPresent() ? known.getAsDouble() : null;
                })
                .vintage()
                .table();
    }

    /** The code of the parent area of a division. */
    static AreaTable.Cell parent(String division) {
        return (slice, area) -> slice.areas().areas().get(area).parents().get(division);
    }

    /** A parent division's id, unless the layer has another attribute of that name. */
    static String attributeOf(String parentDivision) {
        return TAKEN.contains(parentDivision) ? parentDivision + "_code" : parentDivision;
    }

    /** Whether layers of areas have an attribute of their own of that name, or GML has. */
    static boolean isTaken(String attribute) {
        return TAKEN.contains(attribute);
    }

    /** Digits below a square metre say nothing and make every document longer. */
    private static double toSquareMetre(double km2) {
        return Math.rint(km2 * 1e6) / 1e6;
    }

    static Integer boxed(OptionalInt year) {
        return year.isPresent() ? year.getAsInt() : null;
    }
}
