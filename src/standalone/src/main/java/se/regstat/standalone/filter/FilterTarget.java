package se.regstat.standalone.filter;

import java.util.Optional;
import java.util.stream.Collectors;
import org.geotools.api.feature.simple.SimpleFeatureType;
import org.geotools.api.feature.type.AttributeDescriptor;
import org.geotools.api.feature.type.GeometryDescriptor;
import org.geotools.api.filter.Filter;
import org.geotools.api.filter.FilterFactory;
import org.geotools.api.filter.expression.Expression;
import org.geotools.api.referencing.FactoryException;
import org.geotools.api.referencing.operation.MathTransform;
import org.geotools.api.referencing.operation.TransformException;
import org.geotools.factory.CommonFactoryFinder;
import org.geotools.geometry.jts.JTS;
import org.geotools.geometry.jts.ReferencedEnvelope;
import org.locationtech.jts.geom.Envelope;
import org.locationtech.jts.geom.Geometry;
import org.w3c.dom.Element;
import se.regstat.geotools.reprojection.SwerefTransforms;
import se.regstat.standalone.format.SrsName;
import se.regstat.statistics.format.GmlFeatures;

/**
 * What a filter is to be applied to. Filters made for it name only attributes that exist, by their plain names, and have all their geometries in the
 * layer's own CRS with x = easting.
 *
 * @param schema of the layer
 * @param srs the layer's own; empty for tables without geometry
 * @param literals what geometries without a CRS are taken to be in: decides their axis order
 * @param bounds of the layer in its own CRS; empty for tables without geometry
 */
public record FilterTarget(
        SimpleFeatureType schema,
        Optional<SrsName> srs,
        Optional<SrsName> literals,
        Optional<ReferencedEnvelope> bounds) {

    private static final FilterFactory FILTERS = CommonFactoryFinder.getFilterFactory();

    /**
     * The plain name of an attribute.
     *
     * @param path as clients write it: {@code code}, {@code regstat:code}, {@code regstat:deso_2025/regstat:code}
     * @throws FilterException if there is no such attribute
     */
    public String attribute(String path) {
        return attribute(path, Optional.empty());
    }

    private String attribute(String path, Optional<Element> context) {
        return PropertyPath.of(path, schema, context)
                .attribute()
                .orElseThrow(() -> new FilterException(
                        path.strip(),
                        "'" + path.strip() + "' can only be compared with values; properties of " + schema.getTypeName()
                                + " are " + names(schema)));
    }

    /** The names of all attributes, for messages. */
    static String names(SimpleFeatureType schema) {
        return schema.getAttributeDescriptors().stream()
                .map(AttributeDescriptor::getLocalName)
                .collect(Collectors.joining(", "));
    }

    /** The attribute with the geometry that a spatial condition is about. @throws FilterException if it holds no geometry */
    private String spatial(String path, Optional<Element> context) {
        String attribute = attribute(path, context);
        if (schema.getDescriptor(attribute) instanceof GeometryDescriptor) return attribute;
        throw new FilterException(path.strip(), "'" + path.strip() + "' holds no geometry to compare with");
    }

    /** @throws FilterException if this is a table without geometry */
    String geometryAttribute() {
        if (schema.getGeometryDescriptor() == null) {
            throw new FilterException(schema.getTypeName() + " has no geometry to compare with");
        }
        return schema.getGeometryDescriptor().getLocalName();
    }

    private SrsName ownSrs() {
        return srs.orElseThrow(() -> new FilterException(schema.getTypeName() + " has no geometry to compare with"));
    }

    private SrsName orDefault(Optional<SrsName> written) {
        return written.or(() -> literals).orElseGet(this::ownSrs);
    }

    /**
     * A box as a filter. A box in another CRS becomes the box around it; what lies outside the layer cannot matter and is cut off first, since no projection goes round the world.
     *
     * @param property empty for the layer's geometry
     * @param context where in a document the property is written, for its prefixes
     * @param box first and second axis as written
     */
    public Filter box(Optional<String> property, Optional<Element> context, Envelope box, Optional<SrsName> written) {
        SrsName own = ownSrs();
        SrsName from = orDefault(written);
        Envelope eastingFirst =
                from.northingFirst() ? new Envelope(box.getMinY(), box.getMaxY(), box.getMinX(), box.getMaxX()) : box;
        Expression geometry =
                FILTERS.property(property.map(path -> spatial(path, context)).orElseGet(this::geometryAttribute));
        Optional<Envelope> inOwn = reproject(eastingFirst, from, own);
        if (inOwn.isEmpty()) return Filter.EXCLUDE;
        return FILTERS.bbox(geometry, new ReferencedEnvelope(inOwn.get(), own.crs()));
    }

    private Optional<Envelope> reproject(Envelope box, SrsName from, SrsName to) {
        if (sameSystem(from, to)) return Optional.of(box);
        try {
            var referenced = new ReferencedEnvelope(box, from.crs());
            if (bounds.isPresent() && !bounds.get().isEmpty()) {
                Envelope around = new ReferencedEnvelope(bounds.get(), to.crs()).transform(from.crs(), true, 50);
                around.expandBy(0.01 * (around.getWidth() + around.getHeight()) + 1e-9);
                Envelope cut = box.intersection(around);
                if (cut.isNull()) return Optional.empty();
                referenced = new ReferencedEnvelope(cut, from.crs());
            }
            return Optional.of(new Envelope(referenced.transform(to.crs(), true, 50)));
        } catch (FactoryException | TransformException e) {
            throw new FilterException("the box cannot be brought from " + from + " to " + to
                    + "; are its coordinates in the right order?");
        }
    }

    /**
     * A geometry brought to the layer's CRS, x = easting.
     *
     * @param geometry first and second axis as written
     */
    Geometry geometry(Geometry geometry, Optional<SrsName> written) {
        SrsName own = ownSrs();
        SrsName from = orDefault(written);
        Geometry eastingFirst = from.northingFirst() ? GmlFeatures.turned(geometry) : geometry;
        if (sameSystem(from, own)) return eastingFirst;
        try {
            MathTransform transform = SwerefTransforms.between(from.crs(), own.crs());
            return JTS.transform(eastingFirst, transform);
        } catch (FactoryException | TransformException e) {
            throw new FilterException("a geometry cannot be brought from " + from + " to " + own
                    + "; are its coordinates in the right order?");
        }
    }

    private static boolean sameSystem(SrsName a, SrsName b) {
        return a.authority().equals(b.authority()) && a.code().equals(b.code());
    }
}
