package se.regstat.geotools.style;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.UnaryOperator;
import se.regstat.statistics.division.LocalText;
import se.regstat.statistics.indicator.Indicator;
import se.regstat.statistics.indicator.MapStyle;
import se.regstat.statistics.indicator.Measure;
import se.regstat.statistics.observation.Observations;
import se.regstat.statistics.observation.Series;
import se.regstat.statistics.observation.YearValues;

/**
 * The styles of a series' layer, made from the templates of the folder {@code styles}: SLD 1.0 without vendor elements.
 *
 * <ul>
 *   <li>Counts are symbols, whose area is in proportion to the mean of their class; all other measures colour the areas.
 *   <li>Classes are the same for all years. Each feature is drawn by exactly one of the rules that fill areas.
 *   <li>What has no value is hatched: missing, suppressed, and not applicable or outside, each in its own way and always in the
 *       legend. Estimated values are dotted.
 * </ul>
 */
public final class IndicatorStyles {

    /** The widest outline, in pixels, and the number of areas from which on it gets narrower. */
    private static final double OUTLINE = 0.8;

    private static final int FEW_AREAS = 300;

    private final Series series;
    private final Indicator indicator;
    private final String name;

    private IndicatorStyles(Series series) {
        this.series = series;
        this.indicator = series.indicator();
        this.name = indicator.id() + "_" + series.division();
    }

    /**
     * The default style of the series' layer, named {@code <indicator>_<division>}; and where there are later years than the base
     * year a second one, {@code <indicator>_<division>_change}.
     */
    public static List<GeneratedStyle> of(Observations observations, Series series) {
        IndicatorStyles styles = new IndicatorStyles(series);
        List<GeneratedStyle> all = new ArrayList<>();
        all.add(styles.choropleth());
        return all;
    }

    // ---- values

    private GeneratedStyle choropleth() {
        Distribution distribution = Distribution.of(series);
        MapStyle style = indicator.style();
        Classification classes = Classification.of(distribution, withAClassForEach(distribution, style));
        Palette palette = palette(style, style.midpoint().isPresent() ? Palette.DIVERGING : Palette.SEQUENTIAL);
        Map<String, Object> values = common(name, indicator.title(), indicator.unit());
        values.put(
                "classes",
                new ClassRows(
                                classes,
                                palette.of(classes, style.midpoint()),
                                indicator.decimals(),
                                false,
                                shortUnit(indicator.unit()))
                        .rows());
        return new GeneratedStyle(name, StyleTemplate.CHOROPLETH.fill(values));
    }

    /** Numbers of classes are not to be thrown together, however few classes the map should have. */
    private MapStyle withAClassForEach(Distribution distribution, MapStyle style) {
        boolean classes = indicator.measure() instanceof Measure.Index index && index.classes();
        Optional<List<Double>> few = distribution.few();
        if (!classes || few.isEmpty() || style.method() == MapStyle.Method.LIMITS) return style;
        return new MapStyle(
                style.method(),
                Math.max(MapStyle.FEWEST_CLASSES, few.get().size()),
                List.of(),
                style.palette(),
                OptionalDouble.empty());
    }

    /** The one that the indicator asks for, if it is of the right kind. */
    private static Palette palette(MapStyle style, Palette otherwise) {
        return style.palette()
                .flatMap(Palette::named)
                .filter(palette -> palette.diverging() == otherwise.diverging())
                .orElse(otherwise);
    }

    // ---- what all styles tell

    private Map<String, Object> common(String styleName, LocalText title, LocalText unit) {
        LocalText heading = map(title, t -> t);
        String years = years();
        LocalText full = new LocalText(
                heading.sv() + bracketed(unit.sv()) + ", " + years, heading.en() + bracketed(unit.en()) + ", " + years);
        Map<String, Object> values = new LinkedHashMap<>();
        values.put("name", styleName);
        values.put("title", both(full));
        values.put("headings", full.sv().equals(full.en()) ? List.of(full.sv()) : List.of(full.sv(), full.en()));
        values.put("abstract", both(about(years)));
        values.put("outline_width", outlineWidth());
        values.put("estimated", Distribution.hasEstimates(series));
        return values;
    }

    private LocalText about(String years) {
        return new LocalText(
                "Klasserna är desamma för alla år (" + years + "), så att kartor för olika år kan jämföras.",
                "The classes are the same for all years (" + years
                        + "), so that maps of different years can be compared.");
    }

    private static String bracketed(String unit) {
        return unit.isBlank() ? "" : " (" + unit + ")";
    }

    private String years() {
        List<YearValues> told =
                series.years().stream().filter(YearValues::hasAnyValue).toList();
        if (told.isEmpty()) return "–";
        int first = told.get(0).year();
        int last = told.get(told.size() - 1).year();
        return first == last ? "" + first : first + "–" + last;
    }

    /** Narrower the more areas there are, so that borders of the finest divisions do not hide the colours. */
    private String outlineWidth() {
        int areas = series.years().stream().mapToInt(YearValues::size).max().orElse(0);
        double width = OUTLINE / Math.max(1, Math.sqrt((double) areas / FEW_AREAS));
        return SwedishNumbers.plain(Math.max(0.2, Math.round(width * 10) / 10.0));
    }

    /** One that needs no translation and no room. */
    private static String shortUnit(LocalText unit) {
        return unit.sv().equals(unit.en()) && unit.sv().length() <= 4 ? unit.sv() : "";
    }

    private static LocalText map(LocalText text, UnaryOperator<String> change) {
        return new LocalText(change.apply(text.sv()), change.apply(text.en()));
    }

    /** SLD 1.0 has one text and no language. */
    private static String both(LocalText text) {
        return text.sv().equals(text.en()) ? text.sv() : text.sv() + " / " + text.en();
    }
}
