package se.regstat.statistics.indicator;

import java.util.List;
import se.regstat.statistics.division.VintageId;

/**
 * Values of one indicator for areas of one vintage in one year, as they were imported.
 *
 * @param codes of the areas, ascending, each once
 * @param values in the order of {@code codes}; NaN where the status has no value
 * @param statuses {@linkplain Status#code() codes} of statuses, in the order of {@code codes}
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
public record PublishedValues(
        String indicator,
        VintageId vintage,
        int year,
        List<String> codes,
        double[] values,
        byte[] statuses,
        Provenance provenance) {

    public PublishedValues {
        if (values.length != codes.size() || statuses.length != codes.size()) {
            throw new IllegalArgumentException("one value and one status for each code: " + codes.size() + " codes, "
                    + values.length + " values, " + statuses.length + " statuses");
        }
    }

    public Status status(int i) {
        return Status.of(statuses[i]);
    }
}
