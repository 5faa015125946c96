package se.regstat.geotools.rows;

import static org.geotools.filter.capability.FunctionNameImpl.parameter;

import org.geotools.api.filter.capability.FunctionName;
import org.geotools.filter.FunctionExpressionImpl;
import org.geotools.filter.capability.FunctionNameImpl;
import org.locationtech.jts.geom.Geometry;

/**
 * {@code bordersOnce(geometry())}, for the geometry of a line symbolizer: the part of an area's outline that the area has to draw so that
 * every border between areas of a map is drawn once, by the one that is drawn later. Of geometries that come from elsewhere
 * than this data store's answers to a renderer it gives the geometry itself, whose outline is then drawn.
 */
public final class BordersOnce extends FunctionExpressionImpl {

    private static final FunctionName NAME = new FunctionNameImpl(
            "bordersOnce", parameter("borders", Geometry.class), parameter("geometry", Geometry.class));

    public BordersOnce() {
        super(NAME);
    }

    @Override
    public Object evaluate(Object feature) {
        Geometry geometry = getExpression(0).evaluate(feature, Geometry.class);
        return geometry instanceof DrawnAreas.DrawnArea area ? area.borders() : geometry;
    }
}
