package se.regstat.importing.table;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.IntFunction;
import se.regstat.importing.format.ImportException;
import se.regstat.importing.format.Numbers;
import se.regstat.importing.format.Problems;
import se.regstat.statistics.config.Configuration;
import se.regstat.statistics.division.VintageId;
import se.regstat.statistics.indicator.Indicator;
import se.regstat.statistics.indicator.Measure;
import se.regstat.statistics.indicator.Status;

/**
 * Takes in the values of one import, and notes among the {@link Problems} what cannot be taken: unknown codes, indicators that are
 * not described or always computed, repeated values, texts that are no numbers, counts below zero.
 */
public final class ValueIntake {

    private record Key(VintageId vintage, String indicator, int year) {}

    private final Configuration configuration;
    private final Symbols symbols;
    private final boolean knownOnly;
    private final IntFunction<String> places;
    private final Problems problems;
    private final Map<Key, ValueSlot> slots = new LinkedHashMap<>();
    private final Set<String> refusedIndicators = new HashSet<>();
    private final Map<VintageId, Set<String>> skipped = new TreeMap<>();

    /** @param places where in the file a number of {@link #put} is, as in {@code line 7} */
    public ValueIntake(
            Configuration configuration,
            Symbols symbols,
            boolean knownOnly,
            IntFunction<String> places,
            Problems problems) {
        this.configuration = configuration;
        this.symbols = symbols;
        this.knownOnly = knownOnly;
        this.places = places;
        this.problems = problems;
    }

    public void refuse(int place, String reason) {
        problems.add(places.apply(place), reason);
    }

    /** Where an indicator's values of a year go; empty if no values of that indicator may come in. */
    public Optional<ValueSlot> slot(AreaCodes areas, String id, int year, String where) {
        Key key = new Key(areas.id(), id, year);
        ValueSlot known = slots.get(key);
        if (known != null) return Optional.of(known);
        if (refusedIndicators.contains(id)) return Optional.empty();
        Optional<String> reason = whyRefused(id);
        if (reason.isPresent()) {
            refusedIndicators.add(id);
            problems.add(where, reason.get());
            return Optional.empty();
        }
        ValueSlot slot = new ValueSlot(configuration.indicator(id), areas, year);
        slots.put(key, slot);
        return Optional.of(slot);
    }

    private Optional<String> whyRefused(String id) {
        if (!configuration.describesIndicator(id)) {
            return Optional.of(
                    "indicator '" + id
                            + "' is not described in indicators.yml: describe it there, or let the mapping say which one it is");
        }
        Indicator indicator = configuration.indicator(id);
        if (indicator.events().isPresent()) {
            return Optional.of("indicator '" + id
                    + "' is counted from points (events in indicators.yml): bring these in with import events");
        }
        boolean layer = configuration.analyses().stream()
                .anyMatch(one -> one.indicator().id().equals(id));
        if (layer) return Optional.of("'" + id + "' is a layer of analysis.yml, which is always computed");
        if (indicator.flow().isPresent()) {
            return Optional.of(
                    "indicator '" + id
                            + "' counts who go from one area to another (flow in indicators.yml): bring these in with import flows");
        }
        if (!indicator.measure().isComputed()) return Optional.empty();
        return Optional.of("indicator '" + id + "' is always computed from "
                + String.join(" and ", indicator.measure().inputs()) + ": import "
                + (indicator.measure().inputs().size() == 1 ? "that" : "those") + " instead");
    }

    /** The number of an area; -1 if there is none, which then is a problem or, if only known codes are wanted, skipped. */
    public int area(AreaCodes areas, String code, int place) {
        int number = areas.number(code);
        if (number >= 0) return number;
        if (code.isEmpty()) refuse(place, "it has no code");
        else if (!areas.isWellFormed(code)) refuse(place, areas.malformed(code));
        else if (knownOnly)
            skipped.computeIfAbsent(areas.id(), id -> new TreeSet<>()).add(code);
        else {
            refuse(place, areas.id() + " has no area " + code);
            problems.advise(
                    "If the table covers more than what is loaded, --known-only skips codes that are not there");
        }
        return -1;
    }

    /** A code that is none of the division's: skipped if only known codes are wanted and another division has such, else a problem. */
    public int areaOfOther(AreaCodes areas, String code, Optional<String> other, int place) {
        if (other.isPresent() && knownOnly) {
            skipped.computeIfAbsent(areas.id(), id -> new TreeSet<>()).add(code);
        } else {
            refuse(
                    place,
                    areas.malformed(code)
                            + other.map(id -> "; it looks like one of " + id + ", which --known-only skips")
                                    .orElse(""));
        }
        return -1;
    }

    /** @return whether it is the first value of that area, indicator and year */
    public boolean put(ValueSlot slot, int area, int place, String text) {
        Optional<Status> status = symbols.status(text);
        if (status.isPresent()) return put(slot, area, place, Double.NaN, status.get());
        double number = symbols.number(text);
        if (Double.isNaN(number)) {
            refuse(place, told(slot, area) + ": '" + text + "' is not a number" + hint(text, isWhole(slot)));
            return true;
        }
        if (isWhole(slot)) {
            boolean whole = number == Math.rint(number);
            if (!whole || Numbers.thousands(text).equals(Optional.of(String.valueOf(symbols.decimal())))) {
                refuse(
                        place,
                        told(slot, area) + ": '" + text + "' is not "
                                + (whole
                                        ? "written as a whole number, as a count should be"
                                        : "a whole number, as a count is")
                                + fraction(text)
                                + (whole ? "; if it is the decimal sign, write " + plain(number) : ""));
                return true;
            }
        }
        return put(slot, area, place, number, Status.NORMAL);
    }

    /** Counts are whole numbers, but for those that indicators.yml gives decimals. */
    private static boolean isWhole(ValueSlot slot) {
        return slot.indicator().measure() instanceof Measure.Count
                && slot.indicator().decimals() == 0;
    }

    private String fraction(String text) {
        return Numbers.thousands(text)
                .map(sign -> "; " + ifThousands(sign))
                .orElse("; of an indicator that has fractions, say decimals: 1 in indicators.yml");
    }

    private String ifThousands(String sign) {
        boolean decimalToo = sign.equals(String.valueOf(symbols.decimal()));
        return "if " + sign + " stands between thousands, say thousands: \"" + sign + "\" in the mapping"
                + (decimalToo ? ", without decimal: \"" + sign + "\"" : "");
    }

    /** What would be right; where two readings differ in size, both are named. */
    private String hint(String text, boolean whole) {
        Optional<String> grouped = Numbers.thousands(text);
        if (grouped.isPresent()) {
            String sign = grouped.get();
            String thousands = ifThousands(sign);
            boolean once = text.indexOf(sign) == text.lastIndexOf(sign) && !sign.equals("'");
            return whole || !once
                    ? "; " + thousands
                    : "; it can be read in two ways: " + thousands + "; if it is the decimal sign, say decimal: \""
                            + sign + "\"";
        }
        char other = symbols.decimal() == '.' ? ',' : '.';
        double otherwise =
                text.indexOf(other) < 0 ? Double.NaN : symbols.number(text.replace(other, symbols.decimal()));
        if (Double.isNaN(otherwise)) {
            return "; if it stands for none at all, list it under zero in the mapping; if for one that is not there, under"
                    + " missing, not_applicable or suppressed";
        }
        return whole && otherwise != Math.rint(otherwise)
                ? "; a count is a whole number"
                : "; if " + other + " is the decimal sign, say decimal: \"" + other + "\" in the mapping";
    }

    /** @return whether it is the first value of that area, indicator and year */
    public boolean put(ValueSlot slot, int area, int place, double value, Status status) {
        if (slot.isSet(area)) {
            refuse(place, told(slot, area) + " came before already, in " + places.apply(slot.place(area)));
            return false;
        }
        if (status.hasValue()) {
            Measure measure = slot.indicator().measure();
            if (measure instanceof Measure.Count && value < 0) {
                refuse(place, told(slot, area) + ": a count cannot be " + plain(value));
            } else if (isWhole(slot) && value != Math.rint(value)) {
                refuse(
                        place,
                        told(slot, area) + ": " + plain(value) + " is not a whole number, as a count is"
                                + fraction(plain(value)));
            } else if (measure.isClass() && value != Math.rint(value)) {
                refuse(place, told(slot, area) + ": a class is a whole number, not " + plain(value));
            }
        }
        slot.set(area, value, status, place);
        return true;
    }

    private static String told(ValueSlot slot, int area) {
        return slot.areas().codes().get(area) + ", " + slot.indicator().id() + " " + slot.year();
    }

    public static String plain(double value) {
        return value == Math.rint(value) && Math.abs(value) < 1e15
                ? Long.toString((long) value)
                : Double.toString(value);
    }

    /** In the order they came. */
    public Collection<ValueSlot> slots() {
        return slots.values();
    }

    /** Makes the sums that the mapping asks for, of every year that has all their parts. */
    public void sum(TableMapping mapping, List<String> notes) {
        mapping.sums().forEach((id, parts) -> {
            Set<Key> whole = new java.util.LinkedHashSet<>();
            for (Key key : slots.keySet()) whole.add(new Key(key.vintage(), id, key.year()));
            int made = 0;
            for (Key key : whole) {
                if (slots.containsKey(key)) {
                    throw new ImportException(mapping.file() + ", sums: the table has values of '" + id
                            + "' itself; leave the sum out, or give it another id");
                }
                List<ValueSlot> found = new ArrayList<>();
                for (String part : parts) {
                    ValueSlot slot = slots.get(new Key(key.vintage(), part, key.year()));
                    if (slot != null) found.add(slot);
                }
                if (found.isEmpty() || found.size() < parts.size()) continue;
                for (ValueSlot part : found) requireCount(mapping, id, part.indicator());
                Optional<ValueSlot> slot = slot(found.get(0).areas(), id, key.year(), mapping.file() + ", sums");
                slot.ifPresent(s -> sum(s, found));
                made++;
            }
            if (made == 0) {
                throw new ImportException(
                        mapping.file() + ", sums: '" + id + "' cannot be made; the table does not have all of "
                                + String.join(", ", parts) + " in any year");
            }
            slotIndicator(mapping, id);
            notes.add(id + " was made on import, the sum of " + String.join(", ", parts));
        });
        problems.refuseIfAny();
    }

    private void slotIndicator(TableMapping mapping, String id) {
        if (configuration.describesIndicator(id)) requireCount(mapping, id, configuration.indicator(id));
    }

    private static void requireCount(TableMapping mapping, String sum, Indicator indicator) {
        if (!(indicator.measure() instanceof Measure.Count)) {
            throw new ImportException(mapping.file() + ", sums: '" + sum + "' cannot be made: '" + indicator.id()
                    + "' is not a count, and only counts add up");
        }
    }

    private static void sum(ValueSlot whole, List<ValueSlot> parts) {
        for (int area = 0; area < whole.areas().codes().size(); area++) {
            double sum = 0;
            boolean set = true;
            Status status = Status.NORMAL;
            for (ValueSlot part : parts) {
                if (!part.isSet(area)) {
                    set = false;
                    break;
                }
                sum += part.value(area);
                status = worse(status, part.status(area));
            }
            if (set) whole.set(area, sum, status, parts.get(0).place(area));
        }
    }

    /** A sum with a part that is withheld, missing or impossible is so too. */
    private static Status worse(Status a, Status b) {
        if (a == Status.SUPPRESSED || b == Status.SUPPRESSED) return Status.SUPPRESSED;
        return a.code() > b.code() ? a : b;
    }

    /** What was skipped, in words. */
    public List<String> skippedNotes() {
        List<String> notes = new ArrayList<>();
        skipped.forEach((vintage, codes) -> notes.add((codes.size() == 1 ? "1 code" : codes.size() + " codes")
                + " that " + vintage + " does not have were skipped: " + few(codes)));
        return notes;
    }

    public static String few(Collection<String> codes) {
        String shown = String.join(", ", codes.stream().limit(Problems.SHOWN).toList());
        return codes.size() > Problems.SHOWN ? shown + " and " + (codes.size() - Problems.SHOWN) + " more" : shown;
    }
}
