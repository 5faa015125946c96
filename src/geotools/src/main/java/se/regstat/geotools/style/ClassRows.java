package se.regstat.geotools.style;

import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.IntStream;
import se.regstat.statistics.division.LocalText;

/** Classes that areas are coloured by. */
final class ClassRows {

    /** Signs beside a dash are hard to tell from it. */
    private static final String SPACED = " – ";

    private final Classification classes;
    private final List<String> colors;
    private final SwedishNumbers numbers;
    private final String unit;
    private final String dash;

    /**
     * @param decimals of values that have classes of their own
     * @param signed whether numbers above zero have a plus sign
     * @param unit after each number; may be empty
     */
    ClassRows(Classification classes, List<String> colors, int decimals, boolean signed, String unit) {
        this.classes = classes;
        this.colors = colors;
        this.numbers =
                classes.values().isEmpty() ? SwedishNumbers.exactly(signed) : new SwedishNumbers(decimals, signed);
        this.dash = signed ? SPACED : "–";
        this.unit = unit.isEmpty() ? "" : "\u00A0" + unit;
    }

    List<DrawnClass> all() {
        return IntStream.range(0, classes.size()).mapToObj(this::drawn).toList();
    }

    private DrawnClass drawn(int number) {
        return new DrawnClass(
                "class_" + (number + 1),
                title(number),
                colors.get(number),
                OptionalDouble.empty(),
                limit(number - 1).map(limit -> new DrawnClass.Limit(limit, true)),
                limit(number).map(limit -> new DrawnClass.Limit(limit, false)));
    }

    private Optional<Double> limit(int number) {
        return number >= 0 && number < classes.limits().size()
                ? Optional.of(classes.limits().get(number))
                : Optional.empty();
    }

    private LocalText title(int number) {
        List<Double> limits = classes.limits();
        if (!classes.values().isEmpty()) {
            return LocalText.of(numbers.text(classes.values().get(number)) + unit);
        }
        if (limits.isEmpty()) return new LocalText("alla värden", "all values");
        if (number == 0) {
            String limit = numbers.text(limits.get(0)) + unit;
            return new LocalText("under " + limit, "below " + limit);
        }
        if (number == limits.size()) {
            String limit = numbers.text(limits.get(number - 1)) + unit;
            return new LocalText(limit + " eller mer", limit + " or more");
        }
        double from = limits.get(number - 1);
        double to = limits.get(number);
        return LocalText.of(numbers.text(from) + (from < 0 ? SPACED : dash) + numbers.text(to) + unit);
    }
}
