package se.regstat.importing.update;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import se.regstat.importing.PreparedValues;
import se.regstat.importing.update.Finding.Kind;
import se.regstat.statistics.config.Configuration;
import se.regstat.statistics.division.LocalText;
import se.regstat.statistics.division.VintageId;
import se.regstat.statistics.format.Values;
import se.regstat.statistics.indicator.PublishedValues;
import se.regstat.statistics.indicator.Status;

/** Values that come, held against those that a store has. */
final class ValueComparison {

    /** Of one indicator, vintage and year. */
    private static final int FIGURES_SHOWN = 10;

    private record Key(String indicator, VintageId vintage, int year) {
        static Key of(PublishedValues set) {
            return new Key(set.indicator(), set.vintage(), set.year());
        }
    }

    private record Difference(Figure figure, double size) {}

    private final Configuration configuration;
    private final String recipe;
    private final List<Finding> findings = new ArrayList<>();

    private ValueComparison(Configuration configuration, String recipe) {
        this.configuration = configuration;
        this.recipe = recipe;
    }

    static List<Finding> of(
            Configuration configuration, String recipe, PreparedValues coming, List<PublishedValues> held) {
        ValueComparison comparison = new ValueComparison(configuration, recipe);
        Map<Key, PublishedValues> before = new HashMap<>();
        held.forEach(set -> before.put(Key.of(set), set));
        List<PublishedValues> fresh = new ArrayList<>();
        for (PublishedValues set : coming.values()) {
            PublishedValues earlier = before.get(Key.of(set));
            if (earlier == null) fresh.add(set);
            else comparison.compare(earlier, set);
        }
        coming.withdrawn().forEach(comparison::withdrawn);
        comparison.years(fresh);
        Set<Key> withdrawn = coming.withdrawn().stream().map(Key::of).collect(Collectors.toSet());
        List<PublishedValues> staying =
                held.stream().filter(set -> !withdrawn.contains(Key.of(set))).toList();
        comparison.breaks(fresh, coming.withdrawn(), staying);
        return comparison.findings;
    }

    private void compare(PublishedValues before, PublishedValues after) {
        Map<String, Integer> places = new HashMap<>();
        for (int i = 0; i < after.codes().size(); i++) places.put(after.codes().get(i), i);
        double tolerance = configuration.indicator(after.indicator()).tolerance();
        List<Difference> revised = new ArrayList<>();
        List<Difference> gone = new ArrayList<>();
        int beyond = 0;
        for (int i = 0; i < before.codes().size(); i++) {
            String code = before.codes().get(i);
            Integer place = places.remove(code);
            boolean had = before.status(i).hasValue();
            if (place == null ? !had : isSame(before, i, after, place)) continue;
            Figure figure = new Figure(code, text(before, i), place == null ? "-" : text(after, place));
            if (had && (place == null || after.status(place) == Status.MISSING)) {
                gone.add(new Difference(figure, before.values()[i]));
                continue;
            }
            boolean numbers = had && after.status(place).hasValue();
            double size = numbers ? Math.abs(after.values()[place] - before.values()[i]) : Double.POSITIVE_INFINITY;
            if (size > tolerance) beyond++;
            revised.add(new Difference(figure, size));
        }
        for (Map.Entry<String, Integer> added : places.entrySet()) {
            if (!after.status(added.getValue()).hasValue()) continue;
            revised.add(new Difference(
                    new Figure(added.getKey(), "-", text(after, added.getValue())), Double.POSITIVE_INFINITY));
            beyond++;
        }
        String about = after.indicator() + " " + after.vintage() + " " + after.year();
        if (!revised.isEmpty()) {
            LocalText text = new LocalText(
                    about + ", rättade värden: " + revised.size() + " av "
                            + after.codes().size() + ", med mer än toleransen " + Values.text(tolerance) + ": "
                            + beyond,
                    about + ", figures corrected: " + revised.size() + " of "
                            + after.codes().size() + ", by more than the tolerance of " + Values.text(tolerance) + ": "
                            + beyond);
            findings.add(
                    new Finding(Kind.REVISED, recipe, about, revised.size(), beyond, text, figures(after, revised)));
        }
        if (!gone.isEmpty()) {
            LocalText text = new LocalText(
                    about + ", värden som saknas nu: " + gone.size(), about + ", figures missing now: " + gone.size());
            findings.add(new Finding(Kind.GONE, recipe, about, gone.size(), 0, text, figures(after, gone)));
        }
    }

    private void withdrawn(PublishedValues set) {
        List<Difference> gone = IntStream.range(0, set.codes().size())
                .filter(i -> set.status(i).hasValue())
                .mapToObj(i -> new Difference(new Figure(set.codes().get(i), text(set, i), "-"), set.values()[i]))
                .toList();
        String about = set.indicator() + " " + set.vintage() + " " + set.year();
        LocalText text = new LocalText(
                about + ", indraget, med alla värden: " + gone.size(),
                about + ", withdrawn, with all its figures: " + gone.size());
        findings.add(new Finding(Kind.GONE, recipe, about, gone.size(), 0, text, figures(set, gone)));
    }

    private static boolean isSame(PublishedValues before, int i, PublishedValues after, int j) {
        return before.status(i) == after.status(j)
                && (!before.status(i).hasValue() || before.values()[i] == after.values()[j]);
    }

    private static String text(PublishedValues set, int i) {
        return set.status(i).hasValue()
                ? Values.text(set.values()[i])
                : set.status(i).id();
    }

    /** The largest; none of a restricted indicator, whose figures are told nobody. */
    private List<Figure> figures(PublishedValues set, List<Difference> differences) {
        if (configuration.indicator(set.indicator()).disclosure().isPresent()) return List.of();
        return differences.stream()
                .sorted(Comparator.comparingDouble(Difference::size)
                        .reversed()
                        .thenComparing(difference -> difference.figure().code()))
                .limit(FIGURES_SHOWN)
                .map(Difference::figure)
                .toList();
    }

    /** A finding for each vintage and year. */
    private void years(List<PublishedValues> fresh) {
        Map<String, List<PublishedValues>> byYear = fresh.stream()
                .collect(Collectors.groupingBy(
                        set -> set.vintage() + " " + set.year(), TreeMap::new, Collectors.toList()));
        byYear.forEach((about, sets) -> {
            String indicators =
                    sets.stream().map(PublishedValues::indicator).sorted().collect(Collectors.joining(", "));
            int areas = sets.stream().mapToInt(set -> set.codes().size()).max().orElse(0);
            findings.add(new Finding(
                    Kind.YEAR,
                    recipe,
                    about,
                    areas,
                    new LocalText(
                            about + ": " + areas + " områden, " + indicators,
                            about + ": " + areas + " areas, " + indicators)));
        });
    }

    /**
     * Where two years come to stand beside each other, one being new or one between them withdrawn, and they are of different vintages,
     * or of an indicator that says it breaks there.
     */
    private void breaks(List<PublishedValues> fresh, List<PublishedValues> withdrawn, List<PublishedValues> staying) {
        record Line(String indicator, String division) {
            static Line of(PublishedValues set) {
                return new Line(set.indicator(), set.vintage().division());
            }
        }
        Map<Line, TreeMap<Integer, VintageId>> lines = new HashMap<>();
        Stream.concat(staying.stream(), fresh.stream())
                .forEach(set -> lines.computeIfAbsent(Line.of(set), line -> new TreeMap<>())
                        .put(set.year(), set.vintage()));
        Map<String, Set<String>> broken = new TreeMap<>();
        for (PublishedValues set :
                Stream.concat(fresh.stream(), withdrawn.stream()).toList()) {
            TreeMap<Integer, VintageId> line = lines.getOrDefault(Line.of(set), new TreeMap<>());
            Stream.of(line.ceilingEntry(set.year()), line.higherEntry(set.year()))
                    .filter(Objects::nonNull)
                    .forEach(later -> {
                        Map.Entry<Integer, VintageId> before = line.lowerEntry(later.getKey());
                        if (before == null || !isBroken(set.indicator(), before, later)) return;
                        broken.computeIfAbsent(
                                        before.getKey() + " " + before.getValue() + ", " + later.getKey() + " "
                                                + later.getValue(),
                                        between -> new TreeSet<>())
                                .add(set.indicator());
                    });
        }
        broken.forEach((between, indicators) -> findings.add(new Finding(
                Kind.BREAK,
                recipe,
                between,
                indicators.size(),
                new LocalText(
                        "mellan " + between + " kan värden inte jämföras rakt av: " + String.join(", ", indicators),
                        "between " + between + " values cannot be compared as they are: "
                                + String.join(", ", indicators)))));
    }

    private boolean isBroken(
            String indicator, Map.Entry<Integer, VintageId> before, Map.Entry<Integer, VintageId> later) {
        return !before.getValue().equals(later.getValue())
                || configuration.indicator(indicator).breaks().stream()
                        .anyMatch(year -> before.getKey() < year && year <= later.getKey());
    }
}
