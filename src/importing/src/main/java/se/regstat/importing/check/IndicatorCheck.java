package se.regstat.importing.check;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import se.regstat.importing.check.StoreCheck.Finding;
import se.regstat.importing.table.ValueIntake;
import se.regstat.statistics.config.Configuration;
import se.regstat.statistics.division.Division;
import se.regstat.statistics.division.Vintage;
import se.regstat.statistics.division.VintageId;
import se.regstat.statistics.indicator.Indicator;
import se.regstat.statistics.indicator.Measure;
import se.regstat.statistics.snapshot.ValueSet;

/** Looks through the values in a store: whether they are described, still have their areas, and what they are computed with. */
final class IndicatorCheck {

    private final Configuration configuration;
    private final Map<VintageId, Vintage> vintages = new HashMap<>();
    private final List<ValueSet> values;
    private final Function<VintageId, Set<String>> codes;
    private final List<Finding> findings;
    private final Map<String, Map<VintageId, TreeSet<Integer>>> stored = new TreeMap<>();

    /** @param codes the codes of a vintage's areas */
    IndicatorCheck(
            Configuration configuration,
            List<Vintage> vintages,
            List<ValueSet> values,
            Function<VintageId, Set<String>> codes,
            List<Finding> findings) {
        this.configuration = configuration;
        vintages.forEach(vintage -> this.vintages.put(vintage.id(), vintage));
        this.values = values;
        this.codes = codes;
        this.findings = findings;
        for (ValueSet set : values) {
            stored.computeIfAbsent(set.indicator(), id -> new TreeMap<>())
                    .computeIfAbsent(set.vintage(), id -> new TreeSet<>())
                    .add(set.year());
        }
    }

    void look() {
        areas();
        for (String id : stored.keySet()) described(id);
        for (Indicator indicator : configuration.indicators()) inputs(indicator);
    }

    private void wrong(String text) {
        findings.add(new Finding(true, text));
    }

    private void lacking(String text) {
        findings.add(new Finding(false, text));
    }

    private void areas() {
        Map<VintageId, TreeSet<String>> gone = new TreeMap<>();
        Map<VintageId, TreeSet<Integer>> outside = new TreeMap<>();
        for (ValueSet set : values) {
            Set<String> known = codes.apply(set.vintage());
            for (String code : set.codes()) {
                if (!known.contains(code))
                    gone.computeIfAbsent(set.vintage(), id -> new TreeSet<>()).add(code);
            }
            Vintage vintage = vintages.get(set.vintage());
            if (vintage != null && !vintage.valid().contains(set.year())) {
                outside.computeIfAbsent(set.vintage(), id -> new TreeSet<>()).add(set.year());
            }
        }
        gone.forEach((id, of) -> wrong(id + ": there are values for " + of.size()
                + " codes that it does not have (any more): " + ValueIntake.few(of)
                + "; import the indicators again"));
        outside.forEach((id, years) -> wrong(id + ": there are values of " + years(years) + ", and it is valid "
                + vintages.get(id).valid() + ": nobody sees them"));
    }

    private void described(String id) {
        if (!configuration.describesIndicator(id)) {
            lacking(id + ": not described in indicators.yml, so its layers are titled '" + id
                    + "', and its values are never added up");
            return;
        }
        Indicator indicator = configuration.indicator(id);
        if (indicator.measure().isComputed()) {
            wrong(id + ": there are values in the store, but indicators.yml says that it is computed from "
                    + String.join(" and ", indicator.measure().inputs()) + ", so nobody sees them");
        }
        if (indicator.events().isPresent()) {
            wrong(id + ": there are values from tables in the store, but indicators.yml says that it is counted from"
                    + " points (events), so nobody sees them; remove them, or say that it is not");
        }
        if (indicator.flow().isPresent()) {
            wrong(id
                    + ": there are values of areas in the store, but indicators.yml says that it counts who go from one to"
                    + " another (flow), so nobody sees them; remove them, or say that it does not");
        }
        if (indicator.licence().isBlank() || indicator.licence().equals(Division.UNKNOWN_LICENCE)) {
            lacking(
                    id
                            + ": its licence is unknown, so nobody may tell whether it can be published; say so in indicators.yml");
        }
        if (indicator.source().isBlank() && indicator.producer().isBlank()) {
            lacking(id + ": neither its producer nor its source is known; say so in indicators.yml");
        }
    }

    /** What a computed indicator is computed from, and what a mean is weighted with, should be there for the same areas and years. */
    private void inputs(Indicator indicator) {
        Measure measure = indicator.measure();
        List<String> inputs = measure.inputs();
        if (inputs.isEmpty()) return;
        boolean computed = measure.isComputed();
        Map<VintageId, TreeSet<Integer>> wanted =
                stored.getOrDefault(computed ? inputs.get(0) : indicator.id(), Map.of());
        List<String> others = computed ? inputs.subList(1, inputs.size()) : inputs;
        for (String input : others) {
            if (configuration.indicator(input).events().isPresent()) continue; // of any areas
            wanted.forEach((vintage, years) -> {
                TreeSet<Integer> without = new TreeSet<>(years);
                without.removeAll(stored.getOrDefault(input, Map.of()).getOrDefault(vintage, new TreeSet<>()));
                if (without.isEmpty()) return;
                String what = vintage + ", " + years(without);
                lacking(
                        computed
                                ? indicator.id() + ": cannot be computed for " + what + ", where there is "
                                        + inputs.get(0) + " but no " + input
                                : indicator.id() + ": its base " + input + " is not there for " + what
                                        + ", so it can be shown, but not be brought to other areas");
            });
        }
    }

    /** As in {@code 2011-2014, 2020}. */
    static String years(SortedSet<Integer> years) {
        List<String> ranges = new ArrayList<>();
        Integer first = null;
        Integer last = null;
        for (Integer year : years) {
            if (last != null && year == last + 1) {
                last = year;
                continue;
            }
            if (first != null) ranges.add(range(first, last));
            first = year;
            last = year;
        }
        if (first != null) ranges.add(range(first, last));
        return String.join(", ", ranges);
    }

    private static String range(int first, int last) {
        return first == last ? Integer.toString(first) : first + "-" + last;
    }
}
