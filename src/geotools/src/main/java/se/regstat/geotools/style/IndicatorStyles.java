package se.regstat.geotools.style;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.logging.Logger;
import se.regstat.statistics.division.LocalText;
import se.regstat.statistics.indicator.Indicator;
import se.regstat.statistics.indicator.MapStyle;
import se.regstat.statistics.indicator.Measure;
import se.regstat.statistics.observation.Observations;
import se.regstat.statistics.observation.Series;
import se.regstat.statistics.observation.YearValues;

/**
 * The styles of a series' layer, made from the templates of the folder {@code styles}: SLD 1.0 without vendor
 * elements, but for the function that says where circles stand.
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

    /** The diameter of a symbol for the mean of all values, times the square root of the number of areas. */
    private static final double SYMBOL_ROOM = 320;

    /** Odd, so that there is a class of what hardly changed. */
    private static final int CHANGE_CLASSES = 7;

    private static final Map<MapStyle.Method, LocalText> HOW = Map.of(
            MapStyle.Method.QUANTILE, new LocalText("kvantiler", "quantiles"),
            MapStyle.Method.NATURAL_BREAKS, new LocalText("naturliga brott", "natural breaks"),
            MapStyle.Method.EQUAL_INTERVAL, new LocalText("lika breda", "equal intervals"),
            MapStyle.Method.LIMITS, new LocalText("givna", "given"));

    private static final Logger LOGGER = Logger.getLogger(IndicatorStyles.class.getName());

    private final Series series;
    private final Indicator indicator;
    private final String name;

    /** Null until a document is made. */
    private Cells cells;

    IndicatorStyles(Series series) {
        this.series = series;
        this.indicator = series.indicator();
        this.name = indicator.id() + "_" + series.division();
    }

    private synchronized Cells cells() {
        if (cells == null) cells = Cells.of(series);
        return cells;
    }

    /**
     * The default style of the series' layer, named {@code <indicator>_<division>}; and where there are later years than the base
     * year a second one, {@code <indicator>_<division>_change}. Which there are is known without values.
     */
    public static List<GeneratedStyle> of(Observations observations, Series series) {
        IndicatorStyles styles = new IndicatorStyles(series);
        List<GeneratedStyle> all = new ArrayList<>();
        all.add(new GeneratedStyle(styles.name, styles.hasSymbols() ? styles::symbols : styles::choropleth));
        series.base()
                .map(YearValues::year)
                .filter(base -> hasValueAfter(series, base))
                .ifPresent(base ->
                        all.add(new GeneratedStyle(styles.name + "_change", () -> styles.change(observations, base))));
        return all;
    }

    private boolean hasSymbols() {
        return indicator.measure() instanceof Measure.Count;
    }

    Drawing drawing() {
        SortedValues distribution = SortedValues.of(cells());
        return new Drawing(hasSymbols(), hasSymbols() ? sized(distribution) : coloured(distribution), outlineWidth());
    }

    private static boolean hasValueAfter(Series series, int year) {
        return series.years().stream().anyMatch(values -> values.year() > year && values.hasAnyValue());
    }

    // ---- values

    private String choropleth() {
        Map<String, Object> values = common(
                name, indicator.title(), indicator.unit(), indicator.style().method(), years());
        values.put("classes", rows(coloured(SortedValues.of(cells()))));
        return StyleTemplate.CHOROPLETH.fill(values);
    }

    private List<DrawnClass> coloured(SortedValues distribution) {
        MapStyle style = indicator.style();
        Classification classes = Classification.of(distribution, withAClassForEach(distribution, style));
        Palette palette = palette(style.midpoint().isPresent() ? Palette.DIVERGING : Palette.SEQUENTIAL);
        return new ClassRows(
                        classes,
                        palette.of(classes, style.midpoint()),
                        indicator.decimals(),
                        false,
                        shortUnit(indicator.unit()))
                .all();
    }

    private static List<Map<String, String>> rows(List<DrawnClass> classes) {
        return classes.stream().map(DrawnClass::row).toList();
    }

    /** Numbers of classes are not to be thrown together, however few classes the map should have. */
    private MapStyle withAClassForEach(SortedValues distribution, MapStyle style) {
        Optional<List<Double>> few = distribution.few();
        if (!indicator.measure().isClass() || few.isEmpty() || style.method() == MapStyle.Method.LIMITS) return style;
        return new MapStyle(
                style.method(),
                Math.max(MapStyle.FEWEST_CLASSES, few.get().size()),
                List.of(),
                style.palette(),
                OptionalDouble.empty());
    }

    /** The one that the indicator asks for, if there is such a one of the kind that its values need. */
    private Palette palette(Palette otherwise) {
        Optional<String> wanted = indicator.style().palette();
        if (wanted.isEmpty()) return otherwise;
        Optional<Palette> palette = Palette.named(wanted.get()).filter(p -> p.diverging() == otherwise.diverging());
        if (palette.isEmpty()) {
            LOGGER.warning(() -> "indicator " + indicator.id() + ": palette " + wanted.get() + " is none of "
                    + Palette.names(otherwise.diverging()) + "; " + otherwise.name() + " is taken");
        }
        return palette.orElse(otherwise);
    }

    // ---- counts

    private String symbols() {
        SortedValues distribution = SortedValues.of(cells());
        Map<String, Object> values = common(
                name, indicator.title(), indicator.unit(), indicator.style().method(), years());
        values.put("classes", rows(sized(distribution)));
        values.put("zeros", distribution.contains(0));
        return StyleTemplate.SYMBOLS.fill(values);
    }

    private List<DrawnClass> sized(SortedValues distribution) {
        SortedValues distances = distribution.distancesFrom(0).positive();
        MapStyle style = indicator.style();
        SymbolRows rows = new SymbolRows(
                Classification.ofSizes(distances, ofDistances(style)), distances, usualSymbol(), indicator.decimals());
        List<DrawnClass> classes = new ArrayList<>();
        if (!distribution.isEmpty() && distribution.min() < 0) classes.addAll(rows.below(Palette.NEGATIVE_SYMBOLS));
        if (distribution.isEmpty() || distribution.max() >= 0) classes.addAll(rows.above(palette(Palette.SYMBOLS)));
        return classes;
    }

    /** Limits below zero have no meaning for the sizes of symbols, nor has a midpoint. */
    private static MapStyle ofDistances(MapStyle style) {
        List<Double> limits = style.limits().stream().filter(limit -> limit > 0).toList();
        boolean given = style.method() == MapStyle.Method.LIMITS && !limits.isEmpty();
        return new MapStyle(
                given || style.method() != MapStyle.Method.LIMITS ? style.method() : MapStyle.Method.QUANTILE,
                style.classes(),
                given ? limits : List.of(),
                style.palette(),
                OptionalDouble.empty());
    }

    /** In pixels: smaller the more areas there are, so that the symbols of a whole map leave each other room. */
    private double usualSymbol() {
        return SYMBOL_ROOM / Math.sqrt(cells().mostAreas());
    }

    // ---- change

    private String change(Observations observations, int base) {
        SortedValues changes = SortedValues.ofChanges(observations, cells(), base);
        Classification classes = Classification.around(0, changes, MapStyle.Method.QUANTILE, CHANGE_CLASSES);
        LocalText unit = unitOfChange();
        LocalText title = indicator.title();
        Map<String, Object> values = common(
                name + "_change",
                new LocalText(
                        "Förändring sedan " + base + ": " + title.sv(), "Change since " + base + ": " + title.en()),
                unit,
                MapStyle.Method.QUANTILE,
                years(base + 1));
        values.put("base_year", "" + base);
        values.put(
                "classes",
                rows(new ClassRows(
                                classes,
                                Palette.CHANGE.of(classes, OptionalDouble.of(0)),
                                indicator.decimals(),
                                true,
                                shortUnit(unit))
                        .all()));
        return StyleTemplate.CHANGE.fill(values);
    }

    /** Of {@link Observations#change}. */
    private LocalText unitOfChange() {
        if (!(indicator.measure() instanceof Measure.Ratio ratio)) return LocalText.of("%");
        return ratio.per() == 100 ? new LocalText("procentenheter", "percentage points") : indicator.unit();
    }

    // ---- what all styles tell

    private Map<String, Object> common(
            String styleName, LocalText title, LocalText unit, MapStyle.Method method, String years) {
        LocalText full = new LocalText(
                title.sv() + bracketed(unit.sv()) + ", " + years, title.en() + bracketed(unit.en()) + ", " + years);
        Map<String, Object> values = new LinkedHashMap<>();
        values.put("name", styleName);
        values.put("title", full.both());
        values.put("headings", headings(full));
        values.put("abstract", about(method, years).both());
        values.put("outline_width", SwedishNumbers.plain(outlineWidth()));
        values.put("colors", Drawing.COLORS);
        values.put("estimated", cells().estimated());
        return values;
    }

    private static LocalText about(MapStyle.Method method, String years) {
        LocalText how = HOW.get(method);
        LocalText limits = new LocalText("Klassgränser: " + how.sv() + ".", "Class limits: " + how.en() + ".");
        if (!years.contains("–")) return limits;
        return new LocalText(
                limits.sv() + " De är desamma för alla år, så att kartor för olika år kan jämföras.",
                limits.en() + " They are the same for all years, so that maps of different years can be compared.");
    }

    private static String bracketed(String unit) {
        return unit.isBlank() ? "" : " (" + unit + ")";
    }

    private String years() {
        return years(Integer.MIN_VALUE);
    }

    /** The years with values, from the first that is no earlier than {@code from} to the last. */
    private String years(int from) {
        List<Integer> years = cells().years(from);
        if (years.isEmpty()) return "–";
        int first = years.get(0);
        int last = years.get(years.size() - 1);
        return first == last ? "" + first : first + "–" + last;
    }

    /** Narrower the more areas there are, so that borders of the finest divisions do not hide the colours. */
    private double outlineWidth() {
        double width = OUTLINE / Math.max(1, Math.sqrt((double) cells().mostAreas() / FEW_AREAS));
        return Math.max(0.2, Math.round(width * 10) / 10.0);
    }

    /** One that needs no translation and no room. */
    private static String shortUnit(LocalText unit) {
        return unit.sv().equals(unit.en()) && unit.sv().length() <= 4 ? unit.sv() : "";
    }

    /** By language, as both are too long for one line; SLD 1.0 has one text and no language. */
    private static Map<String, String> headings(LocalText full) {
        Map<String, String> headings = new LinkedHashMap<>();
        if (full.sv().equals(full.en())) return Map.of("1", full.sv());
        headings.put("sv", full.sv());
        headings.put("en", full.en());
        return headings;
    }
}
