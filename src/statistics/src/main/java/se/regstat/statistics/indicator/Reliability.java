package se.regstat.statistics.indicator;

import java.util.Locale;
import se.regstat.statistics.division.LocalText;

/** How far a value can be relied on, in one word for those who do not read intervals; the best first. */
public enum Reliability {
    /** Bound to be right. */
    EXACT("exakt", "exact"),
    HIGH("hög", "high"),
    FAIR("måttlig", "fair"),
    LOW("låg", "low");

    /** What words go by, whatever interval is asked for. */
    public static final double CONFIDENCE = 0.9;

    private final String sv;
    private final String en;

    Reliability(String sv, String en) {
        this.sv = sv;
        this.en = en;
    }

    /**
     * Half the width of an interval, as a share of its value.
     *
     * @param high of what is no wider it is high
     * @param fair of what is no wider it is fair; of all else low
     */
    public record Limits(double high, double fair) {

        public static final Limits DEFAULT = new Limits(0.05, 0.15);

        /**
         * @param low of the interval that holds nine of ten
         * @param upper the same
         */
        public Reliability of(double value, double low, double upper) {
            double half = (upper - low) / 2;
            if (half <= high * Math.abs(value)) return HIGH;
            return half <= fair * Math.abs(value) ? FAIR : LOW;
        }
    }

    /** {@code exact}. */
    public String id() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** For readers. */
    public LocalText words() {
        return new LocalText(sv, en);
    }
}
