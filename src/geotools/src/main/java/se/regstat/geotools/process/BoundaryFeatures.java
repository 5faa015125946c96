package se.regstat.geotools.process;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CancellationException;
import org.geotools.api.feature.simple.SimpleFeature;
import org.geotools.api.feature.simple.SimpleFeatureType;
import org.geotools.api.feature.type.AttributeDescriptor;
import org.geotools.api.feature.type.GeometryDescriptor;
import org.geotools.api.referencing.FactoryException;
import org.geotools.api.referencing.crs.CoordinateReferenceSystem;
import org.geotools.api.referencing.operation.MathTransform;
import org.geotools.api.referencing.operation.TransformException;
import org.geotools.data.simple.SimpleFeatureCollection;
import org.geotools.data.simple.SimpleFeatureIterator;
import org.geotools.geometry.jts.JTS;
import org.geotools.referencing.CRS;
import org.geotools.referencing.crs.DefaultGeographicCRS;
import org.locationtech.jts.geom.Envelope;
import org.locationtech.jts.geom.Geometry;
import se.regstat.geotools.reprojection.SwerefTransforms;
import se.regstat.statistics.crs.AssumedCrs;
import se.regstat.statistics.reaggregation.Bounds;
import se.regstat.statistics.reaggregation.OwnBoundaries;
import se.regstat.statistics.request.ReaggregationException;

/**
 * Reads somebody's own boundaries from features. Geometries are brought to EPSG:3006 (E, N) from the features' reference system; where that is
 * not known, degrees are taken as longitude and latitude in WGS 84, all else as EPSG:3006, easting first.
 */
public final class BoundaryFeatures {

    private BoundaryFeatures() {}

    /**
     * @param bounds asked between features, from several threads, and told of each
     * @throws ReaggregationException if they cannot be boundaries; the message says which feature and why
     * @throws CancellationException once {@code bounds} are over
     */
    public static OwnBoundaries read(SimpleFeatureCollection features, Bounds bounds) {
        List<String> columns = columns(features.getSchema());
        List<Geometry> geometries = new ArrayList<>();
        List<List<String>> values = new ArrayList<>();
        SimpleFeatureType type = features.getSchema();
        long vertices = 0;
        try (SimpleFeatureIterator iterator = features.features()) {
            while (iterator.hasNext()) {
                goOn(bounds);
                SimpleFeature feature = iterator.next();
                if (geometries.isEmpty()) {
                    type = feature.getFeatureType();
                    columns = columns(type);
                }
                if (!(feature.getDefaultGeometry() instanceof Geometry geometry)) {
                    throw ReaggregationException.of(
                            "boundaries", "feature " + (geometries.size() + 1) + " has no geometry; each needs one");
                }
                geometries.add(geometry);
                values.add(columns.stream()
                        .map(column -> OwnBoundaries.text(feature.getAttribute(column)))
                        .toList());
                bounds.checkTargets(geometries.size());
                vertices += geometry.getNumPoints();
                bounds.checkVertices(vertices);
            }
        }
        List<Geometry> brought = toSweref99Tm(geometries, crs(type, geometries), bounds);
        List<OwnBoundaries.Row> rows = new ArrayList<>();
        for (int i = 0; i < brought.size(); i++) rows.add(new OwnBoundaries.Row(brought.get(i), values.get(i)));
        return new OwnBoundaries(columns, rows, List.of());
    }

    private static void goOn(Bounds bounds) {
        if (bounds.isOver()) throw new CancellationException();
    }

    /** All but geometries, by name. */
    private static List<String> columns(SimpleFeatureType type) {
        return type.getAttributeDescriptors().stream()
                .filter(a -> !(a instanceof GeometryDescriptor))
                .map(AttributeDescriptor::getLocalName)
                .toList();
    }

    /** Null for EPSG:3006, easting first: what has no system and no degrees, or claims degrees that there cannot be. */
    private static CoordinateReferenceSystem crs(SimpleFeatureType type, List<Geometry> geometries) {
        Envelope bounds = new Envelope();
        geometries.forEach(geometry -> bounds.expandToInclude(geometry.getEnvelopeInternal()));
        boolean degrees = AssumedCrs.areDegrees(bounds);
        CoordinateReferenceSystem crs = declared(type, geometries);
        if (crs == null) return degrees ? DefaultGeographicCRS.WGS84 : null;
        // GeoJSON without crs is in degrees by its standard, and in metres in practice.
        return AssumedCrs.areNoDegrees(bounds) && CRS.equalsIgnoreMetadata(crs, DefaultGeographicCRS.WGS84)
                ? null
                : crs;
    }

    private static CoordinateReferenceSystem declared(SimpleFeatureType type, List<Geometry> geometries) {
        GeometryDescriptor descriptor = type.getGeometryDescriptor();
        if (descriptor != null && descriptor.getCoordinateReferenceSystem() != null) {
            return descriptor.getCoordinateReferenceSystem();
        }
        for (Geometry geometry : geometries) {
            if (geometry.getUserData() instanceof CoordinateReferenceSystem crs) return crs;
        }
        return null;
    }

    /** @param crs null for EPSG:3006, easting first */
    private static List<Geometry> toSweref99Tm(
            List<Geometry> geometries, CoordinateReferenceSystem crs, Bounds bounds) {
        if (crs == null) return geometries;
        try {
            MathTransform transform = SwerefTransforms.from(SwerefTransforms.horizontal(crs));
            if (transform.isIdentity()) return geometries;
            List<Geometry> brought = new ArrayList<>();
            for (Geometry geometry : geometries) {
                goOn(bounds);
                brought.add(JTS.transform(geometry, transform));
            }
            return brought;
        } catch (CancellationException e) {
            throw e;
        } catch (FactoryException | TransformException | RuntimeException e) {
            throw ReaggregationException.of(
                    "boundaries",
                    "they cannot be brought from " + crs.getName().getCode()
                            + " to EPSG:3006; are their coordinates in that system?",
                    e);
        }
    }
}
