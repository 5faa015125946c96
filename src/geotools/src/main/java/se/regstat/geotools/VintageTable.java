package se.regstat.geotools;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import org.geotools.api.feature.simple.SimpleFeatureType;
import org.geotools.feature.simple.SimpleFeatureTypeBuilder;
import org.locationtech.jts.geom.MultiPolygon;
import se.regstat.statistics.division.Area;
import se.regstat.statistics.division.Vintage;
import se.regstat.statistics.snapshot.VintageAreas;

/**
 * A vintage as a layer: {@code geom, code, area_name, local_name, <parent division>..., valid_from, valid_to, area_km2,
 * land_area_km2, vintage}, by code. What is not known is null.
 */
final class VintageTable {

    static final String GEOMETRY = "geom";
    static final String CODE = "code";

    private static final Set<String> TAKEN = Set.of(
            GEOMETRY,
            CODE,
            "area_name",
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

    static Table of(VintageAreas vintageAreas, String namespace) {
        Vintage vintage = vintageAreas.vintage();
        List<String> parents = vintage.parents().stream()
                .map(Vintage.Parent::division)
                .distinct()
                .toList();
        SimpleFeatureType type = type(vintage, parents, namespace);
        List<Area> areas = vintageAreas.areas();
        String[] ids = new String[areas.size()];
        Object[][] rows = new Object[areas.size()][];
        Integer from = boxed(vintage.valid().from());
        Integer to = boxed(vintage.valid().to());
        for (int i = 0; i < ids.length; i++) {
            Area area = areas.get(i);
            ids[i] = FeatureIds.of(vintage.id().layerName(), area.code());
            List<Object> row = new ArrayList<>(type.getAttributeCount());
            row.add(area.geometry());
            row.add(area.code());
            row.add(area.name().isBlank() ? null : area.name());
            row.add(area.localName().orElse(null));
            for (String parent : parents) row.add(area.parents().get(parent));
            row.add(from);
            row.add(to);
            row.add(toSquareMetre(area.areaKm2()));
            row.add(area.landAreaKm2().isPresent() ? area.landAreaKm2().getAsDouble() : null);
            row.add(vintage.id().year());
            rows[i] = row.toArray();
        }
        return new Table(type, ids, rows, Optional.of(vintageAreas));
    }

    private static SimpleFeatureType type(Vintage vintage, List<String> parents, String namespace) {
        SimpleFeatureTypeBuilder type = new SimpleFeatureTypeBuilder();
        type.setNamespaceURI(namespace);
        type.setName(vintage.id().layerName());
        type.nillable(false).add(GEOMETRY, MultiPolygon.class, Sweref99Tm.crs());
        type.nillable(false).add(CODE, String.class);
        type.add("area_name", String.class);
        type.add("local_name", String.class);
        for (String parent : parents) type.add(attributeOf(parent), String.class);
        type.add("valid_from", Integer.class);
        type.add("valid_to", Integer.class);
        type.nillable(false).add("area_km2", Double.class);
        type.add("land_area_km2", Double.class);
        type.nillable(false).add("vintage", String.class);
        type.setDefaultGeometry(GEOMETRY);
        return type.buildFeatureType();
    }

    /** A parent division's id, unless the layer has another attribute of that name. */
    static String attributeOf(String parentDivision) {
        return TAKEN.contains(parentDivision) ? parentDivision + "_code" : parentDivision;
    }

    /** Digits below a square metre say nothing and make every document longer. */
    private static double toSquareMetre(double km2) {
        return Math.rint(km2 * 1e6) / 1e6;
    }

    static Integer boxed(OptionalInt year) {
        return year.isPresent() ? year.getAsInt() : null;
    }
}
