package se.regstat.statistics.neighbourhood;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import se.regstat.statistics.request.Arguments;
import se.regstat.statistics.request.Message;
import se.regstat.statistics.request.Parameter;
import se.regstat.statistics.request.ReaggregationException;

/**
 * Sizes of neighbourhoods that are asked for.
 *
 * @param asked numbers of people, or metres
 * @param named whether they were given, rather than being the usual ones
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
record Sizes(double[] asked, boolean areRadii, boolean named) {

    private static final int MOST = 100;

    /** Neighbours; more than any country of ours has people. */
    private static final double MOST_PEOPLE = 50_000_000;

    /** Not the other forms that Java takes for numbers. */
    static final Pattern PLAIN = Pattern.compile("\\d{1,15}([.]\\d{1,9})?");

    /** @throws ReaggregationException if both are given, or one is no number above 0 */
    static Sizes of(Arguments arguments) {
        List<String> numbers = arguments.get(NeighboursDeclaration.SIZES);
        List<String> radii = arguments.get(NeighboursDeclaration.RADII);
        if (!numbers.isEmpty() && !radii.isEmpty()) {
            throw ReaggregationException.of(
                    "k",
                    Message.of("give either ")
                            .parameter("k")
                            .text(" or ")
                            .parameter("radii")
                            .text(", not both"));
        }
        if (!radii.isEmpty()) return new Sizes(numbers(NeighboursDeclaration.RADII, radii), true, true);
        if (!numbers.isEmpty()) return new Sizes(numbers(NeighboursDeclaration.SIZES, numbers), false, true);
        return new Sizes(
                NeighboursDeclaration.USUAL.stream().mapToDouble(k -> k).toArray(), false, false);
    }

    /** Ascending. @throws ReaggregationException if one is no number above 0, or there are too many */
    static double[] numbers(Parameter<?> parameter, List<String> texts) {
        if (texts.size() > MOST) {
            throw ReaggregationException.of(
                    parameter.name(), texts.size() + " are too many; give " + MOST + " at most");
        }
        return texts.stream()
                .mapToDouble(text -> number(parameter, text))
                .sorted()
                .distinct()
                .toArray();
    }

    private static double number(Parameter<?> parameter, String text) {
        boolean isRadius = parameter.equals(NeighboursDeclaration.RADII);
        double most = isRadius ? Locations.REACH : MOST_PEOPLE;
        double number = PLAIN.matcher(text).matches() ? Double.parseDouble(text) : 0;
        if (number > 0 && number <= most) return number;
        throw ReaggregationException.of(
                parameter.name(),
                String.format(
                        Locale.ROOT,
                        "'%s' is not a number above 0, up to %.0f; write %s",
                        text.length() > 20 ? text.substring(0, 20) + "…" : text,
                        most,
                        isRadius ? "metres as 500" : "people as 3200"));
    }

    /**
     * Without those that reach no farther than the locations themselves: half of these have more people, or are larger.
     *
     * @param notes told of what is left out
     * @throws ReaggregationException if such a size was given, or all are too small, with the least that says something
     */
    Sizes sayingSomething(Counted counted, Consumer<String> notes) {
        double least =
                areRadii ? Math.ceil(median(counted.places().origins().innerRadius())) : leastPeople(counted.people());
        return sayingSomething(counted.source(), least, notes);
    }

    /**
     * The same of numbers of people.
     *
     * @param source of the locations, for readers
     * @param people at each location
     */
    Sizes sayingSomething(String source, double[] people, Consumer<String> notes) {
        return sayingSomething(source, leastPeople(people), notes);
    }

    private Sizes sayingSomething(String source, double least, Consumer<String> notes) {
        double[] enough = Arrays.stream(asked).filter(size -> size >= least).toArray();
        if (enough.length == asked.length) return this;
        String what = areRadii
                ? String.format(Locale.ROOT, "half of them reach %.0f m around their middles", least)
                : String.format(Locale.ROOT, "half of them have %.0f people or more themselves", least - 1);
        String few = Arrays.stream(asked)
                .filter(size -> size < least)
                .mapToObj(size -> String.format(Locale.ROOT, "%.0f", size))
                .collect(Collectors.joining(", "));
        if (named || enough.length == 0) {
            throw ReaggregationException.of(
                    areRadii ? NeighboursDeclaration.RADII.name() : NeighboursDeclaration.SIZES.name(),
                    few + (areRadii ? " m is" : " is") + " no neighbourhood among " + source + ", since "
                            + what
                            + String.format(
                                    Locale.ROOT, "; give %.0f or more, or count in smaller areas or cells", least));
        }
        notes.accept("k: " + few + " left out for " + source + ", since " + what);
        return new Sizes(enough, areRadii, false);
    }

    /** More than half of the locations have by themselves. */
    private static double leastPeople(double[] people) {
        return Math.floor(median(people)) + 1;
    }

    private static double median(double[] numbers) {
        double[] known =
                Arrays.stream(numbers).filter(number -> number > 0).sorted().toArray();
        return known.length == 0 ? 0 : known[(known.length - 1) / 2];
    }
}
