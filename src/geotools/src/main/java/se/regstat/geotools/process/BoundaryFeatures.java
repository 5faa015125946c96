package se.regstat.geotools.process;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.function.BooleanSupplier;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
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
import se.regstat.statistics.overlay.Targets;
import se.regstat.statistics.reaggregation.Boundaries;
import se.regstat.statistics.request.ReaggregationException;

/**
 * Reads boundaries from features. Geometries are brought to EPSG:3006 (E, N) from the features' reference system; where that is
 * not known, degrees are taken as longitude and latitude in WGS 84, all else as EPSG:3006, easting first.
 */
final class BoundaryFeatures {

    private static final List<String> IDS = List.of("code", "kod", "id", "target_id");
    private static final Pattern CODE = Pattern.compile("(?i).*(kod|code)");
    private static final List<String> NAMES = List.of("area_name", "name", "namn", "target_name");
    private static final Pattern NAME = Pattern.compile("(?i).*namn");

    private static final String NUMBERED = "none";

    /** What a layer of an indicator has: a row for each area and year. */
    private static final List<String> THROUGH_TIME = List.of("code", "period", "year", "vintage");

    private static final Envelope DEGREES = new Envelope(-180, 180, -90, 90);

    private final Optional<String> idAttribute;
    private final Optional<String> nameAttribute;

    /**
     * @param idAttribute which attribute names a boundary, or none for numbers from 1; empty for the first of code, kod and id
     *     that tells them apart, or the only one that ends in kod or code and does. Where there are such attributes and none does,
     *     or several do, the choice is asked for; where there are none, they are numbered from 1
     * @param nameAttribute which attribute has names for readers; empty for area_name, name or namn, or the only one that ends
     *     in namn, if there is one
     */
    BoundaryFeatures(Optional<String> idAttribute, Optional<String> nameAttribute) {
        this.idAttribute = idAttribute;
        this.nameAttribute = nameAttribute;
    }

    /**
     * @param bounds asked between features, from several threads, and told of each
     * @throws ReaggregationException if they cannot be boundaries; the message says which feature and why
     * @throws CancellationException once {@code bounds} are over
     */
    Boundaries read(SimpleFeatureCollection features, Bounds bounds) {
        BooleanSupplier cancelled = bounds::isOver;
        long vertices = 0;
        List<SimpleFeature> all = new ArrayList<>();
        List<Geometry> geometries = new ArrayList<>();
        try (SimpleFeatureIterator iterator = features.features()) {
            while (iterator.hasNext()) {
                goOn(cancelled);
                SimpleFeature feature = iterator.next();
                all.add(feature);
                if (!(feature.getDefaultGeometry() instanceof Geometry geometry)) {
                    throw new ReaggregationException(
                            "boundaries: feature " + all.size() + " has no geometry; each needs a polygon");
                }
                geometries.add(geometry);
                bounds.checkTargets(all.size());
                vertices += geometry.getNumPoints();
                bounds.checkVertices(vertices);
            }
        }
        if (all.isEmpty()) throw new ReaggregationException("boundaries: there are none; give at least one polygon");
        SimpleFeatureType type = all.get(0).getFeatureType();
        List<Geometry> brought = toSweref99Tm(geometries, crs(type, geometries), cancelled);
        List<String> ids = ids(all, type);
        List<String> names = nameAttribute.isPresent()
                ? values(all, attribute(type, nameAttribute.get(), "nameAttribute"))
                : NAMES.stream()
                        .flatMap(name -> find(type, name).stream())
                        .findFirst()
                        .or(() -> only(type, NAME))
                        .map(name -> values(all, name))
                        .orElseGet(() -> all.stream().map(f -> "").toList());
        try {
            return Boundaries.of(Targets.of(ids, brought, cancelled), names);
        } catch (IllegalArgumentException e) {
            throw new ReaggregationException("boundaries: " + e.getMessage(), e);
        }
    }

    private static void goOn(BooleanSupplier cancelled) {
        if (cancelled.getAsBoolean()) throw new CancellationException();
    }

    private List<String> ids(List<SimpleFeature> features, SimpleFeatureType type) {
        if (idAttribute.isPresent()) {
            if (idAttribute.get().equals(NUMBERED) && find(type, NUMBERED).isEmpty()) return numbers(features.size());
            String attribute = attribute(type, idAttribute.get(), "idAttribute");
            List<String> ids = values(features, attribute);
            fault(attribute, ids).ifPresent(fault -> {
                throw new ReaggregationException("idAttribute: " + fault + otherwise(features, type));
            });
            return ids;
        }
        List<String> named = IDS.stream()
                .flatMap(name -> find(type, name).stream())
                .distinct()
                .toList();
        List<String> alike =
                alike(type, CODE).stream().filter(name -> !named.contains(name)).toList();
        Optional<String> first =
                named.stream().filter(name -> tellsApart(features, name)).findFirst();
        if (first.isPresent()) return values(features, first.get());
        List<String> apart =
                alike.stream().filter(name -> tellsApart(features, name)).toList();
        if (apart.size() == 1) return values(features, apart.get(0));
        if (apart.size() > 1) {
            throw new ReaggregationException("boundaries: " + String.join(" and ", apart)
                    + " both tell them apart; say which it is with idAttribute, as in idAttribute=" + apart.get(0));
        }
        if (THROUGH_TIME.stream().allMatch(name -> find(type, name).isPresent())) {
            throw new ReaggregationException("boundaries: they have a row for each area and year; take the areas"
                    + " themselves, a vintage of their division, as in deso@2025");
        }
        Optional<String> nearly =
                named.stream().findFirst().or(() -> alike.stream().findFirst());
        nearly.flatMap(name -> fault(name, values(features, name))).ifPresent(fault -> {
            throw new ReaggregationException("boundaries: " + fault + otherwise(features, type));
        });
        return numbers(features.size());
    }

    private static List<String> numbers(int count) {
        return IntStream.rangeClosed(1, count).mapToObj(Integer::toString).toList();
    }

    private static boolean tellsApart(List<SimpleFeature> features, String attribute) {
        return fault(attribute, values(features, attribute)).isEmpty();
    }

    /** Why the values of an attribute cannot be ids: which are repeated, or which features lack one. Empty if they can. */
    private static Optional<String> fault(String attribute, List<String> values) {
        List<Integer> without = new ArrayList<>();
        Map<String, Integer> counts = new LinkedHashMap<>();
        for (int i = 0; i < values.size(); i++) {
            if (values.get(i).isEmpty()) without.add(i + 1);
            else counts.merge(values.get(i), 1, Integer::sum);
        }
        List<String> repeated = counts.entrySet().stream()
                .filter(count -> count.getValue() > 1)
                .map(count -> count.getKey() + " (" + count.getValue() + " times)")
                .toList();
        if (without.isEmpty() && repeated.isEmpty()) return Optional.empty();
        List<String> said = new ArrayList<>();
        if (!repeated.isEmpty())
            said.add(few(repeated) + (repeated.size() == 1 ? " is" : " are") + " there more than once");
        if (!without.isEmpty()) {
            said.add((without.size() == 1 ? "feature " : "features ")
                    + few(without.stream()
                            .map(number -> Integer.toString(number))
                            .toList())
                    + (without.size() == 1 ? " has none" : " have none"));
        }
        return Optional.of("attribute '" + attribute + "' does not tell them apart: " + String.join("; ", said));
    }

    private static String few(List<String> all) {
        return String.join(", ", all.subList(0, Math.min(10, all.size()))) + (all.size() > 10 ? ", …" : "");
    }

    /** What would be right. */
    private static String otherwise(List<SimpleFeature> features, SimpleFeatureType type) {
        List<String> others = attributes(type).stream()
                .filter(name -> tellsApart(features, name))
                .toList();
        return ". "
                + (others.isEmpty()
                        ? "No other attribute does"
                        : "These do: " + few(others) + "; say which with idAttribute, as in idAttribute="
                                + others.get(0))
                + "; idAttribute=" + NUMBERED + " numbers them from 1";
    }

    private static String attribute(SimpleFeatureType type, String wanted, String parameter) {
        return find(type, wanted)
                .orElseThrow(() -> new ReaggregationException(parameter + ": the boundaries have no attribute '"
                        + wanted + "'; they have "
                        + String.join(", ", attributes(type))));
    }

    /** All but geometries, by name. */
    private static List<String> attributes(SimpleFeatureType type) {
        return type.getAttributeDescriptors().stream()
                .filter(a -> !(a instanceof GeometryDescriptor))
                .map(AttributeDescriptor::getLocalName)
                .toList();
    }

    /** An attribute by name, whatever its case. */
    private static Optional<String> find(SimpleFeatureType type, String wanted) {
        return type.getAttributeDescriptors().stream()
                .map(AttributeDescriptor::getLocalName)
                .filter(name -> name.equalsIgnoreCase(wanted))
                .findFirst();
    }

    /** The one attribute of its kind; empty if there are several. */
    private static Optional<String> only(SimpleFeatureType type, Pattern kind) {
        List<String> found = alike(type, kind);
        return found.size() == 1 ? Optional.of(found.get(0)) : Optional.empty();
    }

    private static List<String> alike(SimpleFeatureType type, Pattern kind) {
        return attributes(type).stream()
                .filter(name -> kind.matcher(name).matches())
                .toList();
    }

    private static List<String> values(List<SimpleFeature> features, String attribute) {
        return features.stream()
                .map(feature -> feature.getAttribute(attribute))
                .map(BoundaryFeatures::text)
                .toList();
    }

    /** Readers of GeoJSON make 7 to 7.0 at times. */
    private static String text(Object value) {
        if (value == null) return "";
        if (value instanceof Double || value instanceof Float) {
            double number = ((Number) value).doubleValue();
            if (number == Math.rint(number) && Math.abs(number) < 1e18) return new BigDecimal(number).toPlainString();
        }
        return value.toString().strip();
    }

    /** Null for EPSG:3006, easting first: what has no system and no degrees, or claims degrees that there cannot be. */
    private static CoordinateReferenceSystem crs(SimpleFeatureType type, List<Geometry> geometries) {
        Envelope bounds = new Envelope();
        geometries.forEach(geometry -> bounds.expandToInclude(geometry.getEnvelopeInternal()));
        boolean degrees = DEGREES.covers(bounds);
        CoordinateReferenceSystem crs = declared(type, geometries);
        if (crs == null) return degrees ? DefaultGeographicCRS.WGS84 : null;
        // GeoJSON without crs is in degrees by its standard, and in metres in practice.
        return !DEGREES.intersects(bounds) && CRS.equalsIgnoreMetadata(crs, DefaultGeographicCRS.WGS84) ? null : crs;
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
            List<Geometry> geometries, CoordinateReferenceSystem crs, BooleanSupplier cancelled) {
        if (crs == null) return geometries;
        try {
            MathTransform transform = SwerefTransforms.from(SwerefTransforms.horizontal(crs));
            if (transform.isIdentity()) return geometries;
            List<Geometry> brought = new ArrayList<>();
            for (Geometry geometry : geometries) {
                goOn(cancelled);
                brought.add(JTS.transform(geometry, transform));
            }
            return brought;
        } catch (CancellationException e) {
            throw e;
        } catch (FactoryException | TransformException | RuntimeException e) {
            throw new ReaggregationException(
                    "boundaries: they cannot be brought from " + crs.getName().getCode()
                            + " to EPSG:3006; are their coordinates in that system?",
                    e);
        }
    }
}
