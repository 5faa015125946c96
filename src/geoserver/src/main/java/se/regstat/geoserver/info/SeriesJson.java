package se.regstat.geoserver.info;

import java.math.BigDecimal;
import java.util.Locale;
import java.util.StringJoiner;
import se.regstat.statistics.format.Json;
import se.regstat.statistics.indicator.Indicator;
import se.regstat.statistics.observation.AreaSeries;
import se.regstat.statistics.observation.Figures;

/** One area's time series in numbers. Values are as stored; null where there is none, and the status says why. */
final class SeriesJson {

    private SeriesJson() {}

    static String of(String layer, AreaSeries series, Locale locale) {
        Indicator indicator = series.indicator();
        StringJoiner values = new StringJoiner(",\n    ", "[\n    ", "\n  ]");
        for (AreaSeries.Point point : series.points()) {
            values.add("{\"period\": " + Json.quoted(String.valueOf(point.year()))
                    + ", \"value\": " + (point.hasValue() ? number(point.value()) : "null")
                    + ", \"status\": " + Json.quoted(point.status().id())
                    + ", \"reason\": " + Json.quoted(point.reason().id())
                    + ", \"origin\": " + Json.quoted(point.origin().id())
                    + ", \"vintage\": " + Json.quoted(point.vintage().toString())
                    + ", \"series_break\": " + point.seriesBreak()
                    + ", \"break_size\": "
                    + (Double.isNaN(point.breakSize())
                            ? "null"
                            : number(Figures.difference(indicator, point.breakSize())))
                    + ", \"perturbed\": " + indicator.isPerturbed(point.year())
                    + ", \"source\": " + Json.quoted(point.source(locale)) + "}");
        }
        return "{\n  \"layer\": " + Json.quoted(layer)
                + ",\n  \"indicator\": " + Json.quoted(indicator.id())
                + ",\n  \"title\": " + Json.quoted(indicator.title().in(locale))
                + ",\n  \"unit\": " + Json.quoted(indicator.unit().in(locale))
                + ",\n  \"division\": " + Json.quoted(series.division())
                + ",\n  \"code\": " + Json.quoted(series.area().code())
                + ",\n  \"area_name\": " + Json.quoted(series.name().text())
                + ",\n  \"name_origin\": " + Json.quoted(series.name().origin().id())
                + ",\n  \"local_name\": "
                + series.area().localName().map(Json::quoted).orElse("null")
                + ",\n  \"values\": " + values + "\n}\n";
    }

    private static String number(double value) {
        BigDecimal exact = BigDecimal.valueOf(value).stripTrailingZeros();
        return exact.toPlainString();
    }
}
