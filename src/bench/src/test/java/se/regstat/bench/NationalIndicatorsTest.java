package se.regstat.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.locationtech.jts.geom.Envelope;
import org.locationtech.jts.geom.GeometryFactory;
import org.locationtech.jts.geom.Polygon;
import se.regstat.statistics.config.Configuration;
import se.regstat.statistics.division.Area;
import se.regstat.statistics.indicator.Indicator;

class NationalIndicatorsTest {

    private static final int AREAS = 200;

    @TempDir
    Path folder;

    private List<Indicator> indicators;

    @BeforeEach
    void write() throws IOException {
        indicators = NationalIndicators.chosen(Configuration.load(folder));
        NationalIndicators.write(
                folder,
                IntStream.range(0, AREAS).mapToObj(NationalIndicatorsTest::area).toList(),
                indicators);
    }

    private static Area area(int number) {
        GeometryFactory factory = new GeometryFactory();
        Polygon square = (Polygon)
                factory.toGeometry(new Envelope(number * 2_000, number * 2_000 + 1_000, 6_500_000, 6_501_000));
        return new Area(
                "3001A%03d0".formatted(number),
                "",
                Optional.empty(),
                Map.of(),
                factory.createMultiPolygon(new Polygon[] {square}),
                OptionalDouble.empty());
    }

    @Test
    void both_tables_hold_the_same_values() throws IOException {
        Map<List<String>, String> wide = new HashMap<>();
        List<String> rows = Files.readAllLines(folder.resolve("indicators-wide.csv"));
        String[] header = rows.get(0).split(",", -1);
        for (String row : rows.subList(1, rows.size())) {
            String[] cells = row.split(",", -1);
            for (int i = 2; i < header.length; i++) wide.put(List.of(cells[0], header[i], cells[1]), cells[i]);
        }
        assertThat(wide).hasSize(AREAS * 45 * 14);
        List<String> tall = Files.readAllLines(folder.resolve("indicators-long.csv"));
        assertThat(tall).hasSize(1 + wide.size());
        for (String row : tall.subList(1, tall.size())) {
            String[] cells = row.split(",", -1);
            assertThat(wide).containsEntry(List.of(cells[0], cells[1], cells[2]), cells[3]);
        }
    }

    @Test
    void parts_add_up_and_gaps_are_few() throws IOException {
        List<String> rows = Files.readAllLines(folder.resolve("indicators-wide.csv"));
        List<String> header = List.of(rows.get(0).split(",", -1));
        int gaps = 0;
        int sums = 0;
        for (String row : rows.subList(1, rows.size())) {
            String[] cells = row.split(",", -1);
            for (Indicator total : indicators) {
                String told = cells[header.indexOf(total.id())];
                if (!told.matches("[0-9.]+")) gaps++;
                if (total.parts().isEmpty() || !header.containsAll(total.parts())) continue;
                List<String> parts = total.parts().stream()
                        .map(part -> cells[header.indexOf(part)])
                        .toList();
                if (!told.matches("\\d+") || !parts.stream().allMatch(part -> part.matches("\\d+"))) continue;
                assertThat(parts.stream().mapToLong(Long::parseLong).sum()).isEqualTo(Long.parseLong(told));
                sums++;
            }
        }
        assertThat(sums).isGreaterThan(1000);
        assertThat(gaps).isBetween(1, AREAS * 45 * 14 / 100);
    }
}
