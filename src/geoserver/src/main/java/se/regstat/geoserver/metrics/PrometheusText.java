package se.regstat.geoserver.metrics;

import java.util.Locale;
import java.util.Map;
import java.util.StringJoiner;
import java.util.TreeMap;

/** Writes figures in the text format of Prometheus, version 0.0.4. */
public final class PrometheusText {

    private final StringBuilder text = new StringBuilder();

    /** What a family of figures is. */
    public enum FamilyType {
        COUNTER,
        GAUGE,
        HISTOGRAM
    }

    /** Begins a family, whose figures follow. */
    public void family(String name, FamilyType type, String help) {
        text.append("# HELP ").append(name).append(' ').append(help).append('\n');
        text.append("# TYPE ")
                .append(name)
                .append(' ')
                .append(type.name().toLowerCase(Locale.ROOT))
                .append('\n');
    }

    /** One figure of the family, by what tells it from the others. */
    public void figure(String name, Map<String, String> labels, double value) {
        text.append(name);
        if (!labels.isEmpty()) {
            StringJoiner all = new StringJoiner(",", "{", "}");
            labels.forEach((label, of) -> all.add(label + "=\"" + escaped(of) + '"'));
            text.append(all);
        }
        text.append(' ').append(number(value)).append('\n');
    }

    /** The figures of one histogram. */
    void histogram(String name, Map<String, String> labels, Histogram histogram) {
        long[] counts = histogram.counts();
        long soFar = 0;
        for (int i = 0; i < counts.length; i++) {
            soFar += counts[i];
            Map<String, String> withEnd = new TreeMap<>(labels);
            withEnd.put("le", i < Histogram.SECONDS.length ? number(Histogram.SECONDS[i]) : "+Inf");
            figure(name + "_bucket", withEnd, (double) soFar);
        }
        figure(name + "_sum", labels, histogram.sum());
        figure(name + "_count", labels, (double) soFar);
    }

    /** @param written families in the same format */
    void append(String written) {
        text.append(written);
    }

    private static String escaped(String label) {
        return label.replace("\\", "\\\\").replace("\"", "\\\"").replace("\n", "\\n");
    }

    private static String number(double value) {
        return value == Math.rint(value) && Math.abs(value) < 1e15
                ? Long.toString((long) value)
                : Double.toString(value);
    }

    @Override
    public String toString() {
        return text.toString();
    }
}
