package se.regstat.statistics.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.locationtech.jts.geom.Polygon;
import se.regstat.statistics.ancillary.Mask;
import se.regstat.statistics.ancillary.PackedNumbers;
import se.regstat.statistics.ancillary.Quantiles;
import se.regstat.statistics.ancillary.Spread;
import se.regstat.statistics.ancillary.Trials;
import se.regstat.statistics.ancillary.WeightedPoints;
import se.regstat.statistics.division.Change;
import se.regstat.statistics.division.ChangeKind;
import se.regstat.statistics.division.ChangeLog;
import se.regstat.statistics.division.CodeList;
import se.regstat.statistics.division.VintageId;
import se.regstat.statistics.event.Events;
import se.regstat.statistics.flow.Pairs;
import se.regstat.statistics.flow.YearFlows;
import se.regstat.statistics.indicator.EventCoverage;
import se.regstat.statistics.indicator.Provenance;
import se.regstat.statistics.indicator.PublishedValues;
import se.regstat.statistics.indicator.ReplacedValues;
import se.regstat.statistics.indicator.Status;
import se.regstat.statistics.request.Weighting;

/** What any store does with values, change logs and all that is not divisions. */
public abstract class StoreValuesContract {

    private static final VintageId DESO = VintageId.parse("deso@2018");
    static final Provenance FIRST = new Provenance(Instant.parse("2026-11-22T12:00:00Z"), "första.csv", "00ff", "SCB");
    private static final Provenance SECOND =
            new Provenance(Instant.parse("2026-11-23T12:00:00Z"), "andra.csv", "11ee", "");

    @TempDir
    Path directory;

    private StoreUrl url;

    /** Of a store that is not there yet. */
    protected abstract StoreUrl newStore() throws Exception;

    @BeforeEach
    void make_a_store() throws Exception {
        url = newStore();
        try (Store store = url.open(StoreUrl.Mode.CREATE)) {
            store.write(StoreContract.vintage(DESO), List.of(StoreContract.area("a", 0)), List.of());
        }
    }

    @Test
    void values_come_back_as_they_were_with_zero_and_nothing_kept_apart() {
        try (Store store = Store.open(url)) {
            store.writeValues(List.of(values("population", 2022, FIRST, 0, Double.NaN, -1.5e-300)));
        }
        try (Store store = url.open(StoreUrl.Mode.READ_ONLY)) {
            PublishedValues read = store.values().get(0);
            assertThat(read.codes()).containsExactly("a", "b", "ö");
            assertThat(read.values()).containsExactly(0, Double.NaN, -1.5e-300);
            assertThat(read.status(0)).isEqualTo(Status.NORMAL);
            assertThat(read.status(1)).isEqualTo(Status.SUPPRESSED);
            assertThat(read.provenance()).isEqualTo(FIRST);
            assertThat(read.vintage()).isEqualTo(DESO);
            assertThat(read.year()).isEqualTo(2022);
        }
    }

    @Test
    void values_written_again_replace_that_year_alone_and_what_they_came_from_is_kept() {
        try (Store store = Store.open(url)) {
            store.writeValues(List.of(
                    values("population", 2022, FIRST, 1, 2, 3),
                    values("population", 2023, FIRST, 4, 5, 6),
                    values("tenants", 2022, FIRST, 7, 8, 9)));
            long before = store.revision();
            store.writeValues(List.of(values("population", 2022, SECOND, 10, 11, 12)));
            assertThat(store.revision()).isNotEqualTo(before);
            assertThat(store.values())
                    .extracting(v -> v.indicator() + v.year() + " " + v.values()[0])
                    .containsExactly("population2022 10.0", "population2023 4.0", "tenants2022 7.0");
            assertThat(store.replacedValues())
                    .extracting(ReplacedValues::indicator, ReplacedValues::year, ReplacedValues::provenance)
                    .containsExactly(org.assertj.core.groups.Tuple.tuple("population", 2022, FIRST));
        }
    }

    @Test
    void an_indicator_is_removed_wholly_or_for_a_year() {
        try (Store store = Store.open(url)) {
            store.writeValues(
                    List.of(values("population", 2022, FIRST, 1, 2, 3), values("population", 2023, FIRST, 4, 5, 6)));
            assertThat(store.removeIndicator("population", OptionalInt.of(2023)))
                    .isEqualTo(1);
            assertThat(store.values()).extracting(PublishedValues::year).containsExactly(2022);
            assertThat(store.removeIndicator("population", OptionalInt.empty())).isEqualTo(1);
            assertThat(store.removeIndicator("population", OptionalInt.empty())).isZero();
            assertThat(store.values()).isEmpty();
            assertThat(store.replacedValues()).hasSize(2);
        }
    }

    @Test
    void the_values_of_one_year_and_vintage_are_removed_by_themselves_and_where_they_came_from_is_kept() {
        try (Store store = Store.open(url)) {
            store.writeValues(
                    List.of(values("population", 2022, FIRST, 1, 2, 3), values("population", 2023, FIRST, 4, 5, 6)));
            assertThat(store.removeValues("population", DESO, 2022)).isTrue();
            assertThat(store.removeValues("population", DESO, 2022)).isFalse();
            assertThat(store.values()).extracting(PublishedValues::year).containsExactly(2023);
            assertThat(store.replacedValues()).extracting(ReplacedValues::year).containsExactly(2022);
        }
    }

    @Test
    void values_survive_a_new_import_of_their_vintage_and_go_with_its_removal() {
        try (Store store = Store.open(url)) {
            store.writeValues(List.of(values("population", 2022, FIRST, 1, 2, 3)));
            store.write(StoreContract.vintage(DESO), List.of(StoreContract.area("b", 0)), List.of());
            assertThat(store.values()).hasSize(1);
            store.remove(DESO);
            assertThat(store.values()).isEmpty();
            assertThat(store.replacedValues()).hasSize(1);
        }
    }

    @Test
    void a_change_log_comes_back_as_it_was() {
        ChangeLog log = new ChangeLog(
                "deso",
                "2018",
                "2025",
                List.of(
                        new Change(
                                "b",
                                "c",
                                ChangeKind.ENDED_TO_NEW,
                                Optional.of(LocalDate.of(2025, 1, 1)),
                                Optional.of(StoreContract.area("x", 0).geometry())),
                        new Change("a", "a", ChangeKind.EXTENDED_TO_SEA, Optional.empty(), Optional.empty())),
                Instant.parse("2026-11-22T12:00:00Z"),
                "logg.csv",
                "00ff");
        try (Store store = Store.open(url)) {
            store.writeChanges(log);
            store.writeChanges(log);
            assertThat(store.changeLogs()).containsExactly(log);
        }
    }

    @Test
    void masks_and_populations_come_back_as_they_were_and_replace_their_namesakes() {
        Polygon square = (Polygon) StoreContract.area("x", 0).geometry().getGeometryN(0);
        Mask mask = new Mask(Mask.BUILT_UP, List.of(square, square), FIRST);
        try (Store store = Store.open(url)) {
            store.writeMask(new Mask(Mask.BUILT_UP, List.of(), SECOND));
            store.writeMask(mask);
            store.writePopulation(new WeightedPoints(
                    "rutor", 2023, new double[] {1, 2}, new double[] {3, 4}, new double[] {5, 0.25}, 100, FIRST));
            assertThat(store.masks()).containsExactly(mask);
            assertThat(store.maskProvenances()).isEqualTo(Map.of(mask.name(), mask.provenance()));
            WeightedPoints read = store.populations().get(0);
            assertThat(store.populationProvenances()).isEqualTo(Map.of(read.name(), read.provenance()));
            assertThat(read.eastings()).containsExactly(1, 2);
            assertThat(read.northings()).containsExactly(3, 4);
            assertThat(read.weights()).containsExactly(5, 0.25);
            assertThat(read.cellSize()).isEqualTo(100);
            assertThat(read.provenance()).isEqualTo(FIRST);
            assertThat(store.removeMask(Mask.BUILT_UP)).isTrue();
            assertThat(store.removeMask(Mask.BUILT_UP)).isFalse();
            assertThat(store.removePopulation("rutor")).isTrue();
            assertThat(store.masks()).isEmpty();
            assertThat(store.populations()).isEmpty();
        }
    }

    @Test
    void trials_take_the_place_of_those_before() {
        Trials.Score area = new Trials.Score(Weighting.AREA, "", 0.31, Optional.empty());
        Spread spread = new Spread(IntStream.of(1, 2, 3)
                .mapToObj(stratum -> new Quantiles(Quantiles.LEVELS.stream()
                        .map(level -> stratum * level / 3)
                        .toList()))
                .toList());
        Trials first = new Trials(
                VintageId.parse("deso@2018"),
                "abc",
                512,
                List.of(
                        area,
                        new Trials.Score(Weighting.DASYMETRIC, "built-up+harbours", 0.1 + 0.2, Optional.of(spread))));
        Trials second = new Trials(VintageId.parse("regso@2020"), "def", 7, List.of(area));
        try (Store store = Store.open(url)) {
            store.writeTrials(List.of(new Trials(VintageId.parse("kommun@2025"), "", 1, List.of(area))));
            store.writeTrials(List.of(first, second));
            assertThat(store.trials()).containsExactly(first, second);
        }
        try (Store store = url.open(StoreUrl.Mode.READ_ONLY)) {
            assertThat(store.trials()).containsExactly(first, second);
            assertThat(store.trials().get(0).scores().get(1)).isEqualTo(area);
        }
        try (Store store = Store.open(url)) {
            store.clear();
            assertThat(store.trials()).isEmpty();
        }
    }

    @Test
    void a_population_keeps_all_kinds_that_it_counts_in_their_order() {
        PackedNumbers middles = PackedNumbers.of(new double[] {450_050, 450_150.5});
        Map<String, PackedNumbers> kinds = new LinkedHashMap<>();
        kinds.put("population", PackedNumbers.of(new double[] {12, 0}));
        kinds.put("age_65_w", PackedNumbers.of(new double[] {0.1, 3}));
        kinds.put("age_0_4", PackedNumbers.of(new double[] {1, 0}));
        try (Store store = Store.open(url)) {
            store.writePopulation(new WeightedPoints("rutor", 2025, middles, middles, kinds, 100, FIRST));
            WeightedPoints read = store.populations().get(0);
            assertThat(store.populationProvenances()).isEqualTo(Map.of(read.name(), read.provenance()));
            assertThat(read.size()).isEqualTo(2);
            assertThat(read.eastings()).containsExactly(450_050, 450_150.5);
            assertThat(read.kinds()).containsExactly("population", "age_65_w", "age_0_4");
            assertThat(read.weights()).containsExactly(12, 0);
            assertThat(read.weights("age_65_w")).containsExactly(0.1, 3);
            assertThat(read.weights("age_0_4")).containsExactly(1, 0);
            store.writePopulation(
                    new WeightedPoints("rutor", 2025, middles, middles, Map.of("men", middles), 100, FIRST));
            assertThat(store.populations().get(0).kinds()).containsExactly("men");
            assertThat(store.removePopulation("rutor")).isTrue();
            store.writePopulation(new WeightedPoints("rutor", 2025, middles, middles, kinds, 100, FIRST));
            assertThat(store.populations().get(0).kinds()).hasSize(3);
        }
    }

    @Test
    void it_is_kept_by_which_recipe_and_for_which_kommuner_something_was_fetched_last() {
        Instant when = Instant.parse("2026-11-30T08:00:00Z");
        FetchRecord country = new FetchRecord("deso@2025", List.of(), when);
        FetchRecord two = new FetchRecord("population", List.of("1401", "1480"), when);
        try (Store store = Store.open(url)) {
            store.writeFetch(new FetchRecord("deso@2025", List.of("1401"), when.minusSeconds(1)));
            store.writeFetch(two);
            store.writeFetch(country);
        }
        try (Store store = url.open(StoreUrl.Mode.READ_ONLY)) {
            assertThat(store.fetches()).containsExactly(country, two);
        }
    }

    static CodeList list(String vintage, String... codes) {
        return new CodeList(
                VintageId.parse(vintage),
                Arrays.stream(codes)
                        .map(code ->
                                new CodeList.Listed(code, "Område ' " + code, Map.of("kommun", "9801", "lan", "98")))
                        .toList(),
                "SCB",
                Instant.parse("2026-11-30T11:00:00Z"),
                "nyckel.xlsx",
                "abc");
    }

    @Test
    void code_lists_come_back_as_they_are_and_one_is_replaced_or_removed_by_its_vintage() {
        CodeList deso = list("deso@2025", "9801A0020", "9801A0010");
        CodeList other = new CodeList(
                VintageId.parse("la@2018"),
                List.of(new CodeList.Listed("LA1", "", Map.of())),
                "",
                Instant.parse("2026-11-30T11:00:00Z"),
                "list.json",
                "");
        try (Store store = Store.open(url)) {
            store.writeCodeList(list("deso@2025", "9801A0099"));
            store.writeCodeList(other);
            long before = store.revision();
            store.writeCodeList(deso);
            assertThat(store.revision()).isNotEqualTo(before);
        }
        try (Store store = url.open(StoreUrl.Mode.READ_ONLY)) {
            assertThat(store.codeLists()).containsExactly(deso, other);
            assertThat(store.codeLists().get(0).areas())
                    .extracting(CodeList.Listed::code)
                    .containsExactly("9801A0010", "9801A0020");
        }
        try (Store store = Store.open(url)) {
            assertThat(store.removeCodeList(deso.vintage())).isTrue();
            assertThat(store.removeCodeList(deso.vintage())).isFalse();
            assertThat(store.codeLists()).containsExactly(other);
            store.writeCodeList(deso);
            assertThat(store.codeLists()).containsExactly(deso, other);
        }
    }

    @Test
    void points_come_back_in_order_with_what_they_cover_and_a_year_is_replaced_by_itself() {
        try (Store store = Store.open(url)) {
            store.writeEvents(List.of(fires(2021, FIRST, 1), fires(2022, FIRST, 3, 1, 2)), false);
            store.writeEvents(List.of(fires(2021, SECOND, 5, 4)), false);
        }
        try (Store store = url.open(StoreUrl.Mode.READ_ONLY)) {
            assertThat(store.events()).extracting(Events::year).containsExactly(2021, 2022);
            Events first = store.events().get(0);
            assertThat(first.eastings()).containsExactly(500_004, 500_005);
            assertThat(first.counts()).containsExactly(4, 5);
            assertThat(first.provenance()).isEqualTo(SECOND);
            assertThat(first.covers()).isEqualTo(EventCoverage.parse("kommun=1480,1401"));
            assertThat(store.events().get(1).counts()).containsExactly(1, 2, 3);
        }
        try (Store store = Store.open(url)) {
            assertThat(store.removeIndicator("fires", OptionalInt.of(2022))).isEqualTo(1);
            assertThat(store.events()).extracting(Events::year).containsExactly(2021);
            assertThat(store.removeIndicator("fires", OptionalInt.empty())).isEqualTo(1);
            assertThat(store.removeIndicator("fires", OptionalInt.empty())).isZero();
        }
    }

    @Test
    void flows_come_back_as_they_were_and_a_year_is_replaced_by_itself_and_goes_with_its_vintage() {
        try (Store store = Store.open(url)) {
            store.writeFlows(List.of(flows(2021, FIRST, 4), flows(2022, FIRST, 7)));
            store.writeFlows(List.of(flows(2021, SECOND, 5)));
        }
        try (Store store = url.open(StoreUrl.Mode.READ_ONLY)) {
            assertThat(store.flows()).extracting(YearFlows::year).containsExactly(2021, 2022);
            YearFlows first = store.flows().get(0);
            assertThat(first.vintage()).isEqualTo(DESO);
            assertThat(first.codes()).containsExactly("9901A0010", "9901A0020");
            assertThat(first.covers()).isEqualTo(EventCoverage.COUNTRY);
            assertThat(first.provenance()).isEqualTo(SECOND);
            assertThat(first.pairs().origins()).containsExactly(0, 1);
            assertThat(first.pairs().destinations()).containsExactly(1, 1);
            assertThat(first.pairs().persons()).containsExactly(5, Double.NaN);
            assertThat(first.pairs().statuses()).containsExactly(Status.NORMAL.code(), Status.SUPPRESSED.code());
        }
        try (Store store = Store.open(url)) {
            assertThat(store.removeIndicator("commuting", OptionalInt.of(2022))).isEqualTo(1);
            assertThat(store.flows()).extracting(YearFlows::year).containsExactly(2021);
            long before = store.revision();
            store.writeFlows(List.of(flows(2022, FIRST, 8)));
            assertThat(store.revision()).isNotEqualTo(before);
            store.remove(DESO);
            assertThat(store.flows()).isEmpty();
        }
    }

    static YearFlows flows(int year, Provenance provenance, double persons) {
        return new YearFlows(
                "commuting",
                DESO,
                year,
                EventCoverage.COUNTRY,
                List.of("9901A0010", "9901A0020"),
                new Pairs(new int[] {0, 1}, new int[] {1, 1}, new double[] {persons, Double.NaN}, new byte[] {
                    Status.NORMAL.code(), Status.SUPPRESSED.code()
                }),
                provenance);
    }

    static Events fires(int year, Provenance provenance, double... counts) {
        double[] eastings = Arrays.stream(counts).map(count -> 500_000 + count).toArray();
        double[] northings = Arrays.stream(counts).map(count -> 6_500_000).toArray();
        return Events.sorted(
                "fires", year, EventCoverage.parse("kommun=1480,1401"), eastings, northings, counts, provenance);
    }

    @Test
    void the_identity_of_a_store_stays_whatever_is_written_and_is_another_store_s_not() throws Exception {
        Optional<UUID> before;
        try (Store store = url.open(StoreUrl.Mode.READ_ONLY)) {
            before = store.identity();
        }
        try (Store store = Store.open(url)) {
            store.writeValues(List.of(values("population", 2022, FIRST, 1, 2, 3)));
        }
        try (Store store = url.open(StoreUrl.Mode.READ_ONLY);
                Store other = newStore().open(StoreUrl.Mode.CREATE)) {
            assertThat(before).isPresent().isEqualTo(store.identity()).isNotEqualTo(other.identity());
        }
    }

    @Test
    void values_of_a_vintage_that_is_not_there_are_refused_and_all_that_comes_with_them() {
        PublishedValues there = values("population", 2022, FIRST, 1, 2, 3);
        PublishedValues absent = new PublishedValues(
                "population",
                VintageId.parse("deso@2031"),
                2031,
                there.codes(),
                there.values(),
                there.statuses(),
                FIRST);
        try (Store store = Store.open(url)) {
            long before = store.revision();
            assertThatThrownBy(() -> store.writeValues(List.of(there, absent)))
                    .isInstanceOf(StoreException.class)
                    .hasMessage("cannot write values of population for deso@2031 to the store " + url
                            + ": it has no such vintage; import that first");
            assertThat(store.values()).isEmpty();
            assertThat(store.revision()).isEqualTo(before);
            store.together(() -> {
                store.writeValues(List.of(there));
                store.remove(DESO);
                assertThatThrownBy(() -> store.writeValues(List.of(there))).isInstanceOf(StoreException.class);
                store.write(StoreContract.vintage(DESO), List.of(StoreContract.area("a", 0)), List.of());
                store.writeValues(List.of(there));
            });
            assertThat(store.values()).hasSize(1);
        }
    }

    @Test
    void every_status_and_no_values_and_no_points_come_back_as_they_were() {
        Status[] statuses = Status.values();
        byte[] codes = new byte[statuses.length];
        double[] numbers = new double[statuses.length];
        for (int i = 0; i < statuses.length; i++) {
            codes[i] = statuses[i].code();
            numbers[i] = statuses[i].hasValue() ? i : Double.NaN;
        }
        List<String> areas = Arrays.stream(statuses).map(Enum::name).sorted().toList();
        Events none = Events.sorted(
                "fires", 2022, EventCoverage.parse("kommun=1480"), new double[0], new double[0], new double[0], FIRST);
        WeightedPoints nobody =
                new WeightedPoints("rutor", 2023, new double[0], new double[0], new double[0], 100, FIRST);
        Mask nothing = new Mask(Mask.BUILT_UP, List.of(), FIRST);
        try (Store store = Store.open(url)) {
            store.writeValues(List.of(
                    new PublishedValues("every", DESO, 2022, areas, numbers, codes, FIRST),
                    new PublishedValues("none", DESO, 2022, List.of(), new double[0], new byte[0], FIRST)));
            store.writeEvents(List.of(none), false);
            store.writePopulation(nobody);
            store.writeMask(nothing);
            store.writeFetch(new FetchRecord("deso@2018", List.of(), FIRST.imported()));
            store.writeCodeList(new CodeList(DESO, List.of(), "", FIRST.imported(), "list.json", ""));
            store.writeChanges(new ChangeLog("deso", "2018", "2025", List.of(), FIRST.imported(), "log.csv", "00"));
        }
        try (Store store = url.open(StoreUrl.Mode.READ_ONLY)) {
            assertThat(store.values()).extracting(PublishedValues::indicator).containsExactly("every", "none");
            assertThat(store.values().get(0).statuses()).isEqualTo(codes);
            assertThat(store.values().get(0).values()).isEqualTo(numbers);
            assertThat(store.values().get(1).codes()).isEmpty();
            assertThat(store.values().get(1).values()).isEmpty();
            assertThat(store.events()).extracting(Events::size).containsExactly(0);
            assertThat(store.populations().get(0).weights()).isEmpty();
            assertThat(store.masks()).containsExactly(nothing);
            assertThat(store.fetches().get(0).kommuner()).isEmpty();
            assertThat(store.codeLists().get(0).areas()).isEmpty();
            assertThat(store.changeLogs().get(0).changes()).isEmpty();
        }
    }

    @Test
    void points_are_shown_by_what_is_said_of_them_and_not_by_how_they_came() {
        try (Store store = Store.open(url)) {
            store.writeEvents(List.of(fires(2021, FIRST, 1), fires(2022, FIRST, 3, 1, 2)), false);
            assertThat(store.shownEvents()).isEmpty();
            assertThat(store.show(id -> Store.Showing.VALUES_AND_POINTS, false))
                    .singleElement()
                    .asString()
                    .contains("fires_points is there now");
            assertThat(store.shownEvents()).containsExactly("fires");
            assertThat(store.show(id -> Store.Showing.VALUES_AND_POINTS, false)).isEmpty();
            assertThat(store.show(id -> Store.Showing.VALUES, false))
                    .singleElement()
                    .asString()
                    .contains("fires_points is gone");
            assertThat(store.shownEvents()).isEmpty();
            assertThat(store.events()).hasSize(2);
        }
    }

    /** For the codes a, b, ö; NaN is a suppressed value. */
    public static PublishedValues values(String indicator, int year, Provenance provenance, double... values) {
        byte[] statuses = new byte[values.length];
        for (int i = 0; i < values.length; i++) {
            statuses[i] = (Double.isNaN(values[i]) ? Status.SUPPRESSED : Status.NORMAL).code();
        }
        return new PublishedValues(indicator, DESO, year, List.of("a", "b", "ö"), values, statuses, provenance);
    }
}
