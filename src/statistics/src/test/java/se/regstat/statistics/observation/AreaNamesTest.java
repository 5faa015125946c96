package se.regstat.statistics.observation;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.locationtech.jts.geom.Envelope;
import org.locationtech.jts.geom.GeometryFactory;
import org.locationtech.jts.geom.MultiPolygon;
import org.locationtech.jts.geom.Polygon;
import se.regstat.statistics.config.Configuration;
import se.regstat.statistics.division.Area;
import se.regstat.statistics.division.AreaName;
import se.regstat.statistics.division.NameOrigin;
import se.regstat.statistics.division.Vintage;
import se.regstat.statistics.division.VintageId;
import se.regstat.statistics.division.YearRange;
import se.regstat.statistics.snapshot.Snapshot;
import se.regstat.statistics.snapshot.VintageAreas;

class AreaNamesTest {

    private static final GeometryFactory GEOMETRIES = new GeometryFactory();
    private static final YearRange FROM_2024 = new YearRange(OptionalInt.of(2024), OptionalInt.empty());
    private static final YearRange TO_2023 = new YearRange(OptionalInt.empty(), OptionalInt.of(2023));

    @TempDir
    Path folder;

    private static Area area(String code, String name, String localName, Map<String, String> parents) {
        MultiPolygon geometry = GEOMETRIES.createMultiPolygon(
                new Polygon[] {(Polygon) GEOMETRIES.toGeometry(new Envelope(600_000, 600_100, 6_700_000, 6_700_100))});
        return new Area(
                code,
                name,
                localName.isEmpty() ? Optional.empty() : Optional.of(localName),
                parents,
                geometry,
                OptionalDouble.empty());
    }

    private static VintageAreas areas(String id, YearRange valid, List<String> parents, Area... areas) {
        Vintage vintage = new Vintage(
                VintageId.parse(id),
                valid,
                parents.stream().map(Vintage.Parent::parse).toList(),
                Optional.empty(),
                "",
                "",
                "",
                Instant.EPOCH,
                "",
                "");
        return new VintageAreas(vintage, List.of(areas), List.of());
    }

    /** Of the first vintage. */
    private List<AreaName> names(VintageAreas... vintages) {
        Configuration.writeDefaults(folder);
        return AreaNames.of(new Snapshot(1, false, List.of(vintages)), Configuration.load(folder))
                .of(vintages[0]);
    }

    private static final VintageAreas KOMMUN =
            areas("kommun@2025", FROM_2024, List.of("lan"), area("1480", "Göteborg", "", Map.of("lan", "14")));

    private static final VintageAreas REGSO = areas(
            "regso@2025", FROM_2024, List.of("kommun"), area("1480R001", "Bergsjön", "", Map.of("kommun", "1480")));

    private static VintageAreas deso(List<String> parents, Map<String, String> codes) {
        return areas("deso@2025", FROM_2024, parents, area("1480C1010", "", "", codes));
    }

    @Test
    void a_published_name_comes_before_a_local_one_and_a_local_one_before_one_that_is_made() {
        Map<String, String> inGoteborg = Map.of("kommun", "1480");
        VintageAreas deso = areas(
                "deso@2025",
                FROM_2024,
                List.of("kommun"),
                area("1480C1010", "Centrum", "Stan", inGoteborg),
                area("1480C1020", "", "Heden", inGoteborg),
                area("1480C1030", " ", "", inGoteborg));
        assertThat(names(deso, KOMMUN))
                .containsExactly(
                        new AreaName("Centrum", NameOrigin.PUBLISHED),
                        new AreaName("Heden", NameOrigin.LOCAL),
                        new AreaName("Göteborg 1480C1030", NameOrigin.MADE));
    }

    @Test
    void a_name_is_made_of_the_parents_whose_code_the_areas_own_begins_with_wherever_it_stands() {
        Map<String, String> parents = Map.of("regso", "1480R001", "kommun", "1480", "lan", "14");
        VintageAreas lan = areas("lan@2025", FROM_2024, List.of(), area("14", "Västra Götalands län", "", Map.of()));
        for (List<String> order : List.of(List.of("regso", "kommun", "lan"), List.of("lan", "regso", "kommun"))) {
            assertThat(names(deso(order, parents), REGSO, KOMMUN, lan))
                    .extracting(AreaName::text)
                    .containsExactly("Göteborg 1480C1010");
        }
        assertThat(names(deso(List.of("regso", "kommun", "lan"), parents), REGSO, lan))
                .as("the kommun is not in the store")
                .extracting(AreaName::text)
                .containsExactly("Västra Götalands län 1480C1010");
        assertThat(names(deso(List.of("regso"), parents), REGSO, KOMMUN, lan))
                .as("only the RegSO is known")
                .extracting(AreaName::text)
                .containsExactly("Bergsjön 1480C1010");
    }

    @Test
    void without_a_name_above_it_is_made_of_the_divisions_short_title() {
        assertThat(names(deso(List.of("kommun"), Map.of("kommun", "1480"))))
                .containsExactly(new AreaName("DeSO 1480C1010", NameOrigin.MADE));
        VintageAreas nameless = areas("kommun@2025", FROM_2024, List.of(), area("1480", "", "", Map.of()));
        assertThat(names(deso(List.of("kommun"), Map.of("kommun", "1480")), nameless))
                .as("what is made is not made of anything else that is")
                .containsExactly(new AreaName("DeSO 1480C1010", NameOrigin.MADE));
        assertThat(names(areas("rutor@2025", FROM_2024, List.of(), area("a", "", "", Map.of()))))
                .as("a division that nobody described")
                .containsExactly(new AreaName("rutor a", NameOrigin.MADE));
    }

    @Test
    void a_parents_name_is_of_the_vintage_that_was_named_else_of_the_newest_that_is_valid_with_the_areas() {
        VintageAreas before = areas("kommun@2010", TO_2023, List.of(), area("1480", "Göteborgs kommun", "", Map.of()));
        Map<String, String> inGoteborg = Map.of("kommun", "1480");
        assertThat(names(deso(List.of("kommun"), inGoteborg), before, KOMMUN))
                .extracting(AreaName::text)
                .containsExactly("Göteborg 1480C1010");
        assertThat(names(deso(List.of("kommun@2010"), inGoteborg), before, KOMMUN))
                .extracting(AreaName::text)
                .containsExactly("Göteborgs kommun 1480C1010");
        assertThat(names(deso(List.of("kommun"), inGoteborg), before))
                .as("no vintage that is valid with the areas")
                .extracting(AreaName::text)
                .containsExactly("DeSO 1480C1010");
    }
}
