package se.regstat.importing.check;

import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.IntToDoubleFunction;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import se.regstat.importing.table.ValueIntake;
import se.regstat.importing.table.ValueSlot;
import se.regstat.statistics.division.Area;
import se.regstat.statistics.division.VintageId;
import se.regstat.statistics.indicator.Indicator;
import se.regstat.statistics.indicator.Measure;
import se.regstat.statistics.observation.Observations;
import se.regstat.statistics.observation.YearValues;

/**
 * Holds restricted percentages against their whole: what is more than that is told as the whole, so that readers do not learn of it. Their publisher should. Nothing of
 * this is for logs.
 */
public final class WholeCheck {

    private static final int SHOWN = 3;

    private WholeCheck() {}

    /** A warning for each year and vintage of what comes in. */
    public static List<String> warnings(Collection<ValueSlot> slots) {
        return slots.stream()
                .filter(slot -> isRestrictedShare(slot.indicator()))
                .flatMap(slot ->
                        warning(
                                slot.indicator(),
                                slot.areas().id(),
                                slot.year(),
                                slot.areas().codes(),
                                slot::value)
                                .stream())
                .toList();
    }

    /** The same of what a store holds, also of percentages that are computed. */
    static List<String> warnings(Observations observations) {
        return observations.configuration().indicators().stream()
                .filter(WholeCheck::isRestrictedShare)
                .flatMap(indicator -> observations.snapshot().vintages().stream()
                        .map(areas -> areas.vintage().id().division())
                        .distinct()
                        .flatMap(division -> observations.series(indicator.id(), division).stream()))
                .flatMap(series -> series.years().stream().flatMap(year -> warning(series.indicator(), year)))
                .toList();
    }

    private static boolean isRestrictedShare(Indicator indicator) {
        return indicator.disclosure().isPresent()
                && indicator.measure() instanceof Measure.Ratio ratio
                && ratio.per() == 100;
    }

    private static Stream<String> warning(Indicator indicator, YearValues year) {
        List<String> codes = year.areas().areas().stream().map(Area::code).toList();
        return warning(indicator, year.areas().vintage().id(), year.year(), codes, year::value).stream();
    }

    private static Optional<String> warning(
            Indicator indicator, VintageId vintage, int year, List<String> codes, IntToDoubleFunction value) {
        List<Integer> beyond = IntStream.range(0, codes.size())
                .filter(area -> value.applyAsDouble(area) > 100)
                .boxed()
                .sorted(Comparator.comparingDouble(value::applyAsDouble).reversed())
                .toList();
        if (beyond.isEmpty()) return Optional.empty();
        List<String> worst = beyond.stream()
                .limit(SHOWN)
                .map(area -> codes.get(area) + " " + ValueIntake.plain(value.applyAsDouble(area)))
                .toList();
        return Optional.of(
                indicator.id() + " " + year + ", " + vintage + ": more than 100 % in " + beyond.size() + " of "
                        + codes.size() + " areas, which is told as 100, since it is restricted; worst: "
                        + String.join("; ", worst) + ". A share of what it may exceed has another per, such as 1000");
    }
}
