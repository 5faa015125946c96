package se.regstat.geotools.style;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import se.regstat.statistics.division.LocalText;

/**
 * Classes that symbols are sized by. A symbol's area is in proportion
 * to the mean of its class, so that the classes look as different as their values are. Zero has no symbol.
 */
final class SymbolRows {

    private static final double SMALLEST = 3;

    /** Between these the diameter of the largest class lies. */
    private static final double LARGE = 14;

    private static final double LARGEST = 56;

    /** Darker colours of more classes than there are: the palest would not be seen. */
    private static final int TOO_PALE = 2;

    private final Classification classes;
    private final double[] sizes;
    private final SwedishNumbers numbers;

    /**
     * @param classes of how far values are from zero
     * @param distances from zero, without zero itself
     * @param usual diameter in pixels, for the mean of all values; kept to where that makes neither dots nor discs of the largest
     * @param decimals of values that have classes of their own
     */
    SymbolRows(Classification classes, SortedValues distances, double usual, int decimals) {
        this.classes = classes;
        this.sizes = sizes(classes, distances, usual);
        this.numbers = classes.values().isEmpty() ? SwedishNumbers.exactly(false) : new SwedishNumbers(decimals, false);
    }

    private static double[] sizes(Classification classes, SortedValues distances, double usual) {
        double[] sums = new double[classes.size()];
        int[] counts = new int[classes.size()];
        for (double distance : distances.sorted()) {
            int number = classes.classOf(distance);
            sums[number] += distance;
            counts[number]++;
        }
        double[] means = new double[sums.length];
        double most = 0;
        for (int i = 0; i < means.length; i++) {
            // A class that was asked for and holds nothing.
            double limit = i == 0 ? 0 : classes.limits().get(i - 1);
            means[i] = counts[i] == 0 ? limit : sums[i] / counts[i];
            most = Math.max(most, means[i]);
        }
        double mean = Arrays.stream(distances.sorted()).average().orElse(1);
        double largest = Math.max(LARGE, Math.min(LARGEST, usual * Math.sqrt(most / mean)));
        double[] sizes = new double[means.length];
        for (int i = 0; i < sizes.length; i++) {
            double size = most > 0 ? largest * Math.sqrt(means[i] / most) : SMALLEST;
            sizes[i] = Math.max(SMALLEST, Math.round(size * 10) / 10.0);
        }
        return sizes;
    }

    List<DrawnClass> above(Palette palette) {
        List<String> colors = colors(palette);
        List<DrawnClass> all = new ArrayList<>();
        for (int i = 0; i < classes.size(); i++) {
            all.add(new DrawnClass(
                    "class_" + (i + 1),
                    titleAbove(i),
                    colors.get(i),
                    OptionalDouble.of(sizes[i]),
                    Optional.of(nearer(i, 1)),
                    farther(i, 1)));
        }
        return all;
    }

    /** The same sizes for values below zero, the lowest first. */
    List<DrawnClass> below(Palette palette) {
        List<String> colors = colors(palette);
        List<DrawnClass> all = new ArrayList<>();
        for (int i = classes.size() - 1; i >= 0; i--) {
            all.add(new DrawnClass(
                    "class_minus_" + (i + 1),
                    titleBelow(i),
                    colors.get(i),
                    OptionalDouble.of(sizes[i]),
                    farther(i, -1),
                    Optional.of(nearer(i, -1))));
        }
        return all;
    }

    /** The limit towards zero, which itself is in no class. */
    private DrawnClass.Limit nearer(int number, int sign) {
        return number == 0
                ? new DrawnClass.Limit(0, false)
                : new DrawnClass.Limit(sign * classes.limits().get(number - 1), true);
    }

    private Optional<DrawnClass.Limit> farther(int number, int sign) {
        return number == classes.limits().size()
                ? Optional.empty()
                : Optional.of(new DrawnClass.Limit(sign * classes.limits().get(number), false));
    }

    private List<String> colors(Palette palette) {
        int most = palette.colours().keySet().stream()
                .mapToInt(Integer::intValue)
                .max()
                .orElse(0);
        List<String> colors = palette.of(Math.max(classes.size(), Math.min(most, classes.size() + TOO_PALE)));
        return colors.subList(colors.size() - classes.size(), colors.size());
    }

    private LocalText titleAbove(int number) {
        List<Double> limits = classes.limits();
        if (!classes.values().isEmpty())
            return LocalText.of(numbers.text(classes.values().get(number)));
        if (limits.isEmpty()) return new LocalText("över 0", "above 0");
        if (number == limits.size()) {
            String limit = numbers.text(limits.get(number - 1));
            return new LocalText(limit + " eller mer", limit + " or more");
        }
        String to = numbers.text(limits.get(number));
        return number == 0
                ? new LocalText("under " + to, "below " + to)
                : LocalText.of(numbers.text(limits.get(number - 1)) + "–" + to);
    }

    private LocalText titleBelow(int number) {
        List<Double> limits = classes.limits();
        if (!classes.values().isEmpty())
            return LocalText.of(numbers.text(-classes.values().get(number)));
        if (limits.isEmpty()) return new LocalText("under 0", "below 0");
        if (number == limits.size()) {
            String limit = numbers.text(-limits.get(number - 1));
            return new LocalText(limit + " eller mindre", limit + " or less");
        }
        String from = numbers.text(-limits.get(number));
        return LocalText.of(from + " – " + (number == 0 ? "0" : numbers.text(-limits.get(number - 1))));
    }
}
