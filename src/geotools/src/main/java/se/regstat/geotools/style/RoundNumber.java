package se.regstat.geotools.style;

import java.math.BigDecimal;

/** Numbers that are easy to read: with few digits that are not zero. */
final class RoundNumber {

    /** From coarse to fine, in units of a power of ten. */
    private static final double[] COARSE_TO_FINE = {1, 0.5, 0.2};

    private static final double[] FINE_TO_COARSE = {1, 2, 2.5, 5};
    private static final int DIGITS = 15;

    private RoundNumber() {}

    /**
     * The roundest number in an interval; of equally round ones the nearest to a number in it.
     *
     * @param above exclusive
     * @param upTo inclusive; returned where only it will do
     */
    static double between(double above, double upTo, double near) {
        double largest = Math.max(Math.abs(above), Math.abs(upTo));
        if (above < 0 && upTo >= 0) return 0;
        int top = (int) Math.ceil(Math.log10(largest));
        for (int exponent = top; exponent > top - DIGITS; exponent--) {
            for (double unit : COARSE_TO_FINE) {
                BigDecimal step = BigDecimal.valueOf(unit).scaleByPowerOfTen(exponent);
                double multiple = near / step.doubleValue();
                double below = times(step, Math.floor(multiple));
                double beyond = times(step, Math.ceil(multiple));
                boolean first = below > above && below <= upTo;
                boolean second = beyond > above && beyond <= upTo;
                if (first && (!second || near - below <= beyond - near)) return below;
                if (second) return beyond;
            }
        }
        return upTo;
    }

    private static double times(BigDecimal step, double count) {
        return step.multiply(BigDecimal.valueOf((long) count)).doubleValue();
    }

    /** The smallest round step that is no smaller than a length: 1, 2, 2.5 or 5 and a power of ten. */
    static BigDecimal step(double length) {
        int exponent = (int) Math.floor(Math.log10(length)) - 1;
        while (true) {
            for (double unit : FINE_TO_COARSE) {
                BigDecimal step = BigDecimal.valueOf(unit).scaleByPowerOfTen(exponent);
                if (step.doubleValue() >= length * (1 - 1e-9)) return step;
            }
            exponent++;
        }
    }

    /** As it is written, without an error in the last binary digit. */
    static double sum(double a, double b) {
        return BigDecimal.valueOf(a).add(BigDecimal.valueOf(b)).doubleValue();
    }
}
