package se.regstat.statistics.snapshot;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import se.regstat.statistics.division.VintageId;
import se.regstat.statistics.indicator.Provenance;
import se.regstat.statistics.indicator.PublishedValues;

class SnapshotTest {

    @Test
    void where_values_of_some_indicators_come_from_is_told_once_each_in_their_order() {
        Snapshot snapshot = new Snapshot(
                1,
                false,
                List.of(),
                List.of(
                        values("income", 2021, "b.csv"),
                        values("income", 2022, "a.csv"),
                        values("income", 2023, "b.csv"),
                        values("population", 2021, "c.csv"),
                        values("population", 2022, "a.csv"),
                        values("women", 2021, "d.csv")),
                List.of());
        assertThat(snapshot.provenance(new TreeSet<>(Set.of("population", "income"))))
                .extracting(Provenance::file)
                .containsExactly("b.csv", "a.csv", "c.csv");
        assertThat(snapshot.provenance(new TreeSet<>(Set.of("women", "men"))))
                .extracting(Provenance::file)
                .containsExactly("d.csv");
        assertThat(snapshot.provenance(new TreeSet<>(Set.of("men")))).isEmpty();
    }

    private static PublishedValues values(String indicator, int year, String file) {
        return new PublishedValues(
                indicator,
                VintageId.parse("kommun@2025"),
                year,
                List.of("9801"),
                new double[] {1},
                new byte[1],
                new Provenance(Instant.EPOCH, file, "00", "SCB"));
    }
}
