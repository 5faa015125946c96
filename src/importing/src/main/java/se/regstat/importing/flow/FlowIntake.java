package se.regstat.importing.flow;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.IntFunction;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;
import se.regstat.importing.format.Problems;
import se.regstat.importing.table.AreaCodes;
import se.regstat.importing.table.LongColumns;
import se.regstat.importing.table.ValueIntake;
import se.regstat.importing.table.YearsOfVintage;
import se.regstat.statistics.config.Configuration;
import se.regstat.statistics.flow.Pairs;
import se.regstat.statistics.flow.YearFlows;
import se.regstat.statistics.indicator.EventCoverage;
import se.regstat.statistics.indicator.Indicator;
import se.regstat.statistics.indicator.Provenance;
import se.regstat.statistics.indicator.Status;

/**
 * Takes in the pairs of one import, some bytes each, and notes among the {@link Problems} what cannot be taken: unknown codes, indicators that are no flows,
 * repeated pairs, numbers of persons that are none.
 */
final class FlowIntake {

    /** More than any country has, and few enough that all sums are exact. */
    private static final double MOST = 1e9;

    private final Configuration configuration;
    private final AreaCodes areas;
    private final boolean elsewhere;
    private final YearsOfVintage years;
    private final IntFunction<String> places;
    private final Problems problems;
    private final Map<String, Map<Integer, PairsOfYear>> taken = new TreeMap<>();
    private final Set<String> refused = new HashSet<>();
    private final List<String> warnings = new ArrayList<>();
    private final List<String> codes;
    private final Map<String, Integer> numbers = new HashMap<>();

    /**
     * @param elsewhere whether well-formed codes that the vintage does not have are areas too
     * @param places where in the table a number of {@link #put} is, as in {@code line 7}
     */
    FlowIntake(
            Configuration configuration,
            AreaCodes areas,
            boolean elsewhere,
            YearsOfVintage years,
            IntFunction<String> places,
            Problems problems) {
        this.configuration = configuration;
        this.areas = areas;
        this.elsewhere = elsewhere;
        this.years = years;
        this.places = places;
        this.problems = problems;
        this.codes = new ArrayList<>(areas.codes());
        for (int i = 0; i < codes.size(); i++) numbers.put(codes.get(i), i);
    }

    void refuse(int place, String reason) {
        problems.add(places.apply(place), reason);
    }

    /** @param persons not looked at where the status has no value */
    void put(int place, String indicator, String period, String from, String to, double persons, Status status) {
        if (!isFlow(place, indicator)) return;
        OptionalInt year = year(place, period);
        int origin = area(place, from);
        int destination = area(place, to);
        if (year.isEmpty() || origin < 0 || destination < 0) return;
        if (status.hasValue() && !isCount(indicator, persons)) {
            refuse(
                    place,
                    from + " to " + to + ": " + ValueIntake.plain(persons)
                            + " is no number of persons: a count is a whole number, from 0 to a thousand millions");
            return;
        }
        taken.computeIfAbsent(indicator, id -> new TreeMap<>())
                .computeIfAbsent(year.getAsInt(), y -> new PairsOfYear())
                .add(origin, destination, status.hasValue() ? persons : Double.NaN, status, place);
    }

    private boolean isCount(String indicator, double persons) {
        boolean whole = configuration.indicator(indicator).decimals() == 0;
        return persons >= 0 && persons <= MOST && (!whole || persons == Math.rint(persons));
    }

    private boolean isFlow(int place, String id) {
        if (refused.contains(id)) return false;
        Indicator indicator = configuration.indicator(id);
        if (indicator.flow().isPresent()) return true;
        refused.add(id);
        refuse(
                place,
                "indicator '" + id
                        + "' is not described as a flow in indicators.yml: say kind: count and flow: {} there,"
                        + " or let the mapping say which one it is");
        return false;
    }

    private OptionalInt year(int place, String text) {
        OptionalInt year = LongColumns.year(text);
        if (year.isEmpty()) {
            refuse(place, "'" + text + "' is not a year, as in 2022");
        } else if (!areas.vintage().valid().contains(year.getAsInt())) {
            refuse(place, years.outside(year.getAsInt(), areas));
            return OptionalInt.empty();
        }
        return year;
    }

    private int area(int place, String code) {
        Integer number = numbers.get(code);
        if (number != null) return number;
        if (code.isEmpty()) refuse(place, "it has no code");
        else if (!areas.isWellFormed(code)) refuse(place, areas.malformed(code));
        else if (!elsewhere) {
            refuse(place, areas.id() + " has no area " + code);
            problems.advise("If the table goes beyond what is loaded, --elsewhere keeps those areas too: who goes there"
                    + " is not at home");
        } else {
            numbers.put(code, codes.size());
            codes.add(code);
            return codes.size() - 1;
        }
        return -1;
    }

    /** Codes of areas that the vintage does not have. */
    Set<String> elsewhere() {
        return new TreeSet<>(codes.subList(areas.codes().size(), codes.size()));
    }

    /**
     * What was taken, by indicator and year. Where all flows are known, those of nobody are left out.
     *
     * @param covers for an indicator
     */
    List<YearFlows> flows(Map<String, EventCoverage> covers, Provenance provenance) {
        int[] order = IntStream.range(0, codes.size())
                .boxed()
                .sorted((a, b) -> codes.get(a).compareTo(codes.get(b)))
                .mapToInt(Integer::intValue)
                .toArray();
        int[] rank = new int[order.length];
        for (int i = 0; i < order.length; i++) rank[order[i]] = i;
        List<String> sorted = Arrays.stream(order).mapToObj(codes::get).toList();
        List<YearFlows> flows = new ArrayList<>();
        taken.forEach((indicator, ofYears) -> ofYears.forEach((year, pairs) -> {
            YearFlows none = new YearFlows(
                    indicator,
                    areas.id(),
                    year,
                    covers.get(indicator),
                    sorted,
                    Pairs.sorted(new int[0], new int[0], new double[0], new byte[0]),
                    provenance);
            IntPredicate isCovered = area -> area < areas.codes().size() && none.covers(codes.get(area));
            pairs.noteRepeated(this);
            pairs.noteAbsent(this, none);
            problems.refuseIfAny();
            flows.add(new YearFlows(
                    indicator,
                    areas.id(),
                    year,
                    covers.get(indicator),
                    sorted,
                    pairs.known(rank, isCovered),
                    provenance));
        }));
        return flows;
    }

    /** What a careful user would look into, of the flows that were asked for. */
    List<String> warnings() {
        return warnings;
    }

    Set<String> indicators() {
        return taken.keySet();
    }

    /** Grows as pairs come. */
    private static final class PairsOfYear {
        private int[] origins = new int[1024];
        private int[] destinations = new int[1024];
        private int[] at = new int[1024];
        private double[] persons = new double[1024];
        private byte[] statuses = new byte[1024];
        private int size;

        void add(int origin, int destination, double number, Status status, int place) {
            if (size == origins.length) {
                origins = Arrays.copyOf(origins, 2 * size);
                destinations = Arrays.copyOf(destinations, 2 * size);
                at = Arrays.copyOf(at, 2 * size);
                persons = Arrays.copyOf(persons, 2 * size);
                statuses = Arrays.copyOf(statuses, 2 * size);
            }
            origins[size] = origin;
            destinations[size] = destination;
            at[size] = place;
            persons[size] = number;
            statuses[size++] = status.code();
        }

        void noteRepeated(FlowIntake intake) {
            Map<Long, Integer> seen = new HashMap<>(2 * size);
            for (int i = 0; i < size; i++) {
                Integer before = seen.putIfAbsent((long) origins[i] << Integer.SIZE | destinations[i], i);
                if (before == null) continue;
                intake.refuse(
                        at[i],
                        intake.codes.get(origins[i]) + " to " + intake.codes.get(destinations[i])
                                + " came before already, in " + intake.places.apply(at[before]));
            }
        }

        /**
         * Areas of which all flows are said to be there, and none from there or none to there is: a table of one side, or of those alone who leave. Who is nobody can be
         * said to be, by a pair of 0.
         */
        void noteAbsent(FlowIntake intake, YearFlows year) {
            Set<String> from = new TreeSet<>(intake.areas.codes());
            from.removeIf(code -> !year.covers(code));
            Set<String> to = new TreeSet<>(from);
            Set<String> within = new TreeSet<>(from);
            for (int i = 0; i < size; i++) {
                String origin = intake.codes.get(origins[i]);
                from.remove(origin);
                to.remove(intake.codes.get(destinations[i]));
                if (origins[i] == destinations[i]) within.remove(origin);
            }
            Set<String> neither = new TreeSet<>(from);
            neither.retainAll(to);
            from.removeAll(neither);
            to.removeAll(neither);
            within.removeAll(neither);
            absent(intake, year, "nobody goes to or from ", neither);
            absent(intake, year, "nobody goes from ", from);
            absent(intake, year, "nobody goes to ", to);
            if (isNowhere(within, year, intake)) {
                absent(intake, year, "nobody stays within ", within);
            } else if (!within.isEmpty()) {
                intake.warnings.add(year.indicator() + ", " + year.year() + ": nobody stays within "
                        + ValueIntake.few(within) + ", of which all flows are said to be known");
            }
            if (IntStream.range(0, size).allMatch(i -> origins[i] == destinations[i])) {
                intake.warnings.add(
                        year.indicator() + ", " + year.year() + ": nobody goes from one area to another in the table");
            }
        }

        /** Whether none of the covered areas has a pair within, though there are several: the table is of those who leave. */
        private static boolean isNowhere(Set<String> within, YearFlows year, FlowIntake intake) {
            return within.size() > 1
                    && intake.areas.codes().stream().filter(year::covers).allMatch(within::contains);
        }

        private static void absent(FlowIntake intake, YearFlows year, String who, Set<String> absent) {
            if (absent.isEmpty()) return;
            intake.problems.add(
                    year.indicator() + ", " + year.year(),
                    who + ValueIntake.few(absent) + ", though all flows are said to be known of " + year.covers());
            intake.problems.advise("Where really nobody goes, a pair with 0 says so; a table that leaves out others is"
                    + " of the areas that --covers names, or of none");
        }

        /**
         * @param rank of each area, by its number here, its number in the codes of the year
         * @param isCovered whether all flows are known of an area, by its number here
         */
        Pairs known(int[] rank, IntPredicate isCovered) {
            int[] kept = IntStream.range(0, size)
                    .filter(i -> persons[i] != 0 || !(isCovered.test(origins[i]) || isCovered.test(destinations[i])))
                    .toArray();
            byte[] theirs = new byte[kept.length];
            for (int i = 0; i < kept.length; i++) theirs[i] = statuses[kept[i]];
            return Pairs.sorted(
                    IntStream.of(kept).map(i -> rank[origins[i]]).toArray(),
                    IntStream.of(kept).map(i -> rank[destinations[i]]).toArray(),
                    IntStream.of(kept).mapToDouble(i -> persons[i]).toArray(),
                    theirs);
        }
    }
}
