package se.regstat.statistics.snapshot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assertions.assertSame;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.locationtech.jts.geom.Envelope;
import org.locationtech.jts.geom.MultiPolygon;
import org.locationtech.jts.geom.Polygon;
import se.regstat.statistics.division.Area;
import se.regstat.statistics.division.Vintage;
import se.regstat.statistics.division.VintageId;
import se.regstat.statistics.division.YearRange;
import se.regstat.statistics.indicator.Provenance;
import se.regstat.statistics.indicator.PublishedValues;
import se.regstat.statistics.store.Generalisation;
import se.regstat.statistics.store.GeoPackageGeometry;
import se.regstat.statistics.store.Store;
import se.regstat.statistics.store.StoreException;
import se.regstat.statistics.store.StoreUrl;

class SnapshotsTest {

    private static final VintageId KOMMUN = VintageId.parse("kommun@2025");

    @TempDir
    Path directory;

    private StoreUrl.GeoPackage url;

    @BeforeEach
    void make_a_store() {
        url = StoreUrl.of(directory.resolve("store.gpkg"));
        write(3);
    }

    private void write(int areas) {
        try (Store store = url.open(StoreUrl.Mode.CREATE)) {
            store.write(vintage(), areas(areas), List.of());
        }
    }

    @Test
    void all_who_ask_for_a_store_share_one_snapshot() {
        try (Snapshots.Lease one = Snapshots.acquire(url);
                Snapshots.Lease other = Snapshots.acquire(StoreUrl.parse("gpkg:" + url.file()))) {
            assertThat(one.current()).isSameAs(other.current());
        }
    }

    @Test
    void a_write_shows_after_a_refresh_to_all_and_old_snapshots_stay_as_they_were() {
        try (Snapshots.Lease one = Snapshots.acquire(url);
                Snapshots.Lease other = Snapshots.acquire(url)) {
            Snapshot before = one.current();
            assertThat(one.refresh()).as("nothing was written").isFalse();
            assertThat(one.current()).isSameAs(before);
            write(5);
            assertThat(one.refresh()).isTrue();
            assertThat(other.current().vintage(KOMMUN).orElseThrow().areas()).hasSize(5);
            assertThat(before.vintage(KOMMUN).orElseThrow().areas()).hasSize(3);
        }
    }

    @Test
    void the_first_snapshot_has_the_values_of_its_moment_though_they_are_read_later() {
        int years = 400;
        writeValues(years, 1);
        try (Snapshots.Lease lease = Snapshots.acquire(url)) {
            Snapshot first = lease.current();
            writeValues(years, 2);
            assertThat(lease.refresh()).isTrue();
            for (int i = years - 1; i >= 0; i--) {
                ValueSet then = first.values().get(i);
                ValueSet now = lease.current().values().get(i);
                assertThat(then.value(1)).isEqualTo(100 * i + 1);
                assertThat(now.value(1)).isEqualTo(200 * i + 2);
                assertThat(then.presence().known().cardinality()).isEqualTo(3);
                assertThat(then.codes()).containsExactly("9800", "9801", "9802");
            }
        }
    }

    @Test
    void during_a_pause_values_are_read_that_are_asked_for_and_the_others_after_it() {
        writeValues(3, 1);
        Snapshots.Pause pause = Snapshots.pause();
        try (Snapshots.Lease lease = Snapshots.acquire(url)) {
            List<ValueSet> values = lease.current().values();
            assertThat(values.get(1).value(2)).isEqualTo(102);
            assertThat(values).extracting(ValueSet::isHere).containsExactly(false, true, false);
            pause.close();
            // What the store holds can be written when they are read: whoever reads it is through then.
            writeValues(3, 2);
            assertThat(values).extracting(ValueSet::isHere).containsOnly(true);
            assertThat(values.get(2).value(2)).isEqualTo(202);
        }
    }

    @Test
    void values_that_are_not_those_that_the_store_told_of_are_refused_and_read_anew() throws SQLException {
        writeValues(2, 1);
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + url.file());
                Statement sql = connection.createStatement()) {
            sql.execute("UPDATE regstat_presences SET known = x'01', positive = x'01' WHERE id = 2");
        }
        Snapshots.Pause pause = Snapshots.pause();
        try (Snapshots.Lease lease = Snapshots.acquire(url)) {
            List<ValueSet> values = lease.current().values();
            assertThat(values.get(0).value(2)).isEqualTo(2);
            assertThatThrownBy(() -> values.get(1).value(2))
                    .isInstanceOf(StoreException.class)
                    .hasMessageContaining("population for kommun@2025, 1001, are not those that the store told of");
            pause.close();
            assertThat(lease.refresh()).isTrue();
            ValueSet whole = lease.current().values().get(1);
            assertThat(whole.value(2)).isEqualTo(102);
            assertThat(whole.presence().known().cardinality()).isEqualTo(3);
        }
    }

    /** A hundred times the year's number and that of the area, by a factor. */
    private void writeValues(int years, int factor) {
        Provenance provenance = new Provenance(Instant.EPOCH.plusSeconds(factor), "f.csv", "00", "SCB");
        List<String> codes = List.of("9800", "9801", "9802");
        try (Store store = Store.open(url)) {
            store.writeValues(IntStream.range(0, years)
                    .mapToObj(year -> new PublishedValues(
                            "population",
                            KOMMUN,
                            1000 + year,
                            codes,
                            IntStream.range(0, 3)
                                    .mapToDouble(area -> factor * (100 * year + area))
                                    .toArray(),
                            new byte[3],
                            provenance))
                    .toList());
        }
    }

    @Test
    void when_the_last_holder_lets_go_the_snapshot_is_forgotten() {
        Snapshots.Lease lease = Snapshots.acquire(url);
        Snapshot held = lease.current();
        lease.close();
        lease.close();
        try (Snapshots.Lease later = Snapshots.acquire(url)) {
            assertThat(later.current()).isNotSameAs(held);
        }
    }

    @Test
    void a_lease_tells_when_the_store_was_read_what_is_wrong_since_and_how_often_it_changed() throws IOException {
        try (Snapshots.Lease lease = Snapshots.acquire(url)) {
            Snapshots.State first = lease.state();
            assertThat(first.problem()).isEmpty();
            assertThat(first.seen()).isEqualTo(first.loaded());
            assertThat(first.swaps()).isZero();
            Path aside = Files.move(url.file(), directory.resolve("aside.gpkg"));
            List<String> news = new ArrayList<>();
            for (int i = 0; i < 2; i++) lease.refreshOrKeep(news::add);
            assertThat(news).singleElement().asString().contains("there is no store");
            Snapshots.State gone = lease.state();
            assertThat(gone.problem()).contains(news.get(0));
            assertThat(gone.seen()).as("when it was there").isEqualTo(first.seen());
            Files.move(aside, url.file());
            write(5);
            lease.refresh();
            Snapshots.State back = lease.state();
            assertThat(back.problem()).isEmpty();
            assertThat(back.swaps()).isEqualTo(1);
            assertThat(back.loaded()).isAfterOrEqualTo(gone.seen()).isEqualTo(back.seen());
        }
    }

    @Test
    void a_store_that_is_not_there_is_an_error_each_time() {
        StoreUrl.GeoPackage absent = StoreUrl.of(directory.resolve("absent.gpkg"));
        for (int i = 0; i < 2; i++) {
            assertThatThrownBy(() -> Snapshots.acquire(absent))
                    .isInstanceOf(StoreException.class)
                    .hasMessageContaining("there is no store");
        }
    }

    @Test
    void something_stands_in_for_a_store_that_cannot_be_read_until_it_can_be() {
        Snapshot copy;
        try (Snapshots.Lease lease = Snapshots.acquire(url)) {
            copy = new Snapshot(lease.current().revision(), false, List.of());
        }
        StoreUrl away = StoreUrl.of(directory.resolve("away.gpkg"));
        Instant made = Instant.parse("2026-11-30T12:00:00Z");
        try (Snapshots.Lease lease = Snapshots.acquire(away, () -> Optional.of(new Snapshots.StandIn(copy, made)))) {
            assertThat(lease.current()).isSameAs(copy);
            assertThat(lease.standsIn()).isTrue();
            assertThat(lease.state().loaded()).isEqualTo(made);
            assertThat(lease.state().problem()).isPresent();
            try (Snapshots.Lease other = Snapshots.acquire(away)) {
                assertThat(other.current()).isSameAs(copy);
            }
            move(url, away);
            assertThat(lease.refresh()).as("though the revision is the same").isTrue();
            assertThat(lease.standsIn()).isFalse();
            assertThat(lease.current().vintages()).hasSize(1);
        }
    }

    private static void move(StoreUrl from, StoreUrl to) {
        try {
            Files.move(
                    from.folder().orElseThrow().resolve("store.gpkg"),
                    to.folder().orElseThrow().resolve("away.gpkg"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Test
    void areas_are_found_by_envelope_as_by_looking_at_each() {
        VintageAreas areas = new VintageAreas(vintage(), areas(400), List.of());
        Random random = new Random(1);
        for (int i = 0; i < 200; i++) {
            double x = random.nextDouble() * 22 - 1;
            double y = random.nextDouble() * 22 - 1;
            Envelope sought = new Envelope(x, x + random.nextDouble() * 5, y, y + random.nextDouble() * 5);
            int[] each = IntStream.range(0, 400)
                    .filter(n -> areas.areas()
                            .get(n)
                            .geometry()
                            .getEnvelopeInternal()
                            .intersects(sought))
                    .toArray();
            assertThat(areas.query(sought)).isEqualTo(each);
        }
    }

    @Test
    void codes_lead_to_areas() {
        VintageAreas areas = new VintageAreas(vintage(), areas(10), List.of());
        assertThat(areas.indexOf("0007")).hasValue(7);
        assertThat(areas.indexOf("0011")).isEmpty();
        assertThat(new VintageAreas(vintage(), List.of(), List.of()).query(new Envelope(0, 1, 0, 1)))
                .isEmpty();
    }

    @Test
    void the_coarsest_generalisation_within_the_tolerance_serves() {
        List<Area> areas = areas(1);
        var fine = new Generalisation(5, List.of(areas(2).get(1).geometry()));
        var coarse = new Generalisation(10, List.of(areas(3).get(2).geometry()));
        VintageAreas vintage = new VintageAreas(vintage(), areas, List.of(fine, coarse));
        assertSame(areas.get(0).geometry(), vintage.geometry(0, 0));
        assertSame(areas.get(0).geometry(), vintage.geometry(0, 4.9));
        assertSame(fine.geometries().get(0), vintage.geometry(0, 5));
        assertSame(fine.geometries().get(0), vintage.geometry(0, 9.9));
        assertSame(coarse.geometries().get(0), vintage.geometry(0, 1e9));
    }

    private static Vintage vintage() {
        return new Vintage(
                KOMMUN, YearRange.ALWAYS, List.of(), Optional.empty(), "", "", "", Instant.EPOCH, "test", "00");
    }

    /** Squares in rows of twenty. */
    static List<Area> areas(int count) {
        List<Area> areas = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            int column = i % 20;
            int row = i / 20;
            Envelope square = new Envelope(column, column + 1, row, row + 1);
            MultiPolygon geometry = GeoPackageGeometry.PACKED.createMultiPolygon(
                    new Polygon[] {(Polygon) GeoPackageGeometry.PACKED.toGeometry(square)});
            areas.add(new Area(
                    String.format(Locale.ROOT, "%04d", i),
                    "",
                    Optional.empty(),
                    Map.of(),
                    geometry,
                    OptionalDouble.empty()));
        }
        return areas;
    }
}
