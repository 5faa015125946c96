package se.regstat.statistics.sensitivity;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import se.regstat.statistics.division.LocalText;
import se.regstat.statistics.text.Languages;

/** What random divisions say of an official one, in one plain sentence that names the draw. */
final class Sentence {

    /** What titles have in brackets at their end: {@code RegSO}. */
    private static final Pattern SHORT = Pattern.compile("\\(([^()]+)\\)\\s*$");

    private static final int SIGNIFICANT = 3;

    private Sentence() {}

    /**
     * @param title of the official division
     * @param draws random divisions with a figure
     * @param confidence which share of them lies between the lower and the upper end
     * @param value on the official division
     */
    static LocalText of(LocalText title, int draws, double confidence, double low, double high, double value) {
        int decimals = decimals(Math.max(Math.abs(value), Math.max(Math.abs(low), Math.abs(high))));
        String sv = name(title.in(Languages.SWEDISH));
        String en = name(title.in(Locale.ENGLISH));
        double tenths = confidence * 10;
        boolean isTenths = Math.abs(tenths - Math.rint(tenths)) < 1e-9;
        String percent = new BigDecimal(Double.toString(confidence))
                .movePointRight(2)
                .stripTrailingZeros()
                .toPlainString();
        return new LocalText(
                String.format(
                        Languages.SWEDISH,
                        "Av %d slumpvisa indelningar lika jämna som %s ger %s mellan %s och %s; %s ger %s.",
                        draws,
                        sv,
                        isTenths ? Math.round(tenths) + " av 10" : percent.replace('.', ',') + " procent",
                        swedish(low, decimals),
                        swedish(high, decimals),
                        sv,
                        swedish(value, decimals)),
                String.format(
                        Locale.ENGLISH,
                        "Of %d random divisions as even as %s, %s give between %s and %s; %s gives %s.",
                        draws,
                        en,
                        isTenths ? Math.round(tenths) + " in 10" : percent + " per cent",
                        plain(low, decimals),
                        plain(high, decimals),
                        en,
                        plain(value, decimals)));
    }

    private static String name(String title) {
        Matcher brackets = SHORT.matcher(title);
        return brackets.find() ? brackets.group(1) : title;
    }

    /** So many that the largest figure has its first digits. */
    private static int decimals(double largest) {
        if (!(largest > 0)) return 0;
        return Math.max(0, SIGNIFICANT - 1 - (int) Math.floor(Math.log10(largest)));
    }

    private static String swedish(double number, int decimals) {
        return plain(number, decimals).replace('.', ',').replace('-', '−');
    }

    private static String plain(double number, int decimals) {
        return BigDecimal.valueOf(number)
                .setScale(decimals, RoundingMode.HALF_EVEN)
                .toPlainString();
    }
}
