package se.regstat.geoserver.info;

import java.math.BigDecimal;
import java.util.Locale;
import java.util.StringJoiner;
import se.regstat.statistics.indicator.Indicator;
import se.regstat.statistics.observation.AreaSeries;

/** One area's time series in numbers. Values are as stored; null where there is none, and the status says why. */
final class SeriesJson {

    private SeriesJson() {}

    static String of(String layer, AreaSeries series, Locale locale) {
        Indicator indicator = series.indicator();
        StringJoiner values = new StringJoiner(",\n    ", "[\n    ", "\n  ]");
        for (AreaSeries.Point point : series.points()) {
            values.add("{\"period\": " + text(String.valueOf(point.year()))
                    + ", \"value\": " + (point.hasValue() ? number(point.value()) : "null")
                    + ", \"status\": " + text(point.status().id())
                    + ", \"reason\": " + text(point.reason().id())
                    + ", \"origin\": " + text(point.origin().id())
                    + ", \"vintage\": " + text(point.vintage().toString())
                    + ", \"series_break\": " + point.seriesBreak()
                    + ", \"source\": " + text(point.source()) + "}");
        }
        return "{\n  \"layer\": " + text(layer)
                + ",\n  \"indicator\": " + text(indicator.id())
                + ",\n  \"title\": " + text(indicator.title().in(locale))
                + ",\n  \"unit\": " + text(indicator.unit().in(locale))
                + ",\n  \"division\": " + text(series.division())
                + ",\n  \"code\": " + text(series.code())
                + ",\n  \"area_name\": " + text(series.name())
                + ",\n  \"values\": " + values + "\n}\n";
    }

    private static String number(double value) {
        BigDecimal exact = BigDecimal.valueOf(value).stripTrailingZeros();
        return exact.toPlainString();
    }

    private static String text(String text) {
        StringBuilder quoted = new StringBuilder("\"");
        text.codePoints().forEach(c -> {
            if (c == '"' || c == '\\') quoted.append('\\').appendCodePoint(c);
            else if (c < 0x20) quoted.append(String.format("\\u%04x", c));
            else quoted.appendCodePoint(c);
        });
        return quoted.append('"').toString();
    }
}
