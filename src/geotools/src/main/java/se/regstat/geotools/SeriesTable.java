package se.regstat.geotools;

import java.util.List;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;
import se.regstat.geotools.rows.RowOrder;
import se.regstat.geotools.rows.RowOrders;
import se.regstat.statistics.indicator.Indicator;
import se.regstat.statistics.indicator.Origin;
import se.regstat.statistics.indicator.Reliability;
import se.regstat.statistics.observation.AreaNames;
import se.regstat.statistics.observation.Figures;
import se.regstat.statistics.observation.Observations;
import se.regstat.statistics.observation.Series;
import se.regstat.statistics.observation.Summands;
import se.regstat.statistics.observation.YearValues;

/**
 * An indicator in a division, a row per area and year: {@code geom, code, area_name, name_origin, local_name (if any has
 * one), period, year, value, numerator, denominator, status, origin, source, change, base_year, vintage, reason}. Where there is no value
 * it is null, and the status says why, and if it follows from how values are made, the reason. Derived series have quality columns
 * besides, and these and indicators with noise {@code perturbed} and {@code noise}.
 */
final class SeriesTable {

    private SeriesTable() {}

    static AreaTable of(String name, Series series, Observations observations, RowOrders layouts, String namespace) {
        RowOrder layout = layouts.of(List.of(series));
        YearValues[] years = years(series, layout);
        Integer baseYear = series.base().map(YearValues::year).orElse(null);
        AreaTable.Columns columns = new AreaTable.Columns(
                        name, namespace, layout, AreaNames.of(observations.snapshot(), observations.configuration()))
                .areas()
                .localNameIfAny()
                .years()
                .add("value", Double.class, value(series, years))
                .add("numerator", Double.class, fraction(years, YearValues.Fraction::numerator))
                .add("denominator", Double.class, fraction(years, YearValues.Fraction::denominator))
                .always("status", String.class, (slice, area) -> years[slice.number()]
                        .status(area)
                        .id())
                .always("origin", String.class, (slice, area) -> years[slice.number()]
                        .origin(area)
                        .id())
                .add("source", String.class, (slice, area) -> known(years[slice.number()].source(area)))
                .add(
                        "change",
                        Double.class,
                        (slice, area) -> known(Figures.change(
                                series.indicator(), observations.change(series, years[slice.number()], area))))
                .add("base_year", Integer.class, (slice, area) -> baseYear)
                .vintage()
                .add(
                        "reason",
                        String.class,
                        (slice, area) ->
                                known(years[slice.number()].reason(area).id()));
        if (series.isDerived()) addQuality(columns, series.indicator(), years);
        if (series.isDerived() || series.indicator().isPerturbed())
            addNoise(
                    columns,
                    series.indicator(),
                    new Summands(observations, series.indicator().id()),
                    years);
        return columns.table();
    }

    /** Of re-aggregated values, as the process has it. */
    private static void addQuality(AreaTable.Columns columns, Indicator indicator, YearValues[] years) {
        columns.add("lower", Double.class, bound(indicator, years, Figures.Told::lower))
                .add("upper", Double.class, bound(indicator, years, Figures.Told::upper))
                .add("interval_low", Double.class, bound(indicator, years, Figures.Told::intervalLow))
                .add("interval_high", Double.class, bound(indicator, years, Figures.Told::intervalHigh))
                .add("reliability", String.class, (slice, area) -> quality(years, slice)
                        .reliability()
                        .get(area)
                        .map(Reliability::id)
                        .orElse(null))
                .add("coverage", Double.class, figure(years, YearValues.Quality::coverage))
                .add("whole_sources", Integer.class, (slice, area) -> quality(years, slice)
                        .wholeSources()[area])
                .add("cut_sources", Integer.class, (slice, area) -> quality(years, slice)
                        .cutSources()[area])
                .add("snapped_sources", Integer.class, (slice, area) -> quality(years, slice)
                        .snappedSources()[area])
                .add("cut_share", Double.class, figure(years, YearValues.Quality::cutShare))
                .add("largest_share", Double.class, figure(years, YearValues.Quality::largestShare))
                .add("missing_share", Double.class, figure(years, YearValues.Quality::missingShare))
                .add("series_break", Boolean.class, (slice, area) -> quality(years, slice)
                        .seriesBreak()[area])
                .add(
                        "break_size",
                        Double.class,
                        (slice, area) -> known(Figures.difference(
                                indicator, quality(years, slice).breakSize()[area])))
                .add(
                        "weighting",
                        String.class,
                        (slice, area) -> known(quality(years, slice).weighting()[area]))
                .add("derived_from", String.class, (slice, area) -> quality(years, slice)
                        .derivedFrom());
    }

    /** How much a count is moved by at most is not known where an analysis computed it. */
    private static void addNoise(
            AreaTable.Columns columns, Indicator indicator, Summands summands, YearValues[] years) {
        columns.add("perturbed", Boolean.class, (slice, area) -> indicator.isPerturbed(years[slice.number()].year()))
                .add("noise", Integer.class, (slice, area) -> {
                    YearValues values = years[slice.number()];
                    if (!indicator.isPerturbed(values.year()) || values.origin(area) == Origin.COMPUTED) return null;
                    int figures = values.quality()
                            .map(quality -> quality.origin()[area].figures(
                                    quality.wholeSources()[area] + quality.cutSources()[area]))
                            .orElseGet(() -> summands.of(values, area));
                    return indicator.noise(values.year(), figures);
                });
    }

    private static YearValues.Quality quality(YearValues[] years, RowOrder.Slice slice) {
        return years[slice.number()].quality().orElseThrow();
    }

    private static AreaTable.Cell bound(Indicator indicator, YearValues[] years, ToDoubleFunction<Figures.Told> bound) {
        return (slice, area) -> known(bound.applyAsDouble(years[slice.number()].bounded(indicator, area)));
    }

    private static AreaTable.Cell figure(YearValues[] years, Function<YearValues.Quality, double[]> figures) {
        return (slice, area) -> known(Figures.share(figures.apply(quality(years, slice))[area]));
    }

    /** By the number of a layout's slice; null for years that the series has nothing of. */
    static YearValues[] years(Series series, RowOrder layout) {
        return layout.slices().stream()
                .map(slice -> series.year(slice.year().getAsInt()).orElse(null))
                .toArray(YearValues[]::new);
    }

    static AreaTable.Cell value(Series series, YearValues[] years) {
        return (slice, area) -> {
            YearValues values = years[slice.number()];
            return values == null ? null : known(values.told(series.indicator(), area));
        };
    }

    private interface Side {
        double of(YearValues.Fraction fraction, int area);
    }

    private static AreaTable.Cell fraction(YearValues[] years, Side side) {
        return (slice, area) -> years[slice.number()]
                .fraction()
                .map(fraction -> known(Figures.exact(side.of(fraction, area))))
                .orElse(null);
    }

    private static String known(String text) {
        return text.isBlank() ? null : text;
    }

    private static Double known(double number) {
        return Double.isNaN(number) ? null : (Double) number;
    }
}
