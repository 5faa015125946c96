package se.regstat.statistics.alike;

import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import se.regstat.statistics.observation.Figures;
import se.regstat.statistics.request.Result;
import se.regstat.statistics.segregation.AskedPlaces;

/** A row with the columns of {@link AlikeDeclaration}; what is not said is not known. */
final class AlikeRow {

    private static final List<String> COLUMNS = AlikeDeclaration.OPERATION.result().columns().stream()
            .map(Result.Column::name)
            .toList();

    private final Object[] cells = new Object[COLUMNS.size()];

    AlikeRow(int year, AskedPlaces.Place place) {
        with("year", year);
        if (place.id().isEmpty()) return;
        with("within_id", place.id());
        with("within_name", place.name());
    }

    AlikeRow with(String column, Object value) {
        cells[COLUMNS.indexOf(column)] = value;
        return this;
    }

    /** @param stability by group; NaN where it is not known */
    AlikeRow group(Grouping grouping, int group, double[] stability) {
        with("group", group + 1);
        with("areas", grouping.groups().size(group));
        return Double.isNaN(stability[group]) ? this : with("stability", Figures.share(stability[group]));
    }

    List<Object> told() {
        return Collections.unmodifiableList(Arrays.asList(cells));
    }
}
