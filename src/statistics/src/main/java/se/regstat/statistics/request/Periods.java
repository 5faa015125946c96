package se.regstat.statistics.request;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Which years are wanted: years, ranges of years such as {@code 2011/2023} (both included), and {@code latest}, each indicator's own. */
public final class Periods {

    /** The newest year there is. */
    public static final Periods LATEST = new Periods(List.of(new Part(0, 0)));

    private static final Pattern FORM = Pattern.compile("((?!0000)\\d{4})(?:/((?!0000)\\d{4}))?");

    private final List<Part> parts;

    private Periods(List<Part> parts) {
        this.parts = List.copyOf(parts);
    }

    /** A range; 0 to 0 is the latest. */
    private record Part(int from, int to) {
        boolean isLatest() {
            return from == 0;
        }

        boolean isYear() {
            return from == to && !isLatest();
        }

        @Override
        public String toString() {
            return isLatest() ? "latest" : isYear() ? Integer.toString(from) : from + "/" + to;
        }
    }

    /**
     * @param texts each with one or more periods, separated by commas; none at all is {@code latest}
     * @throws ReaggregationException if one is no period
     */
    public static Periods parse(Collection<String> texts) {
        List<Part> parts = new ArrayList<>();
        for (String text : texts) {
            for (String one : text.split(",", -1)) {
                if (!one.isBlank()) parts.add(part(one.strip()));
            }
        }
        return parts.isEmpty() ? LATEST : new Periods(parts);
    }

    private static Part part(String text) {
        if (text.equals("latest")) return new Part(0, 0);
        Matcher matcher = FORM.matcher(text);
        if (!matcher.matches()) {
            throw ReaggregationException.of(
                    "periods", "'" + text + "' is no period; write a year as 2022, a range as 2011/2023, or latest");
        }
        int from = Integer.parseInt(matcher.group(1));
        int to = matcher.group(2) == null ? from : Integer.parseInt(matcher.group(2));
        if (from > to) {
            throw ReaggregationException.of(
                    "periods", "'" + text + "' ends before it begins; write the earlier year first");
        }
        return new Part(from, to);
    }

    /**
     * The years that are wanted of an indicator, ascending: the latest is its own latest.
     *
     * @param years in which any of the indicators has values
     * @param own in which this one has
     * @throws ReaggregationException if a year or a range finds none
     */
    public NavigableSet<Integer> of(NavigableSet<Integer> years, NavigableSet<Integer> own) {
        NavigableSet<Integer> wanted = new TreeSet<>();
        for (Part part : parts) {
            NavigableSet<Integer> found = part.isLatest()
                    ? own.isEmpty() ? own : own.tailSet(own.last(), true)
                    : years.subSet(part.from(), true, part.to(), true);
            if (found.isEmpty()) {
                throw ReaggregationException.of(
                        "periods",
                        "there are no values for " + part
                                + (years.isEmpty()
                                        ? ""
                                        : "; there are for "
                                                + years.stream()
                                                        .map(String::valueOf)
                                                        .collect(Collectors.joining(", "))));
            }
            wanted.addAll(found);
        }
        return wanted;
    }

    /** Years that a range takes in and that are not there, ascending. */
    public NavigableSet<Integer> absent(NavigableSet<Integer> years) {
        NavigableSet<Integer> absent = new TreeSet<>();
        for (Part part : parts) {
            for (int year = part.from(); !part.isLatest() && year <= part.to(); year++) absent.add(year);
        }
        absent.removeAll(years);
        return absent;
    }

    /**
     * What readers are told of the years that are not there, as in {@code periods: 2010, 2011 left out, since …}; nothing if all are.
     *
     * @param why a clause that begins with since
     */
    public Optional<String> leftOut(NavigableSet<Integer> years, String why) {
        NavigableSet<Integer> absent = absent(years);
        if (absent.isEmpty()) return Optional.empty();
        return Optional.of("periods: " + absent.stream().map(String::valueOf).collect(Collectors.joining(", "))
                + " left out, " + why);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Periods periods && parts.equals(periods.parts);
    }

    @Override
    public int hashCode() {
        return parts.hashCode();
    }

    @Override
    public String toString() {
        return parts.stream().map(Part::toString).collect(Collectors.joining(","));
    }
}
