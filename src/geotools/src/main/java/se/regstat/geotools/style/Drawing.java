package se.regstat.geotools.style;

import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import se.regstat.statistics.observation.Series;

/**
 * What the default style of an indicator's layer draws, for who draws maps of its values without a style: as WMS does, and with the legend's words.
 *
 * @param symbols whether classes are sizes of circles over areas of one colour; else areas are coloured
 * @param classes of all years, from low to high; a value that is in none, as zero is in none of symbols, is drawn as an area alone
 * @param outlineWidth pixels
 */
public record Drawing(boolean symbols, List<DrawnClass> classes, double outlineWidth) {

    /** Of areas below symbols, of outlines, and of the hatching of areas without a value by their status, each {@code #rrggbb}. */
    public static final Map<String, String> COLORS = Collections.unmodifiableMap(new TreeMap<>(Map.of(
            "area", "#f4f2ec",
            "outline", "#4a5560",
            "missing", "#8c8c8c",
            "suppressed", "#6b6b6b",
            "not_applicable", "#9a9a9a")));

    public Drawing {
        classes = List.copyOf(classes);
    }

    /** Looks at all values of the series. */
    public static Drawing of(Series series) {
        return new IndicatorStyles(series).drawing();
    }
}
