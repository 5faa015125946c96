package se.regstat.geotools.style;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.text.DecimalFormat;
import java.text.DecimalFormatSymbols;
import java.util.Locale;

/** Numbers as Swedish readers write them: 12 345,5 and −3, with a thin space that lines do not break at. */
final class SwedishNumbers {

    private static final char THIN_SPACE = '\u202F';
    private static final char MINUS = '\u2212';

    private static final int MOST_DECIMALS = 17;

    private final DecimalFormat format;
    private final boolean signed;

    /**
     * @param decimals at most; no zeros are added
     * @param signed whether numbers above zero have a plus sign
     */
    SwedishNumbers(int decimals, boolean signed) {
        DecimalFormatSymbols symbols = new DecimalFormatSymbols(Locale.ROOT);
        symbols.setDecimalSeparator(',');
        symbols.setGroupingSeparator(THIN_SPACE);
        symbols.setMinusSign(MINUS);
        format = new DecimalFormat("#,##0", symbols);
        format.setRoundingMode(RoundingMode.HALF_UP);
        format.setMaximumFractionDigits(decimals);
        this.signed = signed;
    }

    /** For limits of classes, which are written as they are. */
    static SwedishNumbers exactly(boolean signed) {
        return new SwedishNumbers(MOST_DECIMALS, signed);
    }

    String text(double number) {
        String text = format.format(new BigDecimal(Double.toString(number + 0.0)));
        return signed && number > 0 ? "+" + text : text;
    }

    /** As documents have it: with a point and without exponent, to be read back as the same number. */
    static String plain(double number) {
        return exact(number).toPlainString();
    }

    private static BigDecimal exact(double number) {
        return new BigDecimal(Double.toString(number + 0.0)).stripTrailingZeros();
    }
}
