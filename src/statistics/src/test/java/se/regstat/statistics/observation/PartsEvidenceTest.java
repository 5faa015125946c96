package se.regstat.statistics.observation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.locationtech.jts.geom.Envelope;
import org.locationtech.jts.geom.GeometryFactory;
import org.locationtech.jts.geom.MultiPolygon;
import org.locationtech.jts.geom.Polygon;
import se.regstat.statistics.config.Configuration;
import se.regstat.statistics.division.Area;
import se.regstat.statistics.division.Change;
import se.regstat.statistics.division.ChangeKind;
import se.regstat.statistics.division.ChangeLog;
import se.regstat.statistics.division.CodeList;
import se.regstat.statistics.division.Vintage;
import se.regstat.statistics.division.VintageId;
import se.regstat.statistics.division.YearRange;
import se.regstat.statistics.indicator.Provenance;
import se.regstat.statistics.indicator.PublishedValues;
import se.regstat.statistics.indicator.Reason;
import se.regstat.statistics.indicator.Status;
import se.regstat.statistics.snapshot.Snapshot;
import se.regstat.statistics.snapshot.VintageAreas;

/** A kommun ten kilometres wide, in a store that knows its DeSO of 2018 and of 2025. */
class PartsEvidenceTest {

    private static final GeometryFactory GEOMETRIES = new GeometryFactory();

    @TempDir
    private Path folder;

    private final List<Area> earlier = new ArrayList<>();
    private final List<Area> later = new ArrayList<>();
    private final List<Change> changes = new ArrayList<>();
    private final List<CodeList> lists = new ArrayList<>();
    private final List<VintageAreas> above = new ArrayList<>();
    private Optional<String> laterWithin = Optional.empty();
    private String laterParent = "regso";
    private boolean logged;

    @BeforeEach
    void describe() throws IOException {
        Files.writeString(folder.resolve("indicators.yml"), "indicators: {population: {kind: count}}\n");
        Files.writeString(folder.resolve("divisions.yml"), "divisions: {deso: {complete_within: kommun}}\n");
        above.add(vintage(
                "regso@2025",
                YearRange.ALWAYS,
                Optional.empty(),
                List.of(area("9801R001", 0, 10, Map.of("kommun", "9801"))),
                "kommun"));
        above.add(vintage("kommun@2025", YearRange.ALWAYS, Optional.empty(), List.of(area("9801", 0, 10, Map.of()))));
    }

    private static Area deso(String code, double from, double to) {
        return area(code, from, to, Map.of("kommun", "9801"));
    }

    private static Area area(String code, double from, double to, Map<String, String> parents) {
        Polygon box = (Polygon)
                GEOMETRIES.toGeometry(new Envelope(500_000 + 1000 * from, 500_000 + 1000 * to, 6_500_000, 6_501_000));
        MultiPolygon multi = GEOMETRIES.createMultiPolygon(new Polygon[] {box});
        return new Area(code, "", Optional.empty(), parents, multi, OptionalDouble.empty());
    }

    private static VintageAreas vintage(
            String id, YearRange valid, Optional<String> completeWithin, List<Area> areas, String... parents) {
        return new VintageAreas(
                new Vintage(
                        VintageId.parse(id),
                        valid,
                        Stream.of(parents)
                                .map(parent -> parent.split("@"))
                                .map(parent -> new Vintage.Parent(
                                        parent[0], Stream.of(parent).skip(1).findFirst()))
                                .toList(),
                        completeWithin,
                        "",
                        "",
                        "",
                        Instant.EPOCH,
                        "",
                        ""),
                areas,
                List.of());
    }

    private static PublishedValues ones(String vintage, int year, List<Area> areas) {
        return new PublishedValues(
                "population",
                VintageId.parse(vintage),
                year,
                areas.stream().map(Area::code).toList(),
                areas.stream().mapToDouble(area -> 1).toArray(),
                new byte[areas.size()],
                new Provenance(Instant.EPOCH, "table.csv", "", ""));
    }

    private static YearRange until(int year) {
        return new YearRange(OptionalInt.empty(), OptionalInt.of(year));
    }

    private static YearRange since(int year) {
        return new YearRange(OptionalInt.of(year), OptionalInt.empty());
    }

    private void changed(String from, String to, ChangeKind kind) {
        logged = true;
        changes.add(new Change(from, to, kind, Optional.empty(), Optional.empty()));
    }

    private Observations observations() {
        ChangeLog log = new ChangeLog("deso", "2018", "2025", changes, Instant.EPOCH, "log.csv", "");
        List<VintageAreas> vintages = new ArrayList<>(above);
        vintages.add(vintage("deso@2018", until(2023), Optional.empty(), earlier, "kommun"));
        vintages.add(vintage("deso@2025", since(2024), laterWithin, later, laterParent, "kommun"));
        Snapshot snapshot = new Snapshot(
                Optional.empty(),
                1,
                false,
                vintages,
                List.of(ones("deso@2018", 2022, earlier), ones("deso@2025", 2024, later)),
                logged ? List.of(log) : List.of(),
                lists,
                List.of(),
                List.of(),
                List.of());
        return Observations.of(snapshot, Configuration.load(folder));
    }

    private void assertSummed(int year, int sum) {
        YearValues kommun = observations().year("population", "kommun", year).orElseThrow();
        assertThat(kommun.status(0)).isEqualTo(Status.NORMAL);
        assertThat(kommun.value(0)).isEqualTo(sum);
    }

    private void assertIncomplete(int year, String... lacking) {
        Observations observations = observations();
        YearValues kommun = observations.year("population", "kommun", year).orElseThrow();
        assertThat(kommun.status(0)).isEqualTo(Status.MISSING);
        assertThat(kommun.reason(0)).isEqualTo(Reason.INCOMPLETE);
        assertThat(observations.uncovered()).anySatisfy(found -> {
            assertThat(found.summed()).isFalse();
            assertThat(found.lacking()).containsExactly(lacking);
        });
    }

    @Test
    void what_another_vintage_knows_to_belong_to_the_kommun_must_be_there() {
        earlier.addAll(List.of(deso("9801A0010", 0, 4), deso("9801A0020", 4, 8)));
        later.addAll(List.of(deso("9801A0010", 0, 4), deso("9801A0020", 4, 8), deso("9801A0030", 8, 10)));
        assertIncomplete(2022, "9801A0030");
        assertSummed(2024, 3);
    }

    @Test
    void what_was_divided_or_joined_is_there_under_its_other_code() {
        earlier.addAll(List.of(deso("9801A0010", 0, 4), deso("9801A0020", 4, 10)));
        later.addAll(List.of(deso("9801A0010", 0, 4), deso("9801A0021", 4, 8), deso("9801A0022", 8, 10)));
        assertSummed(2022, 2);
        assertSummed(2024, 3);
        changed("9801A0020", "9801A0021", ChangeKind.ENDED_TO_NEW);
        changed("9801A0020", "9801A0022", ChangeKind.ENDED_TO_NEW);
        assertSummed(2022, 2);
        assertSummed(2024, 3);
    }

    @Test
    void what_the_change_log_knows_to_have_been_joined_to_another_must_be_there() {
        earlier.add(deso("9801A0010", 0, 8));
        later.add(deso("9801A0010", 0, 10));
        assertSummed(2022, 1);
        changed("9801A0020", "9801A0010", ChangeKind.ENDED_TO_EXISTING);
        assertIncomplete(2022, "9801A0020");
        assertSummed(2024, 1);
    }

    @Test
    void what_a_change_log_tells_counts_though_its_other_vintage_is_not_here() {
        later.addAll(List.of(deso("9801A0010", 0, 4), deso("9801A0021", 4, 8)));
        assertSummed(2024, 2);
        changed("9801A0020", "9801A0021", ChangeKind.ENDED_TO_NEW);
        changed("9899A0020", "9899A0021", ChangeKind.ENDED_TO_NEW);
        assertSummed(2024, 2);
        changed("9801A0020", "9801A0022", ChangeKind.ENDED_TO_NEW);
        assertIncomplete(2024, "9801A0022");
    }

    @Test
    void what_joined_an_area_that_is_there_must_be_there_though_the_later_vintage_is_not_here() {
        earlier.add(deso("9801A0010", 0, 8));
        assertSummed(2022, 1);
        changed("9801A0020", "9801A0010", ChangeKind.ENDED_TO_EXISTING);
        assertIncomplete(2022, "9801A0020");
    }

    @Test
    void parts_that_end_at_the_shore_are_complete_where_a_vintage_that_reaches_out_to_sea_knows_no_others() {
        earlier.addAll(List.of(deso("9801A0010", 0, 2), deso("9801A0020", 2, 4)));
        later.addAll(List.of(deso("9801A0010", 0, 2), deso("9801A0020", 2, 10)));
        assertSummed(2022, 2);
        assertThat(observations().uncovered()).isEmpty();
    }

    /** The one list of the later vintage. */
    private void listed(String parent, String of, String... codes) {
        lists.clear();
        also(parent, of, codes);
    }

    /** More areas of the same list. */
    private void also(String parent, String of, String... codes) {
        List<CodeList.Listed> areas = new ArrayList<>();
        lists.forEach(list -> areas.addAll(list.areas()));
        for (String code : codes) areas.add(new CodeList.Listed(code, "", Map.of(parent, of)));
        lists.clear();
        lists.add(new CodeList(VintageId.parse("deso@2025"), areas, "", Instant.EPOCH, "list.csv", ""));
    }

    @Test
    void what_a_code_list_names_in_the_kommun_must_be_there() {
        later.addAll(List.of(deso("9801A0010", 0, 4), deso("9801A0020", 4, 9)));
        assertSummed(2024, 2);
        listed("kommun", "9801", "9801A0010", "9801A0020", "9801A0030");
        assertIncomplete(2024, "9801A0030");
        later.add(deso("9801A0030", 9, 10));
        assertSummed(2024, 3);
        assertThat(observations().uncovered()).isEmpty();
    }

    @Test
    void a_list_that_names_another_level_tells_by_where_that_lies() {
        later.addAll(List.of(deso("9801A0010", 0, 4), deso("9801A0020", 4, 9)));
        listed("regso", "9801R001", "9801A0010", "9801A0020", "9801A0030");
        assertIncomplete(2024, "9801A0030");
    }

    @Test
    void what_a_list_places_in_the_kommun_and_the_layer_in_another_is_lacking_too() {
        later.addAll(List.of(
                deso("9801A0010", 0, 4), deso("9801A0020", 4, 9), area("9801A0030", 9, 10, Map.of("kommun", "9802"))));
        assertSummed(2024, 2);
        listed("kommun", "9801", "9801A0010", "9801A0020", "9801A0030");
        assertIncomplete(2024, "9801A0030");
    }

    @Test
    void a_list_of_another_vintage_or_another_kommun_says_nothing() {
        earlier.addAll(List.of(deso("9801A0010", 0, 4), deso("9801A0020", 4, 9)));
        later.addAll(earlier);
        listed("kommun", "9802", "9802A0010", "9802A0020");
        assertSummed(2022, 2);
        assertSummed(2024, 2);
    }

    @Test
    void parts_that_a_list_names_all_are_not_doubted_unless_they_cover_less_than_half() {
        later.addAll(List.of(deso("9801A0010", 0, 3), deso("9801A0020", 3, 6)));
        assertThat(observations().uncovered()).hasSize(1);
        listed("kommun", "9801", "9801A0010", "9801A0020");
        assertThat(observations().uncovered()).isEmpty();
        assertSummed(2024, 2);
        later.remove(1);
        listed("kommun", "9801", "9801A0010");
        assertIncomplete(2024);
    }

    @Test
    void a_part_of_a_division_is_complete_where_a_list_names_no_more() {
        laterWithin = Optional.of("none");
        later.addAll(List.of(deso("9801A0010", 0, 4), deso("9801A0020", 4, 9)));
        assertThat(observations().year("population", "kommun", 2024)).isEmpty();
        listed("kommun", "9801", "9801A0010", "9801A0020");
        assertSummed(2024, 2);
        listed("kommun", "9802", "9802A0010");
        assertThat(observations().year("population", "kommun", 2024).filter(year -> year.hasValue(0)))
                .isEmpty();
        assertThat(observations().uncovered()).isEmpty();
    }

    private void assertNone() {
        assertThat(observations().year("population", "kommun", 2024).filter(year -> year.hasValue(0)))
                .isEmpty();
    }

    @Test
    void a_list_that_places_some_of_its_areas_nowhere_tells_what_lacks_and_not_that_all_are_there() {
        later.addAll(List.of(deso("9801A0010", 0, 3), deso("9801A0020", 3, 6)));
        listed("regso", "9801R001", "9801A0010", "9801A0020");
        also("regso", "9801R002", "9801A0030", "9801A0040");
        assertSummed(2024, 2);
        assertThat(observations().uncovered()).hasSize(1);
        laterWithin = Optional.of("none");
        assertNone();

        laterWithin = Optional.empty();
        also("regso", "9801R001", "9801A0050");
        assertIncomplete(2024, "9801A0050");
    }

    /** It has one DeSO. */
    private void besideAnotherKommun() {
        above.set(
                1,
                vintage(
                        "kommun@2025",
                        YearRange.ALWAYS,
                        Optional.empty(),
                        List.of(area("9801", 0, 10, Map.of()), area("9802", 10, 12, Map.of()))));
        later.add(area("9802A0010", 10, 12, Map.of("kommun", "9802")));
    }

    @Test
    void parts_that_a_list_places_elsewhere_make_both_kommuner_incomplete() {
        besideAnotherKommun();
        later.addAll(List.of(deso("9801A0010", 0, 4), deso("9801A0020", 4, 9), deso("9801A0030", 9, 10)));
        listed("kommun", "9801", "9801A0010", "9801A0020");
        also("kommun", "9802", "9801A0030", "9802A0010");
        YearValues kommun = observations().year("population", "kommun", 2024).orElseThrow();
        assertThat(kommun.hasValue(0)).isFalse();
        assertThat(kommun.hasValue(1)).isFalse();
        assertThat(observations().uncovered())
                .extracting(
                        Observations.Uncovered::code, Observations.Uncovered::lacking, Observations.Uncovered::strays)
                .containsExactly(
                        tuple("9801", Set.of(), Set.of("9801A0030")), tuple("9802", Set.of("9801A0030"), Set.of()));
    }

    @Test
    void a_kommun_has_no_sum_with_a_part_that_lies_in_one_beyond_the_store() {
        later.addAll(List.of(deso("9801A0010", 0, 4), deso("9801A0020", 4, 10)));
        listed("kommun", "9802", "9801A0020");
        assertNone();
    }

    @Test
    void by_a_list_alone_there_is_no_sum_of_parts_that_it_does_not_know() {
        later.addAll(List.of(deso("9801A0010", 0, 4), deso("9801A0020", 4, 9), deso("9801A0099", 9, 10)));
        listed("kommun", "9801", "9801A0010", "9801A0020");
        assertSummed(2024, 3);
        laterWithin = Optional.of("none");
        assertNone();
    }

    /** RegSO R001 was of another kommun until 2024. */
    private void regsoOfTwoVintages() {
        besideAnotherKommun();
        above.set(
                0,
                vintage(
                        "regso@2020",
                        until(2024),
                        Optional.empty(),
                        List.of(area("9801R001", 0, 10, Map.of("kommun", "9802"))),
                        "kommun",
                        "lan"));
        above.add(vintage(
                "regso@2025",
                since(2025),
                Optional.empty(),
                List.of(area("9801R001", 0, 10, Map.of("kommun", "9801"))),
                "kommun"));
        later.addAll(List.of(deso("9801A0010", 0, 4), deso("9801A0020", 4, 9)));
        listed("regso", "9801R001", "9801A0010", "9801A0020", "9801A0030");
        also("kommun", "9802", "9802A0010");
    }

    @Test
    void areas_lie_where_those_between_do_in_the_vintage_that_goes_with_the_list() {
        regsoOfTwoVintages();
        assertIncomplete(2024, "9801A0030");
        assertThat(observations()
                        .year("population", "kommun", 2024)
                        .orElseThrow()
                        .value(1))
                .isEqualTo(1);
    }

    @Test
    void areas_lie_where_those_between_do_in_the_vintage_that_they_name() {
        regsoOfTwoVintages();
        laterParent = "regso@2020";
        assertThat(observations().uncovered())
                .extracting(Observations.Uncovered::strays)
                .contains(Set.of("9801A0010", "9801A0020"));
    }

    @Test
    void parts_of_which_no_vintage_covers_half_are_not_complete() {
        earlier.addAll(List.of(deso("9801A0010", 0, 2), deso("9801A0020", 2, 4)));
        later.addAll(List.of(deso("9801A0010", 0, 2), deso("9801A0020", 2, 4)));
        assertIncomplete(2022);
        assertIncomplete(2024);
    }
}
