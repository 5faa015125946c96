package se.regstat.standalone.style;

import java.util.List;
import org.geotools.api.filter.expression.Expression;

/** @param dashes lengths in pixels, on and off in turn; empty for a solid line */
public record Stroke(
        Expression color,
        Expression opacity,
        Expression width,
        Expression join,
        Expression cap,
        List<Float> dashes,
        Expression dashOffset) {

    public Stroke {
        dashes = List.copyOf(dashes);
    }
}
