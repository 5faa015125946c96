package se.regstat.statistics.observation;

import java.util.Arrays;
import java.util.Optional;

/**
 * Of how many published figures the values of an indicator are made: each of these may have noise of its own.
 *
 * @param indicator its id
 */
public record Summands(Observations observations, String indicator) {

    /** 1 for what is not summed from the areas of a lower level. */
    public int of(YearValues values, int area) {
        Optional<YearValues> parts =
                values.summedFrom(area).flatMap(level -> observations.year(indicator, level.division(), values.year()));
        if (parts.isEmpty()) return 1;
        int[] children = observations.parts(values.areas(), parts.get().areas())[area];
        return Math.max(
                1, Arrays.stream(children).map(child -> of(parts.get(), child)).sum());
    }
}
