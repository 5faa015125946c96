package se.regstat.importing.demo;

import static se.regstat.importing.demo.DemoPeople.FIRST_YEAR;
import static se.regstat.importing.demo.DemoPeople.LAST_YEAR;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.ToDoubleFunction;
import se.regstat.importing.demo.DemoPeople.People;
import se.regstat.importing.demo.DemoRegion.DemoVintage;
import se.regstat.statistics.division.Area;
import se.regstat.statistics.division.VintageId;
import se.regstat.statistics.indicator.Provenance;
import se.regstat.statistics.indicator.PublishedValues;
import se.regstat.statistics.indicator.Status;

/**
 * Invented indicators of the {@linkplain DemoRegion demo region}, {@value DemoPeople#FIRST_YEAR}-{@value DemoPeople#LAST_YEAR}:
 * DeSO 2018 up to 2023 and DeSO 2025 from 2024, and for some of them kommuner or RegSO too, as real ones are published.
 *
 * <p>Every kind of gap is there:
 *
 * <ul>
 *   <li>zero: an industrial estate, and a part of a town not lived in before {@value DemoPeople#NEW_TOWN_FROM}; incomes
 *       and indices are not applicable there
 *   <li>suppressed: the number born abroad where it is above 0 and below {@value #FEWEST}; and so is their kommun's RegSO sum not known
 *   <li>missing: a kommun's tenures in its last year, a kommun's incomes in {@value #LOST_YEAR}
 *   <li>estimated: one kommun's population in its first year
 *   <li>years without data: no tenures before {@value #TENURE_FROM}, no incomes in the last year
 * </ul>
 */
final class DemoIndicators {

    /** Fewer persons born abroad than these are not told. */
    static final int FEWEST = 40;

    static final int TENURE_FROM = 2013;
    static final int LOST_YEAR = 2019;

    private static final String LATE_KOMMUN = "9906";
    private static final String LOST_KOMMUN = "9905";
    private static final String ESTIMATED_KOMMUN = "9903";

    private final List<PublishedValues> values = new ArrayList<>();
    private final DemoPeople people;
    private final DemoRegion region;
    private final double[] typeLimits = new double[4];

    private DemoIndicators(DemoRegion region) {
        this.region = region;
        people = new DemoPeople(region);
        for (int year = FIRST_YEAR; year <= LAST_YEAR; year++) {
            String vintage = year < 2024 ? "2018" : "2025";
            Map<String, BitSet> deso = new TreeMap<>(region.desoCells(new VintageId("deso", vintage)));
            if (year == FIRST_YEAR) setTypeLimits(deso);
            publishDeso(new Table(new VintageId("deso", vintage), year, deso));
            publishRegso(new Table(
                    new VintageId("regso", year < 2024 ? "2020" : "2025"), year, parents(deso, vintage, "regso")));
            publishKommun(new Table(new VintageId("kommun", "2025"), year, parents(deso, vintage, "kommun")), deso);
        }
    }

    static List<PublishedValues> of(DemoRegion region) {
        return List.copyOf(new DemoIndicators(region).values);
    }

    static boolean isCountryside(String deso) {
        return deso.charAt(4) == 'A';
    }

    private Map<String, BitSet> parents(Map<String, BitSet> deso, String vintage, String division) {
        Map<String, BitSet> cells = new TreeMap<>();
        for (DemoVintage candidate : region.vintages()) {
            if (!candidate.vintage().id().equals(new VintageId("deso", vintage))) continue;
            for (Area area : candidate.areas()) {
                cells.computeIfAbsent(area.parents().get(division), code -> new BitSet())
                        .or(deso.get(area.code()));
            }
        }
        return cells;
    }

    /** Values of one vintage's areas in one year, on their way to the store. */
    private final class Table {
        final VintageId vintage;
        final int year;
        final Map<String, People> areas = new TreeMap<>();

        Table(VintageId vintage, int year, Map<String, BitSet> cells) {
            this.vintage = vintage;
            this.year = year;
            cells.forEach((code, members) -> areas.put(code, people.in(members, year)));
        }

        void add(String indicator, Cell cell) {
            List<String> codes = List.copyOf(areas.keySet());
            double[] numbers = new double[codes.size()];
            byte[] statuses = new byte[numbers.length];
            for (int i = 0; i < numbers.length; i++) {
                Value value = cell.of(codes.get(i), areas.get(codes.get(i)));
                numbers[i] = value.status().hasValue() ? value.number() : Double.NaN;
                statuses[i] = value.status().code();
            }
            values.add(new PublishedValues(
                    indicator,
                    vintage,
                    year,
                    codes,
                    numbers,
                    statuses,
                    new Provenance(
                            DemoRegion.MADE,
                            "demo",
                            DemoRegion.sha256("regstat demo " + indicator + " " + vintage + " " + year),
                            DemoRegion.SOURCE)));
        }
    }

    private record Value(double number, Status status) {
        static Value of(double number) {
            return new Value(number, Status.NORMAL);
        }

        static Value none(Status status) {
            return new Value(Double.NaN, status);
        }
    }

    private interface Cell {
        Value of(String code, People people);
    }

    private void publishDeso(Table table) {
        int year = table.year;
        table.add("population", (code, p) -> {
            boolean estimated = year == FIRST_YEAR && code.startsWith(ESTIMATED_KOMMUN);
            return new Value(persons(p), estimated ? Status.ESTIMATED : Status.NORMAL);
        });
        // Rounded so that they add up to the population.
        table.add("age_0_19", (code, p) -> Value.of(Math.rint(p.young)));
        table.add("age_20_64", (code, p) -> Value.of(Math.rint(p.persons - p.old) - Math.rint(p.young)));
        table.add("age_65_plus", (code, p) -> Value.of(persons(p) - Math.rint(p.persons - p.old)));
        table.add("born_abroad", (code, p) -> {
            double number = Math.rint(p.bornAbroad);
            return number > 0 && number < FEWEST ? Value.none(Status.SUPPRESSED) : Value.of(number);
        });
        table.add("born_total", (code, p) -> Value.of(persons(p)));
        publishTenures(table);
        publishIncomes(table);
        publishIndex(table);
    }

    private static double persons(People people) {
        return Math.rint(people.persons);
    }

    private static void publishTenures(Table table) {
        if (table.year < TENURE_FROM) return;
        boolean late = table.year == LAST_YEAR;
        // Rounded so that they add up to all dwellings.
        Map<String, ToDoubleFunction<People>> tenures = Map.of(
                "dwellings", p -> Math.rint(p.dwellings),
                "dwellings_rented", p -> Math.rint(p.rented),
                "dwellings_tenant_owned", p -> Math.rint(p.rented + p.cooperative) - Math.rint(p.rented),
                "dwellings_owned", p -> owned(p) - unknown(p),
                "dwellings_tenure_unknown", p -> unknown(p));
        new TreeMap<>(tenures)
                .forEach((indicator, count) -> table.add(indicator, (code, p) -> {
                    boolean missing = late && code.startsWith(LATE_KOMMUN);
                    return missing ? Value.none(Status.MISSING) : Value.of(count.applyAsDouble(p));
                }));
    }

    private static double owned(People people) {
        return Math.rint(people.dwellings) - Math.rint(people.rented + people.cooperative);
    }

    private static double unknown(People people) {
        return Math.min(owned(people), Math.rint(people.dwellings / 150));
    }

    private static void publishIncomes(Table table) {
        if (table.year == LAST_YEAR) return;
        table.add("net_income_persons", (code, p) -> income(table, code, Value.of(Math.rint(p.earners))));
        table.add("net_income_mean", (code, p) -> income(table, code, perEarner(p, p.income)));
        table.add("net_income_median", (code, p) -> income(table, code, perEarner(p, p.medianIncome)));
    }

    private static Value income(Table table, String code, Value value) {
        boolean lost = table.year == LOST_YEAR && code.startsWith(LOST_KOMMUN);
        return lost ? Value.none(Status.MISSING) : value;
    }

    private static Value perEarner(People people, double sum) {
        if (persons(people) == 0) return Value.none(Status.NOT_APPLICABLE);
        return Value.of(Math.rint(10 * sum / people.earners) / 10);
    }

    private void publishIndex(Table table) {
        table.add("socioeconomic_index", (code, p) -> index(p));
        table.add("area_type", (code, p) -> {
            Value index = index(p);
            if (!index.status().hasValue()) return index;
            int type = 1;
            while (type <= typeLimits.length && index.number() < typeLimits[type - 1]) type++;
            return Value.of(type);
        });
    }

    private static Value index(People people) {
        if (persons(people) == 0) return Value.none(Status.NOT_APPLICABLE);
        return Value.of(Math.rint(100 * people.hardship / people.persons) / 100);
    }

    /** Falling limits between area types, by the indices of the first year: the same in all years, so that types can change. */
    private void setTypeLimits(Map<String, BitSet> deso) {
        double[] indices = deso.values().stream()
                .map(cells -> index(people.in(cells, FIRST_YEAR)))
                .filter(value -> value.status().hasValue())
                .mapToDouble(Value::number)
                .sorted()
                .toArray();
        double[] shares = {0.92, 0.75, 0.35, 0.12};
        for (int i = 0; i < shares.length; i++) typeLimits[i] = indices[(int) (shares[i] * indices.length)];
    }

    /** Indices are published for RegSO; what else RegSO have is summed. */
    private void publishRegso(Table table) {
        publishIndex(table);
    }

    private void publishKommun(Table table, Map<String, BitSet> deso) {
        Map<String, Double> populations = new TreeMap<>();
        deso.forEach((code, cells) ->
                populations.merge(code.substring(0, 4), persons(people.in(cells, table.year)), Double::sum));
        table.add("population", (code, p) -> Value.of(populations.get(code)));
        table.add("born_abroad", (code, p) -> Value.of(Math.rint(p.bornAbroad)));
        table.add("born_total", (code, p) -> Value.of(populations.get(code)));
        if (table.year == LAST_YEAR) return;
        table.add("net_income_median", (code, p) -> income(table, code, perEarner(p, p.medianIncome)));
    }
}
