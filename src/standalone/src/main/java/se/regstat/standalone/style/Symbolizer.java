package se.regstat.standalone.style;

import java.util.Map;
import java.util.Optional;
import org.geotools.api.filter.expression.Expression;

/** One way to draw a feature. Lengths are pixels of 0.28 mm. Where the geometry is empty, the feature's default one is drawn. */
public sealed interface Symbolizer {

    /** What is drawn: an attribute, or what a function makes of one. */
    Optional<Expression> geometry();

    record PolygonSymbolizer(Optional<Expression> geometry, Optional<Fill> fill, Optional<Stroke> stroke)
            implements Symbolizer {}

    record LineSymbolizer(Optional<Expression> geometry, Stroke stroke) implements Symbolizer {}

    record PointSymbolizer(Optional<Expression> geometry, Graphic graphic) implements Symbolizer {}

    /**
     * @param priority higher is placed first; zero where the document has none
     * @param options vendor options by name, as the document has them
     */
    record TextSymbolizer(
            Optional<Expression> geometry,
            Expression label,
            Font font,
            Fill fill,
            Optional<Halo> halo,
            LabelPlacement placement,
            Expression priority,
            Map<String, String> options)
            implements Symbolizer {

        public TextSymbolizer {
            options = Map.copyOf(options);
        }
    }
}
