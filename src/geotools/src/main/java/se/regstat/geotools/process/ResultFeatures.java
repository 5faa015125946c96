package se.regstat.geotools.process;

import java.util.List;
import org.geotools.api.feature.simple.SimpleFeatureType;
import org.geotools.feature.collection.BaseSimpleFeatureCollection;

/** What comes of an operation, as features in EPSG:3006 (E, N), or as rows without a place. What is not known is null. */
public abstract class ResultFeatures extends BaseSimpleFeatureCollection {

    ResultFeatures(SimpleFeatureType type) {
        super(type);
    }

    /** What the reader of the whole result should know. */
    public abstract List<String> notes();

    /** Whether rows have a place, so that they can be a layer. */
    public boolean hasGeometry() {
        return getSchema().getGeometryDescriptor() != null;
    }
}
