package se.regstat.importing.postgis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import se.regstat.statistics.ancillary.Mask;
import se.regstat.statistics.ancillary.Trials;
import se.regstat.statistics.division.VintageId;
import se.regstat.statistics.indicator.Status;
import se.regstat.statistics.postgres.NeedsPostgres;
import se.regstat.statistics.postgres.PostgresServer;
import se.regstat.statistics.request.Weighting;
import se.regstat.statistics.secret.Secret;
import se.regstat.statistics.store.Store;
import se.regstat.statistics.store.StoreException;
import se.regstat.statistics.store.StoreUrl;
import se.regstat.statistics.store.postgis.SchemaVersion;

/** The tables of a store in PostgreSQL, and which versions of them are opened. */
@NeedsPostgres
class PostgisSchemaTest {

    private static final Trials TRIALS = new Trials(
            VintageId.parse("deso@2018"),
            "basis",
            24,
            List.of(
                    new Trials.Score(Weighting.MASK, Mask.BUILT_UP, 0.125, Optional.empty()),
                    new Trials.Score(Weighting.AREA, "", 0.25, Optional.empty())));

    private final PostgresServer server = PostgresServer.running();
    private final StoreUrl.PostgreSql url = server.database();

    @Test
    void the_version_that_is_read_is_that_of_the_last_script() throws Exception {
        Path scripts =
                Path.of(FlywaySchema.class.getResource("V1__store.sql").toURI()).getParent();
        try (Stream<Path> files = Files.list(scripts)) {
            assertThat(files.map(file -> file.getFileName().toString()).filter(name -> name.startsWith("V")))
                    .hasSize(SchemaVersion.KNOWN)
                    .anyMatch(name -> name.startsWith("V" + SchemaVersion.KNOWN + "__"));
        }
    }

    @Test
    void a_database_without_a_store_is_said_to_have_none_and_is_left_so() {
        assertThat(url.exists()).isFalse();
        for (StoreUrl.Mode mode : new StoreUrl.Mode[] {StoreUrl.Mode.READ_ONLY, StoreUrl.Mode.READ_WRITE}) {
            assertThatThrownBy(() -> url.open(mode))
                    .isInstanceOf(StoreException.class)
                    .hasMessageContaining("there is no store " + url)
                    .hasMessageContaining("'regstat import division' from files");
        }
        assertThat(url.exists()).isFalse();
    }

    @Test
    void a_store_is_made_once_and_stays_itself() {
        Optional<UUID> identity;
        try (Store store = url.open(StoreUrl.Mode.CREATE)) {
            identity = store.identity();
        }
        assertThat(url.exists()).isTrue();
        new FlywaySchema().migrate(url);
        try (Store store = url.open(StoreUrl.Mode.CREATE)) {
            assertThat(store.identity()).isPresent().isEqualTo(identity);
        }
    }

    @Test
    void tables_come_with_the_right_to_read_them_or_not_at_all() throws SQLException {
        server.administer(
                url.database(),
                "CREATE FUNCTION public.refuse() RETURNS event_trigger LANGUAGE plpgsql AS"
                        + " $$ BEGIN RAISE disk_full; END $$");
        server.administer(
                url.database(),
                "CREATE EVENT TRIGGER refuse ON ddl_command_start WHEN TAG IN ('GRANT') EXECUTE FUNCTION public.refuse()");
        assertThatThrownBy(() -> url.open(StoreUrl.Mode.CREATE))
                .isInstanceOf(StoreException.class)
                .hasMessageContaining("the database's disk is full");
        assertThat(url.exists()).isFalse();
        server.administer(url.database(), "DROP EVENT TRIGGER refuse");
        url.open(StoreUrl.Mode.CREATE).close();
        server.as(PostgresServer.SERVER, url.database())
                .open(StoreUrl.Mode.READ_ONLY)
                .close();
    }

    @Test
    void tables_come_with_the_note_that_they_came_or_not_at_all() throws SQLException {
        try (Connection importer = server.connect(PostgresServer.IMPORTER, url.database());
                Statement sql = importer.createStatement()) {
            sql.execute("CREATE SCHEMA regstat_store");
            sql.execute(
                    "CREATE TABLE regstat_store.schema_history (installed_rank integer PRIMARY KEY, version varchar(50),"
                            + " description varchar(200) NOT NULL, type varchar(20) NOT NULL, script varchar(1000) NOT NULL,"
                            + " checksum integer, installed_by varchar(100) NOT NULL, installed_on timestamp NOT NULL DEFAULT now(),"
                            + " execution_time integer NOT NULL, success boolean NOT NULL)");
            sql.execute("CREATE FUNCTION regstat_store.refuse() RETURNS trigger LANGUAGE plpgsql AS"
                    + " $$ BEGIN RAISE disk_full; END $$");
            // Nothing is refused until all is written and the transaction ends.
            sql.execute(
                    "CREATE CONSTRAINT TRIGGER refuse AFTER INSERT ON regstat_store.schema_history DEFERRABLE INITIALLY"
                            + " DEFERRED FOR EACH ROW EXECUTE FUNCTION regstat_store.refuse()");
            assertThatThrownBy(() -> url.open(StoreUrl.Mode.CREATE))
                    .isInstanceOf(StoreException.class)
                    .hasMessageContaining("the database's disk is full");
            assertThat(url.exists()).isFalse();
            sql.execute("DROP TRIGGER refuse ON regstat_store.schema_history");
        }
        url.open(StoreUrl.Mode.CREATE).close();
        assertThat(url.exists()).isTrue();
    }

    @Test
    void one_of_a_later_version_is_refused_by_all_who_know_it_not() throws SQLException {
        url.open(StoreUrl.Mode.CREATE).close();
        run(
                "INSERT INTO regstat_store.schema_history SELECT 99, '99', 'later', 'SQL', 'V99__later.sql', 0, installed_by, now(), 0, true"
                        + " FROM regstat_store.schema_history WHERE version = '1'");
        for (StoreUrl.Mode mode : StoreUrl.Mode.values()) {
            assertThatThrownBy(() -> url.open(mode))
                    .isInstanceOf(StoreException.class)
                    .hasMessageContaining("has version 99; this program reads version " + SchemaVersion.KNOWN)
                    .hasMessageContaining("Install the version of Regstat");
        }
    }

    @Test
    void one_of_an_earlier_version_is_not_read_and_who_can_mend_it_is_told() throws SQLException {
        url.open(StoreUrl.Mode.CREATE).close();
        run("DELETE FROM regstat_store.schema_history WHERE version = '" + SchemaVersion.KNOWN + "'");
        assertThatThrownBy(() -> url.open(StoreUrl.Mode.READ_ONLY))
                .isInstanceOf(StoreException.class)
                .hasMessageContaining("has version " + (SchemaVersion.KNOWN - 1))
                .hasMessageContaining("regstat migrate");
    }

    @Test
    void trials_of_the_third_version_are_kept_and_a_secret_is_made_when_it_is_brought_up_to_date() throws SQLException {
        url.open(StoreUrl.Mode.CREATE).close();
        write(TRIALS);
        alter(
                "ALTER TABLE regstat_store.trials DROP COLUMN spread",
                "DROP TABLE regstat_store.secret",
                "DROP TABLE regstat_store.flows",
                "DELETE FROM regstat_store.schema_history WHERE version IN ('4', '5', '6')");
        assertUpToDate();
    }

    @Test
    void a_secret_is_made_of_a_database_of_the_fourth_version_and_stays() throws SQLException {
        url.open(StoreUrl.Mode.CREATE).close();
        write(TRIALS);
        alter(
                "DROP TABLE regstat_store.secret",
                "DROP TABLE regstat_store.flows",
                "DELETE FROM regstat_store.schema_history WHERE version IN ('5', '6')");
        Optional<Secret> made = assertUpToDate();
        assertThat(assertUpToDate()).isEqualTo(made);
    }

    private void write(Trials trials) {
        try (Store store = url.open(StoreUrl.Mode.READ_WRITE)) {
            store.writeTrials(List.of(trials));
        }
    }

    /** By the importer, and read by the server. */
    private Optional<Secret> assertUpToDate() {
        new FlywaySchema().migrate(url);
        try (Store store = server.as(PostgresServer.SERVER, url.database()).open(StoreUrl.Mode.READ_ONLY)) {
            assertThat(store.trials()).containsExactly(TRIALS);
            assertThat(store.secret()).isPresent();
            return store.secret();
        }
    }

    @Test
    void a_database_without_postgis_is_told_what_to_run() {
        assertThatThrownBy(() -> server.plainDatabase().open(StoreUrl.Mode.CREATE))
                .isInstanceOf(StoreException.class)
                .hasMessageContaining("has no PostGIS")
                .hasMessageContaining("CREATE EXTENSION postgis");
    }

    @Test
    void statuses_mean_in_the_views_what_they_mean_here() throws SQLException {
        url.open(StoreUrl.Mode.CREATE).close();
        Map<Integer, String> there = new HashMap<>();
        try (Connection connection = server.connect(PostgresServer.IMPORTER, url.database());
                Statement sql = connection.createStatement();
                ResultSet row = sql.executeQuery("SELECT code, status FROM regstat_store.statuses")) {
            while (row.next()) there.put(row.getInt(1), row.getString(2));
        }
        Map<Integer, String> here = new HashMap<>();
        for (Status status : Status.values()) here.put((int) status.code(), status.id());
        assertThat(there).isEqualTo(here);
    }

    private void run(String statement) throws SQLException {
        try (Connection connection = server.connect(PostgresServer.IMPORTER, url.database());
                Statement sql = connection.createStatement()) {
            assertThat(sql.executeUpdate(statement)).isOne();
        }
    }

    /** To what an earlier version had. */
    private void alter(String... statements) throws SQLException {
        try (Connection connection = server.connect(PostgresServer.IMPORTER, url.database());
                Statement sql = connection.createStatement()) {
            for (String statement : statements) sql.execute(statement);
        }
    }
}
