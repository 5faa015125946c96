package se.regstat.standalone.style;

import java.util.List;
import java.util.Optional;
import org.geotools.api.filter.expression.Expression;

/**
 * A symbol: its marks drawn over each other.
 *
 * @param size height in pixels; empty for the default of 6 (16 in a fill)
 * @param rotation degrees clockwise
 * @param anchorX share of the width left of the point: 0 to 1
 * @param anchorY share of the height below the point: 0 to 1
 * @param displacementX pixels to the right
 * @param displacementY pixels up
 */
public record Graphic(
        List<Mark> marks,
        Expression opacity,
        Optional<Expression> size,
        Expression rotation,
        Expression anchorX,
        Expression anchorY,
        Expression displacementX,
        Expression displacementY) {

    /** @param wellKnownName such as square, circle or shape://slash */
    public record Mark(Expression wellKnownName, Optional<Fill> fill, Optional<Stroke> stroke) {}

    public Graphic {
        marks = List.copyOf(marks);
    }
}
