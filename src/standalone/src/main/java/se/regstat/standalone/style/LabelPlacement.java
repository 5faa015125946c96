package se.regstat.standalone.style;

import org.geotools.api.filter.expression.Expression;

/** Where a label stands. */
public sealed interface LabelPlacement {

    /** By a point; units and directions as in {@link Graphic}. */
    record AtPoint(
            Expression anchorX,
            Expression anchorY,
            Expression displacementX,
            Expression displacementY,
            Expression rotation)
            implements LabelPlacement {}

    /** @param offset pixels to the left of the line's direction */
    record AlongLine(Expression offset) implements LabelPlacement {}
}
