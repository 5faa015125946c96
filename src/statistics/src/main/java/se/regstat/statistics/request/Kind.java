package se.regstat.statistics.request;

import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * What values a parameter takes, how they are read from text and told again, and what holds where none is given. Immutable.
 *
 * @param <T> of the values
 */
public final class Kind<T> {

    /** What a door may show a field of its own for. */
    public enum Form {
        TEXT,
        /** Ids, separated by commas or repeated. */
        LIST,
        FLAG,
        /** A number between two others. */
        SHARE,
        CHOICE,
        /** Some of the choices, separated by commas or repeated. */
        CHOICES,
        /** A whole number between two others. */
        NUMBER,
        /** Years, separated by commas or repeated. */
        PERIODS,
        /** A division's vintage in the store. */
        DIVISION,
        /** Polygons: no text but at doors that take a file's name. */
        POLYGONS,
        /** Points, otherwise as {@link #POLYGONS}. */
        POINTS,
        /** A column of the polygons. */
        COLUMN;

        /** Whether features are sent with a question, or lie in a file or a layer. */
        public boolean isOfFeatures() {
            return this == POLYGONS || this == POINTS;
        }
    }

    private static final Pattern DECIMAL = Pattern.compile("[-+]?(\\d+[.]?\\d*|[.]\\d+)([eE][-+]?\\d{1,3})?");

    private final Form form;
    private final Optional<String> otherwise;
    private final List<Choice<?>> choices;
    private final double least;
    private final double most;
    private final BiFunction<String, List<String>, T> reader;
    private final Function<T, String> writer;

    private Kind(
            Form form,
            Optional<String> otherwise,
            List<? extends Choice<?>> choices,
            double least,
            double most,
            BiFunction<String, List<String>, T> reader,
            Function<T, String> writer) {
        this.form = form;
        this.otherwise = otherwise;
        this.choices = List.copyOf(choices);
        this.least = least;
        this.most = most;
        this.reader = reader;
        this.writer = writer;
    }

    private static <T> Kind<T> of(
            Form form,
            Optional<String> otherwise,
            BiFunction<String, List<String>, T> reader,
            Function<T, String> writer) {
        return new Kind<>(form, otherwise, List.of(), Double.NaN, Double.NaN, reader, writer);
    }

    private static Kind<Optional<String>> optional(Form form) {
        return of(form, Optional.empty(), Kind::one, text -> text.orElse(""));
    }

    /** Text that need not be given. */
    public static Kind<Optional<String>> text() {
        return optional(Form.TEXT);
    }

    /** @param otherwise what holds if none is given */
    public static Kind<String> text(String otherwise) {
        return of(
                Form.TEXT,
                Optional.of(otherwise),
                (name, texts) -> one(name, texts).orElse(otherwise),
                Function.identity());
    }

    public static Kind<Optional<String>> division() {
        return optional(Form.DIVISION);
    }

    public static Kind<Optional<String>> polygons() {
        return optional(Form.POLYGONS);
    }

    public static Kind<Optional<String>> points() {
        return optional(Form.POINTS);
    }

    public static Kind<Optional<String>> column() {
        return optional(Form.COLUMN);
    }

    /** Each once, in the order given. */
    public static Kind<List<String>> list() {
        return of(
                Form.LIST,
                Optional.empty(),
                (name, texts) -> List.copyOf(new LinkedHashSet<>(separated(texts))),
                ids -> String.join(",", ids));
    }

    /** @param otherwise periods as text */
    public static Kind<Periods> periods(String otherwise) {
        return of(
                Form.PERIODS,
                Optional.of(otherwise),
                (name, texts) -> Periods.parse(separated(texts).isEmpty() ? List.of(otherwise) : texts),
                Periods::toString);
    }

    /** Whether something is so; it is not unless that is said. */
    public static Kind<Boolean> flag() {
        return of(
                Form.FLAG,
                Optional.of("false"),
                (name, texts) -> one(name, texts).map(text -> truth(name, text)).orElse(false),
                value -> Boolean.toString(value));
    }

    /** @param least the smallest that it may be, and {@code most} the greatest */
    public static Kind<Double> share(double otherwise, double least, double most) {
        return new Kind<>(
                Form.SHARE,
                Optional.of(Double.toString(otherwise)),
                List.of(),
                least,
                most,
                (name, texts) ->
                        one(name, texts).map(text -> number(name, text)).orElse(otherwise),
                value -> Double.toString(value));
    }

    /** @param least the smallest that it may be, and {@code most} the greatest */
    public static Kind<Integer> number(int otherwise, int least, int most) {
        return new Kind<>(
                Form.NUMBER,
                Optional.of(Integer.toString(otherwise)),
                List.of(),
                least,
                most,
                (name, texts) -> one(name, texts).map(text -> whole(name, text)).orElse(otherwise),
                value -> Integer.toString(value));
    }

    /**
     * Each once, in the order given.
     *
     * @param otherwise some of the choices
     */
    public static <T> Kind<List<T>> choices(List<T> otherwise, List<Choice<T>> choices) {
        Function<List<T>, String> writer =
                values -> values.stream().map(value -> idOf(value, choices)).collect(Collectors.joining(","));
        return new Kind<>(
                Form.CHOICES,
                Optional.of(writer.apply(otherwise)),
                choices,
                Double.NaN,
                Double.NaN,
                (name, texts) -> {
                    List<T> chosen = separated(texts).stream()
                            .map(text -> chosen(name, text, choices))
                            .distinct()
                            .toList();
                    return chosen.isEmpty() ? otherwise : chosen;
                },
                writer);
    }

    private static <T> String idOf(T value, List<Choice<T>> choices) {
        return choices.stream()
                .filter(choice -> choice.value().equals(value))
                .findFirst()
                .orElseThrow()
                .id();
    }

    /** @param otherwise one of the choices */
    public static <T> Kind<T> choice(T otherwise, List<Choice<T>> choices) {
        Function<T, String> writer = value -> idOf(value, choices);
        return new Kind<>(
                Form.CHOICE,
                Optional.of(writer.apply(otherwise)),
                choices,
                Double.NaN,
                Double.NaN,
                (name, texts) -> one(name, texts)
                        .map(text -> chosen(name, text, choices))
                        .orElse(otherwise),
                writer);
    }

    public Form form() {
        return form;
    }

    /** What holds where nothing is given, as text. */
    public Optional<String> otherwise() {
        return otherwise;
    }

    /** All values that there are; empty where these are no few. */
    public List<Choice<?>> choices() {
        return choices;
    }

    /** The smallest number, NaN if the values are no numbers. */
    public double least() {
        return least;
    }

    /** The greatest number, NaN if the values are no numbers. */
    public double most() {
        return most;
    }

    /** Whether several may be given. */
    public boolean isRepeated() {
        return form == Form.LIST || form == Form.PERIODS || form == Form.CHOICES;
    }

    /**
     * @param name of the parameter
     * @param texts that were given for it; blank ones are none
     * @throws ReaggregationException if they are no value of this kind
     */
    T read(String name, List<String> texts) {
        return checked(name, reader.apply(name, texts));
    }

    /** @throws ReaggregationException if a number is out of range */
    T checked(String name, T value) {
        if (Double.isNaN(least)) return value;
        double number = ((Number) value).doubleValue();
        if (number >= least && number <= most) return value;
        throw ReaggregationException.of(
                name,
                "it is a " + (form == Form.SHARE ? "share" : "whole number") + ", from " + plain(least) + " to "
                        + plain(most) + ", not " + value);
    }

    /** As it may be given. */
    public String told(T value) {
        return writer.apply(value);
    }

    private static String plain(double number) {
        return number == Math.rint(number) ? Long.toString((long) number) : Double.toString(number);
    }

    /** @throws ReaggregationException if different ones were given: which of them holds is not for us to say */
    private static Optional<String> one(String name, Collection<String> texts) {
        List<String> given = texts.stream()
                .map(String::strip)
                .filter(text -> !text.isEmpty())
                .distinct()
                .toList();
        if (given.size() > 1) {
            throw ReaggregationException.of(
                    name, "it is given as '" + String.join("' and as '", given) + "'; give one value");
        }
        return given.stream().findFirst();
    }

    private static List<String> separated(Collection<String> texts) {
        return texts.stream()
                .flatMap(text -> Arrays.stream(text.split(",", -1)))
                .map(String::strip)
                .filter(id -> !id.isEmpty())
                .toList();
    }

    /** GeoServer would take what it cannot read for nothing at all, without a word. */
    private static boolean truth(String name, String text) {
        return switch (text.toLowerCase(Locale.ROOT)) {
            case "true", "1" -> true;
            case "false", "0" -> false;
            default -> throw ReaggregationException.of(name, "'" + text + "' is neither true nor false");
        };
    }

    private static double number(String name, String text) {
        // Java takes 0x1p-1 and 0.9d for numbers too.
        if (DECIMAL.matcher(text).matches()) return Double.parseDouble(text);
        throw ReaggregationException.of(name, "'" + text + "' is not a number; it is a share, as 0.001");
    }

    private static int whole(String name, String text) {
        try {
            return Integer.parseInt(text);
        } catch (NumberFormatException e) {
            throw ReaggregationException.of(name, "'" + text + "' is not a whole number; write it as 1000", e);
        }
    }

    private static <T> T chosen(String name, String text, List<Choice<T>> choices) {
        return choices.stream()
                .filter(choice -> choice.id().equals(text))
                .findFirst()
                .orElseThrow(() -> ReaggregationException.of(
                        name,
                        "'" + text + "' is not known; give "
                                + (choices.size() > 2 ? "one of " : "")
                                + choices.stream()
                                        .map(Choice::id)
                                        .collect(Collectors.joining(choices.size() > 2 ? ", " : " or "))))
                .value();
    }
}
