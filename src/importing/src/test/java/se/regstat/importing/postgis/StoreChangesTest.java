package se.regstat.importing.postgis;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import se.regstat.statistics.division.VintageId;
import se.regstat.statistics.indicator.Provenance;
import se.regstat.statistics.indicator.PublishedValues;
import se.regstat.statistics.indicator.Status;
import se.regstat.statistics.postgres.NeedsPostgres;
import se.regstat.statistics.postgres.PostgresServer;
import se.regstat.statistics.snapshot.Snapshot;
import se.regstat.statistics.snapshot.Snapshots;
import se.regstat.statistics.store.Store;
import se.regstat.statistics.store.StoreContract;
import se.regstat.statistics.store.StoreUrl;

/** What servers hear of imports into PostgreSQL, from a primary and from a standby, through stops and a change of roles. */
@NeedsPostgres
@Timeout(value = 5, unit = TimeUnit.MINUTES)
class StoreChangesTest {

    private static final VintageId DESO = VintageId.parse("deso@2018");
    private static final List<String> CODES = List.of("a", "b", "c");
    private static final Duration SHORT = Duration.ofMillis(100);

    /** Nobody waits so long unless what a primary tells is not heard. */
    private static final Duration LONG = Duration.ofHours(1);

    private PostgresServer server;
    private StoreUrl.PostgreSql importer;

    @BeforeEach
    void fill() {
        server = PostgresServer.running();
        importer = server.database();
        try (Store store = importer.open(StoreUrl.Mode.CREATE)) {
            store.write(
                    StoreContract.vintage(DESO),
                    CODES.stream().map(code -> StoreContract.area(code, 0)).toList(),
                    List.of());
        }
        write(importer, 1);
    }

    /** All values are the same number, so that a sum tells whether they are of one import. */
    private static void write(StoreUrl to, double value) {
        try (Store store = Store.open(to)) {
            store.writeValues(Stream.of(2020, 2021, 2022)
                    .map(year -> new PublishedValues(
                            "population",
                            DESO,
                            year,
                            CODES,
                            new double[] {value, value, value},
                            new byte[] {Status.NORMAL.code(), Status.NORMAL.code(), Status.NORMAL.code()},
                            new Provenance(Instant.EPOCH, "tabell.csv", "00ff", "SCB")))
                    .toList());
        }
    }

    private static double sum(Snapshot snapshot) {
        return snapshot.values().stream()
                .flatMapToDouble(set -> IntStream.range(0, set.codes().size()).mapToDouble(set::value))
                .sum();
    }

    private static void awaitChange(StoreUrl.Changes changes) throws InterruptedException {
        while (!changes.await(SHORT)) {
            // Again.
        }
    }

    @Test
    void an_import_is_told_of_by_a_primary_when_it_is_done() throws Exception {
        StoreUrl url = server.as(PostgresServer.SERVER, importer.database());
        try (StoreUrl.Changes changes = url.changes();
                Snapshots.Lease lease = Snapshots.acquire(url)) {
            assertThat(changes.await(LONG)).as("the first connection").isTrue();
            assertThat(changes.await(SHORT)).as("nothing was written").isFalse();
            CompletableFuture<Void> written = CompletableFuture.runAsync(() -> write(importer, 2));
            assertThat(changes.await(LONG)).isTrue();
            written.join();
            assertThat(lease.refresh()).isTrue();
            assertThat(sum(lease.current())).isEqualTo(18);
        }
    }

    @Test
    void who_listens_stops_when_it_is_interrupted_and_can_be_closed_meanwhile() throws Exception {
        StoreUrl url = server.as(PostgresServer.SERVER, importer.database());
        try (StoreUrl.Changes changes = url.changes()) {
            assertThat(changes.await(LONG)).as("the first connection").isTrue();
            CompletableFuture<String> end = new CompletableFuture<>();
            Thread thread = new Thread(() -> {
                try {
                    while (!end.isDone()) {
                        changes.await(SHORT);
                    }
                } catch (InterruptedException e) {
                    end.complete("interrupted");
                }
            });
            thread.start();
            try {
                CompletableFuture.runAsync(changes::close).get(1, TimeUnit.MINUTES);
                thread.interrupt();
                assertThat(end.get(1, TimeUnit.MINUTES)).isEqualTo("interrupted");
            } finally {
                end.complete("given up");
                thread.join();
            }
        }
    }

    @Test
    void a_server_that_is_killed_is_told_of_once_and_again_when_it_is_back() throws Exception {
        StoreUrl url = server.as(PostgresServer.SERVER, importer.database());
        try (StoreUrl.Changes changes = url.changes();
                Snapshots.Lease lease = Snapshots.acquire(url)) {
            awaitChange(changes);
            server.kill();
            try {
                awaitChange(changes);
                assertThat(changes.await(SHORT)).as("it is known by now").isFalse();
                lease.refreshOrKeep(problem -> {});
                assertThat(lease.state().problem()).isPresent();
                assertThat(sum(lease.current())).isEqualTo(9);
            } finally {
                server.resume();
            }
            awaitChange(changes);
            lease.refresh();
            assertThat(lease.state().problem()).isEmpty();
            write(importer, 3);
            awaitChange(changes);
            assertThat(lease.refresh()).isTrue();
            assertThat(sum(lease.current())).isEqualTo(27);
        }
    }

    @Test
    void a_standby_shows_whole_imports_late_or_not_and_goes_on_as_primary() throws Exception {
        PostgresServer standby = server.standby();
        StoreUrl url = standby.as(PostgresServer.SERVER, importer.database());
        try (StoreUrl.Changes changes = url.changes();
                Snapshots.Lease lease = Snapshots.acquire(url)) {
            awaitChange(changes);
            assertThat(sum(lease.current())).isEqualTo(9);

            write(importer, 2);
            awaitChange(changes);
            assertThat(lease.refresh()).isTrue();
            assertThat(sum(lease.current())).isEqualTo(18);

            standby.administer("postgres", "SELECT pg_wal_replay_pause()");
            write(importer, 3);
            write(importer, 4);
            assertThat(changes.await(SHORT)).as("it lags behind").isFalse();
            assertThat(lease.refresh()).isFalse();
            assertThat(sum(lease.current())).isEqualTo(18);
            standby.administer("postgres", "SELECT pg_wal_replay_resume()");
            while (sum(lease.current()) != 36) {
                awaitChange(changes);
                lease.refresh();
                assertThat(sum(lease.current())).as("one import or another").isIn(18.0, 27.0, 36.0);
            }

            standby.promote();
            changes.await(SHORT);
            StoreUrl now = standby.as(PostgresServer.IMPORTER, importer.database());
            CompletableFuture<Void> written = CompletableFuture.runAsync(() -> write(now, 5));
            assertThat(changes.await(LONG)).as("what is a primary now tells").isTrue();
            written.join();
            assertThat(lease.refresh()).isTrue();
            assertThat(sum(lease.current())).isEqualTo(45);
        } finally {
            standby.kill();
        }
    }
}
