package se.regstat.geoserver.info;

import java.text.NumberFormat;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import se.regstat.statistics.division.LocalText;
import se.regstat.statistics.indicator.Indicator;
import se.regstat.statistics.indicator.Status;
import se.regstat.statistics.observation.AreaSeries;
import se.regstat.statistics.text.XmlEscapes;

/**
 * Draws one area's time series as SVG.
 *
 * <ul>
 *   <li>The line breaks off where there is no value, and at series breaks, which a dashed upright marks.
 *   <li>Of a single year there is nothing to draw: it is told in words.
 *   <li>Years without a value have their status's sign on the axis; estimated values are hollow.
 *   <li>Title and description tell screen readers the same; no scripts, no fonts and nothing else from elsewhere.
 * </ul>
 */
final class SeriesPlot {

    private static final int WIDTH = 380;
    private static final int LEFT = 62;
    private static final int RIGHT = 14;
    private static final int TOP = 26;
    private static final int PLOT_HEIGHT = 118;
    private static final int FLOOR = TOP + PLOT_HEIGHT;
    private static final int MOST_YEARS_NAMED = 7;
    private static final String LINE = "#0b5c63";
    private static final String QUIET = "#5a6875";
    private static final LocalText BREAK =
            new LocalText("seriebrott: inte jämförbart med tidigare", "series break: not comparable with earlier");
    private static final LocalText ONE_YEAR = new LocalText("bara ett år finns", "there is only one year");
    private static final LocalText BREAK_SIZE = new LocalText("; gränserna ensamma gör ", "; the borders alone make ");
    private static final LocalText NO_VALUES = new LocalText("inga värden", "no values");

    private final AreaSeries series;
    private final Indicator indicator;
    private final List<AreaSeries.Point> points;
    private final Locale locale;
    private final NumberFormat numbers;
    private final Scale scale;
    private final StringBuilder svg = new StringBuilder();

    private SeriesPlot(AreaSeries series, Locale locale) {
        this.series = series;
        this.indicator = series.indicator();
        this.points = series.points();
        this.locale = locale;
        this.numbers = NumberFormat.getNumberInstance(locale);
        numbers.setMinimumFractionDigits(indicator.decimals());
        numbers.setMaximumFractionDigits(indicator.decimals());
        this.scale = Scale.of(points);
    }

    static String of(AreaSeries series, Locale locale) {
        return new SeriesPlot(series, locale).draw();
    }

    /** The values on the upright axis: round numbers below and above all values. */
    private record Scale(double low, double high, double step) {
        static Scale of(List<AreaSeries.Point> points) {
            double min = Double.POSITIVE_INFINITY;
            double max = Double.NEGATIVE_INFINITY;
            for (AreaSeries.Point point : points) {
                if (!point.hasValue()) continue;
                min = Math.min(min, point.value());
                max = Math.max(max, point.value());
            }
            if (min > max) return new Scale(0, 1, 1);
            // From zero where that costs no more than half of the height.
            if (min >= 0 && min <= max / 2) min = 0;
            // Nor do changes of a few per mille fill the whole height.
            double least = Math.max(Math.abs(max), Math.abs(min)) / 20;
            if (least == 0) least = 1;
            if (max - min < least) {
                double middle = (min + max) / 2;
                max = middle + least / 2;
                min = min >= 0 ? Math.max(0, middle - least / 2) : middle - least / 2;
            }
            double range = max - min;
            double step = step(range / 3);
            double low = Math.floor(min / step) * step;
            double high = Math.ceil(max / step) * step;
            if (high == low) high = low + step;
            return new Scale(low, high, step);
        }

        private static double step(double rough) {
            double power = Math.pow(10, Math.floor(Math.log10(rough)));
            for (int factor : new int[] {1, 2, 5}) {
                if (factor * power >= rough) return factor * power;
            }
            return 10 * power;
        }

        double y(double value) {
            return FLOOR - (value - low) / (high - low) * PLOT_HEIGHT;
        }
    }

    private int firstYear() {
        return points.get(0).year();
    }

    private int lastYear() {
        return points.get(points.size() - 1).year();
    }

    private double x(double year) {
        double years = Math.max(1, lastYear() - firstYear());
        double inner = WIDTH - LEFT - RIGHT - 16;
        return LEFT + 8 + (year - firstYear()) / years * inner;
    }

    private String draw() {
        List<String> notes = notes();
        boolean one = points.size() == 1;
        int height = one ? 26 : FLOOR + 24 + 15 * notes.size();
        add("<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 " + WIDTH + " " + height + "\" width=\"" + WIDTH
                + "\" height=\"" + height + "\" role=\"img\" aria-labelledby=\"t d\" lang=\"" + locale.getLanguage()
                + "\" font-family=\"system-ui, 'Noto Sans', 'DejaVu Sans', sans-serif\" font-size=\"11\">");
        add("<title id=\"t\">" + XmlEscapes.of(title()) + "</title>");
        add("<desc id=\"d\">" + XmlEscapes.of(description()) + "</desc>");
        add("<rect width=\"100%\" height=\"100%\" fill=\"#ffffff\"/>");
        if (one) {
            text(8, 17, "start", QUIET, said(points.get(0)) + " (" + ONE_YEAR.in(locale) + ")", 0);
            add("</svg>");
            return svg.toString();
        }
        String unit = indicator.unit().in(locale);
        if (!unit.isBlank()) text(LEFT - 6, TOP - 12, "start", QUIET, unit, -LEFT + 12);
        levels();
        years();
        breaks();
        line();
        marks();
        int y = FLOOR + 36;
        for (String note : notes) {
            text(LEFT, y, "start", QUIET, note, 0);
            y += 15;
        }
        add("</svg>");
        return svg.toString();
    }

    private void levels() {
        NumberFormat labels = NumberFormat.getNumberInstance(locale);
        int decimals = (int) Math.max(0, -Math.floor(Math.log10(scale.step()) + 1e-9));
        labels.setMaximumFractionDigits(decimals);
        labels.setMinimumFractionDigits(decimals);
        int steps = (int) Math.round((scale.high() - scale.low()) / scale.step());
        for (int i = 0; i <= steps; i++) {
            double value = scale.low() + i * scale.step();
            double y = scale.y(value);
            add("<path d=\"M" + LEFT + " " + shown(y) + "H" + (WIDTH - RIGHT) + "\" stroke=\""
                    + (i == 0 ? QUIET : "#d9dfe4") + "\"/>");
            if (points.stream().anyMatch(AreaSeries.Point::hasValue)) {
                text(LEFT - 6, y + 4, "end", QUIET, labels.format(value), 0);
            }
        }
    }

    private void years() {
        int years = lastYear() - firstYear();
        int every = Math.max(1, (int) Math.ceil((years + 1) / (double) MOST_YEARS_NAMED));
        for (int year = lastYear(); year >= firstYear(); year -= every) {
            text(x(year), FLOOR + 17, "middle", QUIET, String.valueOf(year), 0);
        }
    }

    private void breaks() {
        for (AreaSeries.Point point : points) {
            if (!point.seriesBreak()) continue;
            double x = (x(point.year()) + x(point.year() - 1.0)) / 2;
            add("<g><title>" + XmlEscapes.of(point.year() + ": " + said(point.breakSize())) + "</title><path d=\"M"
                    + shown(x) + " " + (TOP - 4) + "V" + FLOOR
                    + "\" stroke=\"#b3541e\" stroke-dasharray=\"4 3\"/></g>");
        }
    }

    private void line() {
        StringBuilder path = new StringBuilder();
        AreaSeries.Point before = null;
        for (AreaSeries.Point point : points) {
            if (point.hasValue()) {
                boolean joined = before != null
                        && before.hasValue()
                        && before.year() == point.year() - 1
                        && !point.seriesBreak();
                path.append(joined ? "L" : "M")
                        .append(shown(x(point.year())))
                        .append(' ')
                        .append(shown(scale.y(point.value())));
            }
            before = point;
        }
        if (path.isEmpty()) return;
        add("<path class=\"line\" d=\"" + path + "\" fill=\"none\" stroke=\"" + LINE + "\" stroke-width=\"2\"/>");
    }

    private void marks() {
        for (AreaSeries.Point point : points) {
            String x = shown(x(point.year()));
            String said = "<title>" + XmlEscapes.of(said(point)) + "</title>";
            if (point.hasValue()) {
                String fill = point.status() == Status.ESTIMATED ? "#ffffff" : LINE;
                add("<circle class=\"" + point.status().id() + "\" cx=\"" + x + "\" cy=\""
                        + shown(scale.y(point.value())) + "\" r=\"3\" fill=\"" + fill + "\" stroke=\"" + LINE + "\">"
                        + said + "</circle>");
            } else {
                add("<text class=\"" + point.status().id() + "\" x=\"" + x + "\" y=\"" + (FLOOR - 4)
                        + "\" text-anchor=\"middle\" fill=\"#b3541e\" font-weight=\"bold\">" + said
                        + sign(point.status()) + "</text>");
            }
        }
    }

    private static String sign(Status status) {
        return switch (status) {
            case SUPPRESSED -> "×";
            case NOT_APPLICABLE -> "–";
            case OUTSIDE -> "/";
            default -> "?";
        };
    }

    /** What the signs that occur mean. */
    private List<String> notes() {
        Set<String> notes = new LinkedHashSet<>();
        Set<String> signs = new LinkedHashSet<>();
        for (AreaSeries.Point point : points) {
            if (point.status() == Status.ESTIMATED) {
                signs.add("○ " + point.status().words().in(locale));
            } else if (!point.hasValue()) {
                signs.add(sign(point.status()) + " " + point.status().words().in(locale));
            }
        }
        if (!signs.isEmpty()) notes.add(String.join("   ", signs));
        points.stream()
                .filter(AreaSeries.Point::seriesBreak)
                .map(point -> Double.isNaN(point.breakSize())
                        ? "┆ " + BREAK.in(locale)
                        : "┆ " + point.year() + BREAK_SIZE.in(locale) + signed(point.breakSize()))
                .forEach(notes::add);
        return new ArrayList<>(notes);
    }

    private String title() {
        String called = series.area().calledName();
        String code = series.area().code();
        String name = called.isBlank() ? code : called + " (" + code + ")";
        String years = firstYear() == lastYear() ? String.valueOf(firstYear()) : firstYear() + "–" + lastYear();
        return indicator.title().in(locale) + ", " + name + ", " + years;
    }

    private String description() {
        if (points.stream().noneMatch(AreaSeries.Point::hasValue)
                && points.stream().map(AreaSeries.Point::status).distinct().count() == 1) {
            return NO_VALUES.in(locale) + ": " + points.get(0).status().words().in(locale);
        }
        return points.stream().map(this::said).collect(Collectors.joining("; "));
    }

    private String said(AreaSeries.Point point) {
        StringBuilder said = new StringBuilder().append(point.year()).append(": ");
        if (point.hasValue()) {
            said.append(numbers.format(point.value()));
            String unit = indicator.unit().in(locale);
            if (!unit.isBlank()) said.append(' ').append(unit);
            if (point.status() == Status.ESTIMATED)
                said.append(", ").append(point.status().words().in(locale));
        } else {
            said.append(point.status().words().in(locale));
            if (!point.reason().words().isEmpty())
                said.append(" (").append(point.reason().words().in(locale)).append(')');
        }
        if (point.seriesBreak())
            said.append(" (").append(said(point.breakSize())).append(')');
        return said.toString();
    }

    /** Of a series break, and what borders alone make of it. */
    private String said(double breakSize) {
        return BREAK.in(locale) + (Double.isNaN(breakSize) ? "" : BREAK_SIZE.in(locale) + signed(breakSize));
    }

    private String signed(double number) {
        return (number > 0 ? "+" : "") + numbers.format(number);
    }

    private void text(double x, double y, String anchor, String color, String text, double shift) {
        add("<text x=\"" + shown(x + shift) + "\" y=\"" + shown(y) + "\" text-anchor=\"" + anchor + "\" fill=\"" + color
                + "\">" + XmlEscapes.of(text) + "</text>");
    }

    private void add(String element) {
        svg.append(element).append('\n');
    }

    private static String shown(double coordinate) {
        return String.format(Locale.ROOT, "%.1f", coordinate);
    }
}
