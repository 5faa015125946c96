package se.regstat.geoserver.wfs;

import java.util.List;
import org.geotools.api.feature.simple.SimpleFeature;
import org.geotools.api.feature.type.GeometryDescriptor;
import org.geotools.data.simple.SimpleFeatureCollection;
import org.geotools.data.simple.SimpleFeatureIterator;
import org.geotools.feature.collection.DecoratingSimpleFeatureCollection;
import org.geotools.feature.simple.SimpleFeatureImpl;
import org.geotools.referencing.CRS;
import org.locationtech.jts.geom.MultiPolygon;

/** Features whose areas are not there for who writes them one by one, but others that stand in for them; they wait where they will be written. */
final class AreasWithoutCoordinates extends DecoratingSimpleFeatureCollection {

    private final AreasAsTheyPass areas;
    private final int geometry;
    private final boolean northFirst;

    /** @param found whose geometries are of MultiPolygon */
    AreasWithoutCoordinates(SimpleFeatureCollection found, AreasAsTheyPass areas) {
        super(found);
        this.areas = areas;
        GeometryDescriptor descriptor = found.getSchema().getGeometryDescriptor();
        this.geometry = found.getSchema().indexOf(descriptor.getName());
        this.northFirst = CRS.getAxisOrder(descriptor.getCoordinateReferenceSystem()) == CRS.AxisOrder.NORTH_EAST;
    }

    @Override
    public SimpleFeatureIterator features() {
        SimpleFeatureIterator features = super.features();
        return new SimpleFeatureIterator() {
            @Override
            public boolean hasNext() {
                return features.hasNext();
            }

            @Override
            public SimpleFeature next() {
                return withoutCoordinates(features.next());
            }

            @Override
            public void close() {
                features.close();
            }
        };
    }

    private SimpleFeature withoutCoordinates(SimpleFeature feature) {
        if (!(feature.getAttribute(geometry) instanceof MultiPolygon area)) return feature;
        return areas.standIn(area, northFirst)
                .<SimpleFeature>map(standIn -> {
                    List<Object> values = feature.getAttributes();
                    values.set(geometry, standIn);
                    return new SimpleFeatureImpl(values, feature.getFeatureType(), feature.getIdentifier());
                })
                .orElse(feature);
    }
}
