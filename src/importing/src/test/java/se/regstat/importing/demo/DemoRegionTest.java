package se.regstat.importing.demo;

import static java.util.stream.Collectors.counting;
import static java.util.stream.Collectors.groupingBy;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.Statement;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.locationtech.jts.coverage.CoverageUnion;
import org.locationtech.jts.coverage.CoverageValidator;
import org.locationtech.jts.geom.Envelope;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.geom.GeometryFactory;
import org.locationtech.jts.geom.Polygon;
import org.locationtech.jts.io.WKBReader;
import se.regstat.importing.demo.DemoRegion.DemoVintage;
import se.regstat.statistics.division.Area;
import se.regstat.statistics.division.Change;
import se.regstat.statistics.division.ChangeKind;
import se.regstat.statistics.division.VintageId;

class DemoRegionTest {

    private static final long VERTICES = 263_270;
    private static final long SQUARE_METRES = 5_321_350_846L;

    private static final DemoRegion REGION = DemoRegion.create();

    static List<DemoVintage> vintages() {
        return REGION.vintages();
    }

    private static DemoVintage vintage(String id) {
        VintageId wanted = VintageId.parse(id);
        return REGION.vintages().stream()
                .filter(v -> v.vintage().id().equals(wanted))
                .findFirst()
                .orElseThrow();
    }

    private static Map<String, Area> byCode(String id) {
        return vintage(id).areas().stream().collect(Collectors.toMap(Area::code, Function.identity()));
    }

    private static Geometry[] geometries(DemoVintage vintage) {
        return vintage.areas().stream().map(Area::geometry).toArray(Geometry[]::new);
    }

    @Test
    void is_the_same_on_every_run() {
        DemoRegion again = DemoRegion.create();
        assertThat(again.changes()).isEqualTo(REGION.changes());
        for (int i = 0; i < vintages().size(); i++) {
            DemoVintage first = vintages().get(i);
            DemoVintage second = again.vintages().get(i);
            assertThat(second.vintage()).isEqualTo(first.vintage());
            for (int area = 0; area < first.areas().size(); area++) {
                assertThat(second.areas().get(area).code())
                        .isEqualTo(first.areas().get(area).code());
                assertThat(second.areas()
                                .get(area)
                                .geometry()
                                .equalsExact(first.areas().get(area).geometry()))
                        .isTrue();
            }
        }
    }

    @Test
    void is_the_same_as_when_this_was_written() {
        long vertices = vintages().stream()
                .flatMap(v -> v.areas().stream())
                .mapToLong(area -> area.geometry().getNumPoints())
                .sum();
        double squareKilometres =
                vintages().get(0).areas().stream().mapToDouble(Area::areaKm2).sum();
        assertThat(vertices).isEqualTo(VERTICES);
        assertThat(Math.round(squareKilometres * 1e6)).isEqualTo(SQUARE_METRES);
    }

    @Test
    void has_the_divisions_and_years_of_the_design() {
        assertThat(vintages().stream()
                        .map(v -> v.vintage().id() + " " + v.vintage().valid()))
                .containsExactly(
                        "lan@2025 open-open",
                        "kommun@2025 2011-open",
                        "regso@2020 open-2023",
                        "regso@2025 2024-open",
                        "deso@2018 open-2023",
                        "deso@2025 2024-open");
        assertThat(vintage("deso@2018").areas()).hasSizeBetween(200, 400);
        assertThat(vintage("deso@2025").areas()).hasSizeBetween(200, 400);
        assertThat(vintage("kommun@2025").areas())
                .extracting(Area::code)
                .containsExactly("9901", "9902", "9903", "9904", "9905", "9906");
    }

    @ParameterizedTest
    @MethodSource("vintages")
    void every_vintage_says_that_it_is_made_up(DemoVintage vintage) {
        assertThat(vintage.vintage().licence()).contains("påhittade").contains("fictional");
        assertThat(vintage.vintage().source()).contains("påhittad").contains("fictional");
        assertThat(vintage.vintage().note()).contains("påhittade").contains("fictional");
    }

    @ParameterizedTest
    @MethodSource("vintages")
    void codes_have_the_form_of_real_ones_but_belong_to_no_real_lan(DemoVintage vintage) {
        String form =
                switch (vintage.vintage().id().division()) {
                    case "deso" -> "99\\d{2}[ABC]\\d{4}";
                    case "regso" -> "99\\d{2}R\\d{3}";
                    case "kommun" -> "99\\d{2}";
                    default -> "99";
                };
        assertThat(vintage.areas()).extracting(Area::code).allMatch(code -> code.matches(form));
        assertThat(vintage.areas()).extracting(Area::code).isSorted().doesNotHaveDuplicates();
    }

    @ParameterizedTest
    @MethodSource("vintages")
    void every_area_is_valid_and_neighbours_share_their_borders(DemoVintage vintage) {
        assertThat(vintage.areas()).allMatch(area -> area.geometry().isValid());
        assertThat(vintage.areas()).allMatch(area -> area.geometry().getSRID() == 3006);
        assertThat(CoverageValidator.isValid(geometries(vintage))).isTrue();
    }

    @ParameterizedTest
    @MethodSource("vintages")
    void lies_in_the_open_bothnian_sea(DemoVintage vintage) {
        Envelope openSea = new Envelope(DemoRegion.WEST, DemoRegion.EAST, DemoRegion.SOUTH, DemoRegion.NORTH);
        assertThat(vintage.areas())
                .allMatch(area -> openSea.contains(area.geometry().getEnvelopeInternal()));
    }

    @Test
    void is_far_from_every_real_kommun() throws Exception {
        Path real = Path.of(System.getProperty("regstat.root"), "..", "shared", "data", "goteborgsregionen.gpkg");
        assumeTrue(Files.exists(real), "left out: no " + real.normalize());
        Polygon box = (Polygon) new GeometryFactory()
                .toGeometry(new Envelope(DemoRegion.WEST, DemoRegion.EAST, DemoRegion.SOUTH, DemoRegion.NORTH));
        int kommuner = 0;
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite:file:" + real + "?mode=ro&immutable=1");
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("SELECT geom FROM kommun_2025")) {
            while (row.next()) {
                byte[] blob = row.getBytes(1);
                int envelopeBytes = new int[] {0, 32, 48, 48, 64}[(blob[3] >> 1) & 7];
                Geometry kommun = new WKBReader().read(Arrays.copyOfRange(blob, 8 + envelopeBytes, blob.length));
                assertThat(kommun.distance(box)).isGreaterThan(30_000);
                kommuner++;
            }
        }
        assertThat(kommuner).isEqualTo(290);
    }

    @Test
    void every_parent_is_exactly_the_union_of_its_children() {
        assertNested("deso@2018", "regso@2020", "regso");
        assertNested("deso@2025", "regso@2025", "regso");
        assertNested("deso@2025", "kommun@2025", "kommun");
        assertNested("regso@2025", "kommun@2025", "kommun");
        assertNested("kommun@2025", "lan@2025", "lan");
    }

    private static void assertNested(String children, String parents, String division) {
        Map<String, List<Area>> families = vintage(children).areas().stream()
                .collect(groupingBy(area -> area.parents().get(division)));
        assertThat(families.keySet()).isEqualTo(byCode(parents).keySet());
        byCode(parents).forEach((code, parent) -> {
            Geometry union = CoverageUnion.union(
                    families.get(code).stream().map(Area::geometry).toArray(Geometry[]::new));
            assertThat(union.equalsTopo(parent.geometry()))
                    .as("%s is the union of its %s", code, children)
                    .isTrue();
        });
    }

    @Test
    void has_what_real_divisions_have() {
        List<Area> deso = vintage("deso@2018").areas();
        assertThat(deso)
                .filteredOn(area -> area.geometry().getNumGeometries() > 1)
                .hasSizeGreaterThan(3);
        assertThat(deso).filteredOn(DemoRegionTest::hasHole).hasSizeGreaterThan(1);
        assertThat(vintage("lan@2025").areas()).allMatch(DemoRegionTest::hasHole);
        assertThat(deso.stream().collect(groupingBy(area -> area.code().charAt(4), counting())))
                .hasEntrySatisfying('A', n -> assertThat(n).isGreaterThan(50))
                .hasEntrySatisfying('B', n -> assertThat(n).isGreaterThan(15))
                .hasEntrySatisfying('C', n -> assertThat(n).isGreaterThan(80));
        double smallest = deso.stream().mapToDouble(Area::areaKm2).min().orElseThrow();
        double largest = deso.stream().mapToDouble(Area::areaKm2).max().orElseThrow();
        assertThat(largest / smallest).isGreaterThan(100);
        assertThat(vintage("regso@2025").areas())
                .extracting(Area::name)
                .doesNotContain("")
                .doesNotHaveDuplicates();
        assertThat(vintage("deso@2025").areas())
                .filteredOn(area -> area.localName().isPresent())
                .extracting(area -> area.parents().get("kommun"))
                .isNotEmpty()
                .containsOnly("9901");
    }

    private static boolean hasHole(Area area) {
        return IntStream.range(0, area.geometry().getNumGeometries())
                .anyMatch(i -> ((Polygon) area.geometry().getGeometryN(i)).getNumInteriorRing() > 0);
    }

    @Test
    void the_vintages_of_deso_differ_exactly_where_the_log_says_so() {
        Map<String, Area> before = byCode("deso@2018");
        Map<String, Area> after = byCode("deso@2025");
        TreeSet<String> ended = new TreeSet<>(before.keySet());
        ended.removeAll(after.keySet());
        TreeSet<String> begun = new TreeSet<>(after.keySet());
        begun.removeAll(before.keySet());
        TreeSet<String> redrawn = new TreeSet<>();
        before.forEach((code, area) -> {
            if (after.containsKey(code)
                    && !area.geometry()
                            .norm()
                            .equalsExact(after.get(code).geometry().norm())) redrawn.add(code);
        });

        List<Change> log = REGION.changes().changes();
        assertThat(from(log, ChangeKind.ENDED_TO_NEW, ChangeKind.ENDED_TO_EXISTING, ChangeKind.RECODED))
                .isEqualTo(ended);
        assertThat(to(log, ChangeKind.ENDED_TO_NEW, ChangeKind.RECODED)).isEqualTo(begun);
        assertThat(to(
                        log,
                        ChangeKind.ENDED_TO_EXISTING,
                        ChangeKind.EXTENDED,
                        ChangeKind.EXTENDED_TO_SEA,
                        ChangeKind.PART_TO_EXISTING,
                        ChangeKind.REDUCED))
                .isEqualTo(redrawn);
        assertThat(log).extracting(Change::from).allMatch(before::containsKey);
        assertThat(log).extracting(Change::to).allMatch(after::containsKey);
    }

    @Test
    void the_revision_has_every_kind_of_change() {
        assertThat(REGION.changes().changes().stream().collect(groupingBy(Change::kind, counting())))
                .containsEntry(ChangeKind.ENDED_TO_NEW, 14 * 2 + 1 + 3 * 2L)
                .containsEntry(ChangeKind.ENDED_TO_EXISTING, 3L)
                .containsEntry(ChangeKind.EXTENDED, 3L)
                .containsEntry(ChangeKind.PART_TO_EXISTING, 11L)
                .containsEntry(ChangeKind.REDUCED, 11L)
                .containsEntry(ChangeKind.RECODED, 2L)
                .hasEntrySatisfying(
                        ChangeKind.EXTENDED_TO_SEA, n -> assertThat(n).isGreaterThan(20));
    }

    @Test
    void every_change_shows_the_ground_it_is_about() {
        Map<String, Area> before = byCode("deso@2018");
        Map<String, Area> after = byCode("deso@2025");
        Geometry land = CoverageUnion.union(geometries(vintage("deso@2018")));
        for (Change change : REGION.changes().changes()) {
            Geometry from = before.get(change.from()).geometry();
            Geometry to = after.get(change.to()).geometry();
            Geometry expected = from.intersection(to);
            if (change.kind() == ChangeKind.REDUCED) {
                expected = from.difference(to);
            } else if (change.kind() == ChangeKind.EXTENDED) {
                expected = to.intersection(land).buffer(0).difference(from);
            } else if (change.kind() == ChangeKind.EXTENDED_TO_SEA) {
                expected = to.difference(land);
            }
            Geometry shown = change.geometry().orElseThrow();
            assertThat(shown.isValid()).isTrue();
            assertThat(shown.symDifference(expected.buffer(0)).getArea())
                    .as("%s", change)
                    .isLessThan(1 + 1e-6 * expected.getArea());
        }
    }

    @Test
    void land_area_is_the_area_without_the_sea() {
        Map<String, Area> after = byCode("deso@2025");
        assertThat(vintage("deso@2018").areas())
                .allSatisfy(area -> assertThat(area.landAreaKm2()).hasValueCloseTo(area.areaKm2(), within(1e-4)));
        assertThat(after.values())
                .allSatisfy(area -> assertThat(area.landAreaKm2().orElseThrow())
                        .isPositive()
                        .isLessThan(area.areaKm2() + 1e-4));
        REGION.changes().changes().stream()
                .filter(change -> change.kind() == ChangeKind.EXTENDED_TO_SEA)
                .forEach(change -> {
                    Area area = after.get(change.to());
                    double added = change.geometry().orElseThrow().getArea() / 1e6;
                    assertThat(area.landAreaKm2()).hasValueCloseTo(area.areaKm2() - added, within(1e-4));
                });
        for (DemoVintage vintage : vintages()) {
            double total = vintage.areas().stream()
                    .mapToDouble(area -> area.landAreaKm2().orElseThrow())
                    .sum();
            double land = vintage("lan@2025").areas().get(0).landAreaKm2().orElseThrow();
            assertThat(total).isCloseTo(land, within(1e-2));
        }
    }

    @Test
    void land_stays_land_in_the_revision() {
        Geometry before = CoverageUnion.union(geometries(vintage("deso@2018")));
        Geometry after = CoverageUnion.union(geometries(vintage("deso@2025")));
        assertThat(after.covers(before)).isTrue();
        assertThat(after.getArea()).isGreaterThan(1.3 * before.getArea());
    }

    private static Set<String> from(List<Change> log, ChangeKind... kinds) {
        return log.stream()
                .filter(change -> List.of(kinds).contains(change.kind()))
                .map(Change::from)
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static Set<String> to(List<Change> log, ChangeKind... kinds) {
        return log.stream()
                .filter(change -> List.of(kinds).contains(change.kind()))
                .map(Change::to)
                .collect(Collectors.toCollection(TreeSet::new));
    }
}
