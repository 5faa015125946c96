package se.regstat.importing.check;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import se.regstat.importing.table.ValueIntake;
import se.regstat.importing.table.ValueSlot;
import se.regstat.statistics.division.VintageId;
import se.regstat.statistics.indicator.Indicator;

/** Holds totals against the sums of their parts, where both come in together. */
public final class PartsCheck {

    private static final int SHOWN = 3;

    private record Key(VintageId vintage, String indicator, int year) {}

    private record Miss(String code, double total, double parts) {
        double size() {
            return Math.abs(total - parts);
        }
    }

    private final Map<Key, ValueSlot> slots = new HashMap<>();

    private PartsCheck(Collection<ValueSlot> all) {
        for (ValueSlot slot : all) slots.put(key(slot, slot.indicator().id()), slot);
    }

    /** A warning for each total that is missed by more than its tolerance. */
    public static List<String> warnings(Collection<ValueSlot> slots) {
        PartsCheck check = new PartsCheck(slots);
        return slots.stream().map(check::warning).flatMap(Optional::stream).toList();
    }

    private static Key key(ValueSlot slot, String indicator) {
        return new Key(slot.areas().id(), indicator, slot.year());
    }

    private Optional<String> warning(ValueSlot total) {
        Indicator indicator = total.indicator();
        List<ValueSlot> parts = new ArrayList<>();
        for (String part : indicator.parts()) {
            ValueSlot slot = slots.get(key(total, part));
            if (slot == null) return Optional.empty();
            parts.add(slot);
        }
        if (parts.isEmpty()) return Optional.empty();
        List<Miss> misses = new ArrayList<>();
        int compared = 0;
        for (int i = 0; i < total.areas().codes().size(); i++) {
            int area = i;
            if (!total.hasValue(area) || !parts.stream().allMatch(part -> part.hasValue(area))) continue;
            compared++;
            double sum = parts.stream().mapToDouble(part -> part.value(area)).sum();
            Miss miss = new Miss(total.areas().codes().get(area), total.value(area), sum);
            // Sums of decimals differ in the last places.
            if (miss.size() > indicator.tolerance() + 1e-9 * Math.abs(miss.total())) misses.add(miss);
        }
        if (misses.isEmpty()) return Optional.empty();
        misses.sort(Comparator.comparingDouble(Miss::size).reversed());
        List<String> worst = misses.stream()
                .limit(SHOWN)
                .map(miss -> miss.code() + " " + ValueIntake.plain(miss.total()) + ", parts "
                        + ValueIntake.plain(miss.parts()))
                .toList();
        return Optional.of(
                indicator.id() + " " + total.year() + ", " + total.areas().id()
                        + ": its parts add up to something else in " + misses.size() + " of " + compared
                        + " areas, by more than the " + ValueIntake.plain(indicator.tolerance())
                        + " that indicators.yml tolerates; worst: " + String.join("; ", worst));
    }
}
