package se.regstat.statistics.observation;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;
import se.regstat.statistics.division.Area;
import se.regstat.statistics.division.AreaName;
import se.regstat.statistics.division.VintageId;
import se.regstat.statistics.indicator.Indicator;
import se.regstat.statistics.indicator.Origin;
import se.regstat.statistics.indicator.Reason;
import se.regstat.statistics.indicator.Status;

/**
 * What an indicator says of one area, year by year.
 *
 * @param area the newest one; where an earlier vintage's is another one though its code is the same, the point is a series break
 * @param name that the area is listed by
 * @param points ascending; only years in whose vintage the code occurs
 */
public record AreaSeries(Indicator indicator, String division, Area area, AreaName name, List<Point> points) {

    public AreaSeries {
        points = List.copyOf(points);
    }

    /**
     * One year.
     *
     * @param value in the indicator's unit, as it is told; NaN where the status has none
     * @param source in words
     * @param seriesBreak whether it cannot be compared with the point before
     * @param breakSize what borders alone make of that, in the indicator's unit; NaN where that is not known
     */
    public record Point(
            int year,
            VintageId vintage,
            double value,
            Status status,
            Origin origin,
            Reason reason,
            String source,
            boolean seriesBreak,
            double breakSize) {
        public boolean hasValue() {
            return status.hasValue();
        }

        /** The source for a reader of the language. */
        public String source(Locale locale) {
            boolean derived = locale.getLanguage().equals("sv") && source.startsWith(YearValues.DERIVED_FROM);
            return derived ? "härlett ur " + source.substring(YearValues.DERIVED_FROM.length()) : source;
        }
    }

    /** Empty if the code is in none of the series' vintages. */
    public static Optional<AreaSeries> of(Observations observations, Series series, String code) {
        List<Point> points = new ArrayList<>();
        YearValues before = null;
        for (YearValues values : series.years()) {
            OptionalInt found = values.areas().indexOf(code);
            if (found.isEmpty()) continue;
            int area = found.getAsInt();
            boolean broken = before != null && isBreak(observations, series, before, values, area);
            points.add(new Point(
                    values.year(),
                    values.areas().vintage().id(),
                    values.told(series.indicator(), area),
                    values.status(area),
                    values.origin(area),
                    values.reason(area),
                    values.source(area),
                    broken,
                    broken
                            ? values.quality()
                                    .map(figures -> figures.breakSize()[area])
                                    .orElse(Double.NaN)
                            : Double.NaN));
            before = values;
        }
        if (before == null) return Optional.empty();
        int newest = before.areas().indexOf(code).orElseThrow();
        AreaNames names = AreaNames.of(observations.snapshot(), observations.configuration());
        return Optional.of(new AreaSeries(
                series.indicator(),
                series.division(),
                before.areas().areas().get(newest),
                names.of(before.areas()).get(newest),
                points));
    }

    private static boolean isBreak(
            Observations observations, Series series, YearValues before, YearValues values, int area) {
        if (series.indicator().breaks().contains(values.year()) || values.isDerivedAcrossBreak(area)) return true;
        return !before.areas().equals(values.areas())
                && !observations.comparability(before.areas(), values.areas()).isSame(area);
    }
}
