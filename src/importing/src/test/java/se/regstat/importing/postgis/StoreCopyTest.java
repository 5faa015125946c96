package se.regstat.importing.postgis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.locationtech.jts.geom.Coordinate;
import org.locationtech.jts.geom.MultiPolygon;
import org.locationtech.jts.geom.Polygon;
import se.regstat.importing.demo.DemoStore;
import se.regstat.statistics.ancillary.Mask;
import se.regstat.statistics.ancillary.WeightedPoints;
import se.regstat.statistics.division.Area;
import se.regstat.statistics.division.Change;
import se.regstat.statistics.division.ChangeKind;
import se.regstat.statistics.division.ChangeLog;
import se.regstat.statistics.division.CodeList;
import se.regstat.statistics.division.VintageId;
import se.regstat.statistics.event.Events;
import se.regstat.statistics.indicator.EventCoverage;
import se.regstat.statistics.indicator.Provenance;
import se.regstat.statistics.indicator.PublishedValues;
import se.regstat.statistics.indicator.Status;
import se.regstat.statistics.postgres.NeedsPostgres;
import se.regstat.statistics.postgres.PostgresServer;
import se.regstat.statistics.secret.Secret;
import se.regstat.statistics.store.FetchRecord;
import se.regstat.statistics.store.Generalisation;
import se.regstat.statistics.store.GeoPackageGeometry;
import se.regstat.statistics.store.Store;
import se.regstat.statistics.store.StoreContract;
import se.regstat.statistics.store.StoreException;
import se.regstat.statistics.store.StoreUrl;
import se.regstat.statistics.store.copy.StoreContent;
import se.regstat.statistics.store.copy.StoreCopy;

/** Whole stores, copied from a GeoPackage into PostgreSQL and back. */
@NeedsPostgres
class StoreCopyTest {

    private static final VintageId DESO = VintageId.parse("deso@2018");
    private static final Provenance FROM =
            new Provenance(Instant.parse("2026-11-22T12:00:00Z"), "tabell.csv", "00ff", "SCB");

    @TempDir
    Path directory;

    private StoreUrl file;
    private StoreUrl database;

    @BeforeEach
    void name_stores() {
        file = StoreUrl.of(directory.resolve("store.gpkg"));
        database = PostgresServer.running().database();
    }

    @Test
    void everything_a_store_can_hold_comes_through_and_back_bit_by_bit() {
        try (Store store = file.open(StoreUrl.Mode.CREATE)) {
            fill(store);
        }
        StoreUrl back = StoreUrl.of(directory.resolve("back.gpkg"));
        String content = copy(file, database);
        assertThat(copy(database, back)).isEqualTo(content).isEqualTo(content(back));
        try (Store store = back.open(StoreUrl.Mode.READ_ONLY)) {
            assertThat(store.identity()).isPresent().isEqualTo(identity(file)).isEqualTo(identity(database));
            assertThat(store.localNames(DESO)).isEqualTo(Map.of("a", new Store.LocalName("Ängen", "kommunen", "2026")));
            assertThat(store.replacedValues()).hasSize(2);
            assertThat(store.values().get(0).values()[1]).isEqualTo(-0.0);
            assertThat(store.values().get(0).values()[2]).isEqualTo(Math.nextUp(0.1));
            assertThat(store.shownEvents()).containsExactly("fires");
            assertThat(store.secret()).isPresent().isEqualTo(secret(file)).isEqualTo(secret(database));
        }
    }

    @Test
    void the_demo_comes_through_and_back_and_stays_a_demo() {
        StoreUrl.GeoPackage demo = StoreUrl.of(directory.resolve("demo.gpkg"));
        DemoStore.create(demo);
        String content = copy(demo, database);
        assertThat(content).isEqualTo(content(database));
        try (Store store = database.open(StoreUrl.Mode.READ_ONLY)) {
            assertThat(store.isDemo()).isTrue();
            store.copyTo(directory.resolve("copy.gpkg"));
        }
        assertThat(content(StoreUrl.of(directory.resolve("copy.gpkg")))).isEqualTo(content);
    }

    @Test
    void what_a_store_held_before_is_gone_and_nothing_is_if_the_copy_breaks_off() {
        for (StoreUrl url : List.of(file, database)) {
            try (Store store = url.open(StoreUrl.Mode.CREATE)) {
                fill(store);
            }
        }
        StoreUrl other = StoreUrl.of(directory.resolve("other.gpkg"));
        try (Store store = other.open(StoreUrl.Mode.CREATE)) {
            store.write(
                    StoreContract.vintage(VintageId.parse("regso@2020")),
                    List.of(StoreContract.area("r", 0)),
                    List.of());
        }
        for (StoreUrl url : List.of(file, database)) {
            String before = content(url);
            try (Store from = other.open(StoreUrl.Mode.READ_ONLY);
                    Store to = Store.open(url)) {
                assertThatThrownBy(() -> to.together(() -> {
                            StoreCopy.into(from, to);
                            throw new StoreException("broken off");
                        }))
                        .hasMessage("broken off");
            }
            assertThat(content(url)).isEqualTo(before);
            assertThat(copy(other, url)).isEqualTo(content(url)).isNotEqualTo(before);
        }
    }

    @Test
    void the_content_of_a_store_is_another_when_anything_in_it_is() {
        try (Store store = file.open(StoreUrl.Mode.CREATE)) {
            assertThat(StoreContent.isEmpty(store)).isTrue();
            fill(store);
            assertThat(StoreContent.isEmpty(store)).isFalse();
            String before = StoreContent.hash(store);
            store.writeLocalNames(DESO, Map.of("a", new Store.LocalName("Ängen", "kommunen", "2027")));
            String named = StoreContent.hash(store);
            store.removeMask(Mask.BUILT_UP);
            assertThat(List.of(before, named, StoreContent.hash(store))).doesNotHaveDuplicates();
            store.clear();
            assertThat(StoreContent.isEmpty(store)).isTrue();
        }
    }

    /** Something of everything, and of doubles those that are lost first. */
    private static void fill(Store store) {
        Area area = area("a", "1480");
        store.write(
                StoreContract.vintage(DESO, "regso@2020", "kommun"),
                List.of(area, area("ö", null)),
                List.of(new Generalisation(
                        10, List.of(area.geometry(), area.geometry().getGeometryN(0)))));
        store.writeLocalNames(DESO, Map.of("a", new Store.LocalName("Ängen", "kommunen", "2026")));
        for (double value : new double[] {1, 0.1}) {
            store.writeValues(List.of(
                    values("population", 2022, value, -0.0, Math.nextUp(0.1)),
                    values("population", 2023, value, Double.NaN, Double.MIN_VALUE)));
        }
        store.writeChanges(new ChangeLog(
                "deso",
                "2018",
                "2025",
                List.of(
                        new Change(
                                "b",
                                "c",
                                ChangeKind.ENDED_TO_NEW,
                                Optional.of(LocalDate.of(2025, 1, 1)),
                                Optional.of(area.geometry())),
                        new Change("a", "a", ChangeKind.EXTENDED_TO_SEA, Optional.empty(), Optional.empty())),
                FROM.imported(),
                "logg.csv",
                "00ff"));
        store.writeCodeList(new CodeList(
                DESO,
                List.of(new CodeList.Listed("a", "Ön \"A\"", Map.of("kommun", "1480"))),
                "SCB",
                FROM.imported(),
                "lista.csv",
                "11"));
        store.writeMask(
                new Mask(Mask.BUILT_UP, List.of((Polygon) area.geometry().getGeometryN(0)), FROM));
        store.writePopulation(new WeightedPoints(
                "rutor", 2023, new double[] {1 / 3d, 2}, new double[] {3, 4}, new double[] {5, 0.25}, 100, FROM));
        store.writeEvents(
                List.of(Events.sorted(
                        "fires",
                        2022,
                        EventCoverage.parse("kommun=1480"),
                        new double[] {500_000.1},
                        new double[] {6_500_000},
                        new double[] {2},
                        FROM)),
                true);
        store.writeFetch(new FetchRecord("deso@2018", List.of("1480", "1401"), FROM.imported()));
        store.writeFetch(new FetchRecord("mask", List.of(), FROM.imported()));
        store.removeIndicator("none", OptionalInt.empty());
    }

    private static Area area(String code, String kommun) {
        Coordinate[] ring = {
            new Coordinate(-0.0, 0.1),
            new Coordinate(1 / 3d, 1e-300),
            new Coordinate(674_032.123456789, 6_580_822.1),
            new Coordinate(-0.0, 0.1)
        };
        MultiPolygon geometry = GeoPackageGeometry.PACKED.createMultiPolygon(
                new Polygon[] {GeoPackageGeometry.PACKED.createPolygon(ring)});
        Map<String, String> parents = kommun == null ? Map.of() : Map.of("kommun", kommun);
        return new Area(code, "", Optional.empty(), parents, geometry, OptionalDouble.empty());
    }

    private static PublishedValues values(String indicator, int year, double... values) {
        byte[] statuses = new byte[values.length];
        for (int i = 0; i < values.length; i++) {
            statuses[i] = (Double.isNaN(values[i]) ? Status.MISSING : Status.NORMAL).code();
        }
        return new PublishedValues(indicator, DESO, year, List.of("a", "b", "ö"), values, statuses, FROM);
    }

    private static String copy(StoreUrl from, StoreUrl to) {
        try (Store read = from.open(StoreUrl.Mode.READ_ONLY);
                Store written = to.open(StoreUrl.Mode.CREATE)) {
            return StoreCopy.into(read, written);
        }
    }

    private static String content(StoreUrl url) {
        try (Store store = url.open(StoreUrl.Mode.READ_ONLY)) {
            return StoreContent.hash(store);
        }
    }

    private static Optional<Secret> secret(StoreUrl url) {
        try (Store store = url.open(StoreUrl.Mode.READ_ONLY)) {
            return store.secret();
        }
    }

    private static Optional<UUID> identity(StoreUrl url) {
        try (Store store = url.open(StoreUrl.Mode.READ_ONLY)) {
            return store.identity();
        }
    }
}
