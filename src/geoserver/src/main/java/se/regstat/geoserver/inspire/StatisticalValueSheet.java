package se.regstat.geoserver.inspire;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import se.regstat.geotools.FeatureIds;
import se.regstat.statistics.indicator.Indicator;
import se.regstat.statistics.indicator.Measure;
import se.regstat.statistics.indicator.Status;
import se.regstat.statistics.observation.Figures;
import se.regstat.statistics.observation.Series;
import se.regstat.statistics.observation.YearValues;

/**
 * The values of an indicator as rows (INSPIRE D2.8.III.10): each a StatisticalValue, with what its StatisticalDistribution says of it
 * repeated. The area is told by the id of its feature in WFS, which has its vintage.
 */
final class StatisticalValueSheet {

    private static final List<String> COLUMNS = List.of(
            "spatial",
            "periodOfReference",
            "measure",
            "measurementMethod",
            "measurementUnit",
            "value",
            "specialValue",
            "approximatelyLocatedPopulationProportion",
            "comment");

    private static final String CODE_LISTS = "http://inspire.ec.europa.eu/codelist/";

    private StatisticalValueSheet() {}

    /** @param layer whose values these are */
    static Sheet of(String layer, Series series, Locale locale) {
        Indicator indicator = series.indicator();
        String method = method(indicator).orElse(null);
        String unit = indicator.unit().isEmpty() ? null : indicator.unit().in(locale);
        return new Sheet(COLUMNS, -1, sink -> {
            for (YearValues values : series.years()) {
                if (!values.hasAnyValue()) continue;
                String vintage = values.areas().vintage().id().layerName();
                for (int area = 0; area < values.size(); area++) {
                    String code = values.areas().areas().get(area).code();
                    Object[] row = {
                        FeatureIds.of(vintage, code),
                        values.year() + "-01-01/" + values.year() + "-12-31",
                        indicator.id(),
                        method,
                        unit,
                        number(values.told(indicator, area)),
                        special(values.status(area)).orElse(null),
                        approximate(values, area),
                        comment(values, area, locale)
                    };
                    sink.row(FeatureIds.of(layer, code, values.year()), i -> row[i]);
                }
            }
        });
    }

    /** From the code list of that name, where it has the kind of measure. */
    private static Optional<String> method(Indicator indicator) {
        Measure measure = indicator.measure();
        String value = "";
        if (measure instanceof Measure.Count) value = "count";
        if (measure instanceof Measure.Ratio && indicator.unit().en().equals("%")) value = "percentage";
        if (measure instanceof Measure.Quantile quantile && quantile.share() == 0.5) value = "median";
        return value.isEmpty()
                ? Optional.empty()
                : Optional.of(CODE_LISTS + "StatisticsMeasurementMethodValue/" + value);
    }

    /** Of a value that is not there, in the words of the code list. */
    private static Optional<String> special(Status status) {
        return switch (status) {
            case NORMAL, ESTIMATED -> Optional.empty();
            case SUPPRESSED -> Optional.of(CODE_LISTS + "SpecialValue/confidential");
            case NOT_APPLICABLE -> Optional.of(CODE_LISTS + "SpecialValue/notApplicable");
            case MISSING, OUTSIDE -> Optional.of(CODE_LISTS + "SpecialValue/unknown");
        };
    }

    /** The share of a re-aggregated value that comes from areas that were cut. */
    private static Double approximate(YearValues values, int area) {
        return values.quality()
                .map(quality -> number(Figures.share(quality.cutShare()[area])))
                .orElse(null);
    }

    /** Status and reason, of which the code lists know less. */
    private static String comment(YearValues values, int area, Locale locale) {
        Status status = values.status(area);
        if (status == Status.NORMAL) return null;
        List<String> words = new ArrayList<>(List.of(status.words().in(locale)));
        if (!values.reason(area).words().isEmpty())
            words.add(values.reason(area).words().in(locale));
        return String.join("; ", words);
    }

    private static Double number(double number) {
        return Double.isNaN(number) ? null : (Double) number;
    }
}
