package se.regstat.standalone.format;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import org.geotools.api.feature.simple.SimpleFeature;
import org.geotools.api.feature.simple.SimpleFeatureType;
import org.geotools.api.feature.type.AttributeDescriptor;
import org.geotools.api.feature.type.GeometryDescriptor;
import org.geotools.data.simple.SimpleFeatureCollection;
import org.geotools.data.simple.SimpleFeatureIterator;

/**
 * Features of one layer, ready to be written.
 *
 * @param prefix of the layer's workspace, as in {@code regstat}
 * @param name of the layer, without prefix
 * @param type the attributes to be written, in order
 * @param srs what the geometries are in; they come as x = easting or longitude, whatever the name says about axis order. Empty for
 *     tables without geometry
 * @param matched how many features meet the request; -1 if nobody counted
 * @param returned how many of them {@code features} gives
 */
public record FeatureSet(
        String prefix,
        String namespaceUri,
        String name,
        SimpleFeatureType type,
        Optional<SrsName> srs,
        long matched,
        long returned,
        Features features) {

    /** Opens the features for one pass; the caller closes. */
    @FunctionalInterface
    public interface Features {
        SimpleFeatureIterator open() throws IOException;
    }

    /** Features at hand, as for GetFeatureInfo: all of one type, geometries x = easting. */
    public static FeatureSet of(
            String prefix,
            String namespaceUri,
            String name,
            SimpleFeatureType type,
            Optional<SrsName> srs,
            List<SimpleFeature> features) {
        return new FeatureSet(
                prefix,
                namespaceUri,
                name,
                type,
                srs,
                features.size(),
                features.size(),
                () -> new ListIterator(features.iterator()));
    }

    /** All features of a collection, such as a process gives, in a workspace. */
    public static FeatureSet of(
            String workspace, String name, SimpleFeatureCollection features, Optional<SrsName> srs) {
        int count = features.size();
        return new FeatureSet(
                workspace, "urn:" + workspace, name, features.getSchema(), srs, count, count, features::features);
    }

    String prefixedName() {
        return prefix + ":" + name;
    }

    /** The geometry that a GeoJSON feature has as its geometry; -1 if there is none among the attributes. */
    int mainGeometry() {
        GeometryDescriptor geometry = type.getGeometryDescriptor();
        return geometry == null ? -1 : type.indexOf(geometry.getName());
    }

    /** For each attribute to be written, where it is in the features. */
    List<String> attributeNames() {
        return type.getAttributeDescriptors().stream()
                .map(AttributeDescriptor::getLocalName)
                .toList();
    }

    private record ListIterator(java.util.Iterator<SimpleFeature> features) implements SimpleFeatureIterator {
        @Override
        public boolean hasNext() {
            return features.hasNext();
        }

        @Override
        public SimpleFeature next() {
            return features.next();
        }

        @Override
        public void close() {
            // Nothing is open.
        }
    }
}
