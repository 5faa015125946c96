package se.regstat.importing.postgis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicReference;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import java.util.logging.SimpleFormatter;
import org.junit.jupiter.api.Test;
import se.regstat.statistics.division.Area;
import se.regstat.statistics.division.VintageId;
import se.regstat.statistics.postgres.NeedsPostgres;
import se.regstat.statistics.postgres.PostgresServer;
import se.regstat.statistics.store.LockWait;
import se.regstat.statistics.store.Store;
import se.regstat.statistics.store.StoreContract;
import se.regstat.statistics.store.StoreException;
import se.regstat.statistics.store.StoreUrl;

/** Several who have a store in PostgreSQL open at once, and a database that stops under them. */
@NeedsPostgres
class PostgisTransactionsTest {

    private static final VintageId DESO = VintageId.parse("deso@2025");

    private final PostgresServer server = PostgresServer.running();
    private final StoreUrl.PostgreSql url = server.database();

    @Test
    void who_reads_sees_one_state_to_the_end_while_others_replace_and_remove_all_of_it() {
        Area before = StoreContract.area("a", 0);
        try (Store writer = url.open(StoreUrl.Mode.CREATE)) {
            writer.write(StoreContract.vintage(DESO), List.of(before), List.of());
            try (Store reader = url.open(StoreUrl.Mode.READ_ONLY)) {
                long revision = reader.revision();
                writer.write(StoreContract.vintage(DESO, "kommun"), List.of(StoreContract.area("b", 1)), List.of());
                assertThat(reader.vintages()).containsExactly(StoreContract.vintage(DESO));
                assertThat(reader.areas(DESO)).containsExactly(before);
                writer.clear();
                assertThat(reader.areas(DESO)).containsExactly(before);
                assertThat(reader.revision()).isEqualTo(revision);
            }
            assertThat(writer.vintages()).isEmpty();
        }
    }

    @Test
    void two_who_write_at_once_come_one_after_the_other_and_who_waits_is_told_for_whom() throws Exception {
        url.open(StoreUrl.Mode.CREATE).close();
        CompletableFuture<String> said = new CompletableFuture<>();
        Logger logger = Logger.getLogger(LockWait.class.getName());
        Handler listener = listener(said);
        logger.addHandler(listener);
        logger.setUseParentHandlers(false);
        try (Store first = Store.open(url);
                Store second = Store.open(url)) {
            AtomicReference<CompletableFuture<Void>> writing = new AtomicReference<>();
            first.together(() -> {
                first.write(StoreContract.vintage(DESO), List.of(StoreContract.area("a", 0)), List.of());
                writing.set(CompletableFuture.runAsync(() ->
                        second.writeLocalNames(DESO, Map.of("a", new Store.LocalName("Ängen", "kommunen", "2026")))));
                assertThat(said.join())
                        .contains("Waiting for the store " + url)
                        .contains("(regstat, user " + PostgresServer.IMPORTER + ") has it locked");
                assertThat(writing.get()).as("still waiting").isNotDone();
            });
            writing.get().join();
            assertThat(first.areas(DESO).get(0).localName()).contains("Ängen");
        } finally {
            logger.removeHandler(listener);
            logger.setUseParentHandlers(true);
        }
    }

    @Test
    void a_database_that_stops_in_the_middle_of_a_write_leaves_it_as_it_was() {
        try (Store store = url.open(StoreUrl.Mode.CREATE)) {
            store.write(StoreContract.vintage(DESO), List.of(StoreContract.area("a", 0)), List.of());
            long revision = store.revision();
            assertThatThrownBy(() -> store.together(() -> {
                        store.write(StoreContract.vintage(DESO), List.of(StoreContract.area("b", 0)), List.of());
                        server.kill();
                        store.remove(DESO);
                    }))
                    .isInstanceOf(StoreException.class)
                    .hasMessageContaining("try again when it is there");
            assertThatThrownBy(() -> url.open(StoreUrl.Mode.READ_ONLY))
                    .isInstanceOf(StoreException.class)
                    .hasMessageContaining("nothing answers there");
            server.resume();
            try (Store again = url.open(StoreUrl.Mode.READ_ONLY)) {
                assertThat(again.revision()).isEqualTo(revision);
                assertThat(again.areas(DESO)).extracting(Area::code).containsExactly("a");
            }
        }
    }

    @Test
    void what_the_database_says_is_told_in_plain_words() {
        StoreUrl.PostgreSql unknown = server.as(PostgresServer.IMPORTER, "no_such_database");
        assertThatThrownBy(() -> unknown.open(StoreUrl.Mode.READ_ONLY))
                .hasMessageContaining("there is no such database on that server");
        assertThatThrownBy(() -> unknown.exists()).hasMessageContaining("there is no such database on that server");
        StoreUrl.PostgreSql wrong = server.as(PostgresServer.FORGETFUL, url.database());
        assertThatThrownBy(() -> wrong.open(StoreUrl.Mode.READ_ONLY))
                .isInstanceOf(StoreException.class)
                .hasMessageContaining("refused the user or the password")
                .hasMessageContaining("PGPASSWORD")
                .hasMessageNotContaining(PostgresServer.PASSWORD);
        assertThatThrownBy(() -> StoreUrl.parse(url + "&sslmode=require").open(StoreUrl.Mode.READ_ONLY))
                .hasMessageContaining("does not encrypt connections");
        assertThatThrownBy(() -> StoreUrl.parse(url + "&sslmode=requir").open(StoreUrl.Mode.READ_ONLY))
                .hasMessageContaining("as the address asks for");
        assertThatThrownBy(() ->
                        StoreUrl.parse(url + "&targetServerType=secondary").open(StoreUrl.Mode.READ_ONLY))
                .hasMessageContaining("as the address asks for");
        server.administer(
                url.database(), "ALTER DATABASE " + url.database() + " SET default_transaction_read_only = on");
        assertThatThrownBy(() -> url.open(StoreUrl.Mode.CREATE))
                .isInstanceOf(StoreException.class)
                .hasMessageContaining("the database only reads");
    }

    private static Handler listener(CompletableFuture<String> said) {
        return new Handler() {
            @Override
            public void publish(LogRecord record) {
                said.complete(new SimpleFormatter().formatMessage(record));
            }

            @Override
            public void flush() {}

            @Override
            public void close() {}
        };
    }
}
