package se.regstat.geoserver.map;

import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import se.regstat.geotools.style.Drawing;
import se.regstat.geotools.style.DrawnClass;

/** What a layer's values are drawn as, in JSON: as its published default style draws them. */
final class MapStyle {

    private MapStyle() {}

    static Map<String, Object> of(Drawing drawing, Locale locale) {
        Map<String, Object> style = new LinkedHashMap<>();
        style.put("kind", drawing.symbols() ? "symbols" : "choropleth");
        style.put(
                "classes",
                drawing.classes().stream().map(one -> drawn(one, locale)).toList());
        style.putAll(Drawing.COLORS);
        style.put("outline_width", drawing.outlineWidth());
        return style;
    }

    /** A lower limit is in its class and an upper one in the next, unless it is told otherwise. */
    private static Map<String, Object> drawn(DrawnClass drawn, Locale locale) {
        Map<String, Object> told = new LinkedHashMap<>();
        told.put("from", limit(drawn.from()));
        told.put("to", limit(drawn.to()));
        if (drawn.from().filter(limit -> !limit.included()).isPresent()) told.put("from_included", false);
        if (drawn.to().filter(DrawnClass.Limit::included).isPresent()) told.put("to_included", true);
        told.put("color", drawn.color());
        told.put("label", drawn.title().in(locale));
        drawn.size().ifPresent(pixels -> told.put("size", Told.number(pixels)));
        return told;
    }

    private static Number limit(Optional<DrawnClass.Limit> limit) {
        return limit.map(known -> Told.number(known.value())).orElse(null);
    }
}
