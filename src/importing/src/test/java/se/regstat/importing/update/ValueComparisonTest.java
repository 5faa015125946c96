package se.regstat.importing.update;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import se.regstat.importing.PreparedValues;
import se.regstat.importing.update.Finding.Kind;
import se.regstat.statistics.config.Configuration;
import se.regstat.statistics.division.VintageId;
import se.regstat.statistics.indicator.Provenance;
import se.regstat.statistics.indicator.PublishedValues;

/** Where values of one year are followed by those of another vintage, when some come and some go. */
class ValueComparisonTest {

    private static PublishedValues year(int year, String vintage) {
        return new PublishedValues(
                "population",
                VintageId.parse(vintage),
                year,
                List.of("1480A0010"),
                new double[] {1},
                new byte[1],
                new Provenance(Instant.EPOCH, "table.csv", "", ""));
    }

    private static List<String> breaks(
            List<PublishedValues> held, List<PublishedValues> coming, List<PublishedValues> withdrawn) {
        PreparedValues prepared = new PreparedValues(coming, withdrawn, List.of(), List.of(), List.of());
        return ValueComparison.of(Configuration.load(Path.of("../../config")), "population", prepared, held).stream()
                .filter(finding -> finding.kind() == Kind.BREAK)
                .map(Finding::about)
                .toList();
    }

    @Test
    void a_year_that_goes_breaks_with_none_that_comes() {
        PublishedValues going = year(2023, "deso@2018");
        assertThat(breaks(List.of(going), List.of(year(2024, "deso@2025")), List.of(going)))
                .isEmpty();
        assertThat(breaks(List.of(going), List.of(year(2024, "deso@2025")), List.of()))
                .containsExactly("2023 deso@2018, 2024 deso@2025");
    }

    @Test
    void years_that_stand_beside_each_other_since_those_between_went_are_told_where_they_break() {
        PublishedValues going = year(2023, "deso@2018");
        List<PublishedValues> held =
                List.of(year(2022, "deso@2018"), going, year(2024, "deso@2025"), year(2025, "deso@2025"));
        assertThat(breaks(held, List.of(), List.of(going))).containsExactly("2022 deso@2018, 2024 deso@2025");
        PublishedValues last = held.get(3);
        assertThat(breaks(held, List.of(), List.of(last))).isEmpty();
    }
}
