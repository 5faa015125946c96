package se.regstat.statistics.sensitivity;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import se.regstat.statistics.division.LocalText;
import se.regstat.statistics.regrouping.Zoning;
import se.regstat.statistics.text.Languages;

/** What random divisions say of an official one, in one plain sentence that names the draw. */
final class Sentence {

    /** What titles have in brackets at their end: {@code RegSO}. */
    private static final Pattern SHORT = Pattern.compile("\\(([^()]+)\\)\\s*$");

    private static final int SIGNIFICANT = 3;

    /** What is not worth a word. */
    private static final double LITTLE = 0.005;

    private final String sv;
    private final String en;

    /** @param title of the official division */
    Sentence(LocalText title) {
        sv = name(title.in(Languages.SWEDISH));
        en = name(title.in(Locale.ENGLISH));
    }

    /**
     * Of a figure.
     *
     * @param zoning on random divisions, one at least
     * @param value on the official division
     * @param confidence which share of them lies between the lower and the upper end
     * @param distinct how many of them differ
     * @param kept for which share of the regions there is no other division than the official one
     */
    LocalText of(Zoning zoning, double value, double confidence, int distinct, double kept) {
        double low = zoning.low(confidence);
        double high = zoning.high(confidence);
        int decimals = decimals(Math.max(Math.abs(value), Math.max(Math.abs(low), Math.abs(high))));
        if (distinct == 1) {
            return new LocalText(
                    "Ingen annan indelning med lika många och lika stora områden som " + sv
                            + " finns eller hittades; på " + sv + " är det " + swedish(value, decimals) + ".",
                    "There is, or was found, no other division with as many and as large areas as " + en + "; on " + en
                            + " it is " + plain(value, decimals) + ".");
        }
        boolean few = distinct <= zoning.size() / 2;
        return new LocalText(
                "Av " + zoning.size() + " slumpvisa indelningar" + (few ? ", varav " + distinct + " olika," : "")
                        + " med lika många och lika stora områden som " + sv + " ger "
                        + share(confidence, " av 10", " procent").replace('.', ',')
                        + " mellan " + swedish(low, decimals) + " och " + swedish(high, decimals) + "; på " + sv
                        + " är det "
                        + swedish(value, decimals)
                        + (zoning.isBelow()
                                ? ", mer än på någon av dem"
                                : zoning.isAbove() ? ", mindre än på någon av dem" : "")
                        + "."
                        + (kept < LITTLE
                                ? ""
                                : " För " + percent(kept) + " procent av regionerna finns eller hittades ingen annan."),
                "Of " + zoning.size() + " random divisions" + (few ? ", " + distinct + " of them different," : "")
                        + " with as many and as large areas as " + en + ", " + share(confidence, " in 10", " per cent")
                        + " give between " + plain(low, decimals) + " and " + plain(high, decimals) + "; on " + en
                        + " it is "
                        + plain(value, decimals)
                        + (zoning.isBelow()
                                ? ", more than on any of them"
                                : zoning.isAbove() ? ", less than on any of them" : "")
                        + "."
                        + (kept < LITTLE
                                ? ""
                                : " For " + percent(kept)
                                        + " per cent of the regions there is, or was found, no other."));
    }

    /**
     * Of a unit and the top class.
     *
     * @param times in how many of the draws its area is there
     * @param official whether its official one is
     */
    LocalText of(int times, int draws, boolean official) {
        return new LocalText(
                "I " + times + " av " + draws + " slumpvisa indelningar ligger området i den högsta tiondelen; med "
                        + sv + (official ? " gör det det." : " gör det inte det."),
                "In " + times + " of " + draws + " random divisions the area is in the highest tenth; with " + en
                        + (official ? " it is." : " it is not."));
    }

    private static String share(double confidence, String ofTen, String ofHundred) {
        double tenths = confidence * 10;
        boolean isTenths = Math.abs(tenths - Math.rint(tenths)) < 1e-9;
        return isTenths
                ? Math.round(tenths) + ofTen
                : new BigDecimal(Double.toString(confidence))
                                .movePointRight(2)
                                .stripTrailingZeros()
                                .toPlainString()
                        + ofHundred;
    }

    private static long percent(double share) {
        return Math.max(1, Math.round(100 * share));
    }

    private static String name(String title) {
        Matcher brackets = SHORT.matcher(title);
        if (brackets.find()) return brackets.group(1);
        // In the middle of a sentence; abbreviations stay.
        boolean word = title.chars().skip(1).noneMatch(Character::isUpperCase);
        return word ? title.toLowerCase(Languages.SWEDISH) : title;
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
