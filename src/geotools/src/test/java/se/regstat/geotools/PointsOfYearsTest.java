package se.regstat.geotools;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.IntStream;
import org.geotools.api.filter.Filter;
import org.geotools.filter.text.cql2.CQLException;
import org.geotools.filter.text.ecql.ECQL;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import se.regstat.statistics.event.Events;
import se.regstat.statistics.indicator.EventCoverage;
import se.regstat.statistics.indicator.Provenance;

/** Three years of points: 40, none, and 60, a kilometre apart from west to east. */
class PointsOfYearsTest {

    private final PointsTable table =
            PointsTable.of(List.of(points(2020, 40), points(2021, 0), points(2022, 60)), null);

    private static Events points(int year, int count) {
        double[] eastings =
                IntStream.range(0, count).mapToDouble(i -> 500_000 + 1000 * i).toArray();
        double[] northings =
                IntStream.range(0, count).mapToDouble(i -> 6_500_000).toArray();
        double[] counts = IntStream.range(0, count).mapToDouble(i -> 1 + i % 3).toArray();
        Provenance provenance = new Provenance(Instant.EPOCH, "fires.csv", "", "");
        return Events.sorted("fires", year, EventCoverage.COUNTRY, eastings, northings, counts, provenance);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "year = 2022 | 60",
                "year = 2021 | 0",
                "year <> 2022 | 40",
                "year BETWEEN 2019 AND 2021 | 40",
                "year IN (2020, 2022) | 100",
                "NOT (year = 2020 OR year = 2021) | 60",
                "period = 2022-01-01T00:00:00Z | 60",
                "period DURING 2019-06-01T00:00:00Z/2020-06-01T00:00:00Z | 40",
                "year = 2022 AND count = 2 | 20",
                "BBOX(geom, 499000, 6499000, 510500, 6501000) AND year = 2020 | 11",
                "year = 2020 OR count = 3 | 60"
            })
    void the_rows_of_years_are_those_that_each_row_says_itself(String filter, int count) throws CQLException {
        Filter read = ECQL.toFilter(filter);
        int[] each = IntStream.range(0, table.size())
                .filter(row -> TimesAsTexts.read(read, table.type()).evaluate(table.view(row)))
                .toArray();
        assertThat(RowFilter.rows(table, read)).isEqualTo(each).hasSize(count);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {"count < 0 | 1", "count <= 0 | 3", "count > 0 | 1", "count >= 0 | 3", "count < 0.5 | 3"})
    void zero_and_its_negative_are_equal(String filter, int count) throws CQLException {
        double[] counts = {-1, -0.0, 0.0, 1};
        double[] places = {1, 2, 3, 4};
        Provenance provenance = new Provenance(Instant.EPOCH, "fires.csv", "", "");
        PointsTable signs = PointsTable.of(
                List.of(Events.sorted("fires", 2024, EventCoverage.COUNTRY, places, places, counts, provenance)), null);
        Filter read = ECQL.toFilter(filter);
        int[] each = IntStream.range(0, signs.size())
                .filter(row -> read.evaluate(signs.view(row)))
                .toArray();
        assertThat(RowFilter.rows(signs, read)).isEqualTo(each).hasSize(count);
    }

    /** The same table, which counts how often its values are asked for. */
    private static final class Counting extends Table {

        private final Table table;
        private int asked;

        Counting(Table table) {
            super(table.type());
            this.table = table;
        }

        @Override
        public int size() {
            return table.size();
        }

        @Override
        public Object value(int row, int attribute) {
            asked++;
            return table.value(row, attribute);
        }

        @Override
        String id(int row) {
            return table.id(row);
        }

        @Override
        OptionalInt rowOf(String id) {
            return table.rowOf(id);
        }

        @Override
        Optional<int[]> beginnings() {
            return table.beginnings();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"year = 2022", "period >= 2022-01-01T00:00:00Z", "NOT (year = 2020)"})
    void a_year_is_looked_at_once_and_not_row_by_row(String filter) throws CQLException {
        Counting counting = new Counting(table);
        assertThat(RowFilter.rows(counting, ECQL.toFilter(filter))).hasSize(60);
        assertThat(counting.asked).isEqualTo(2);
    }
}
