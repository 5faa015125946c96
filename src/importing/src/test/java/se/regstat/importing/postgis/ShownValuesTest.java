package se.regstat.importing.postgis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import se.regstat.statistics.config.Configuration;
import se.regstat.statistics.division.VintageId;
import se.regstat.statistics.event.Events;
import se.regstat.statistics.indicator.EventCoverage;
import se.regstat.statistics.indicator.Provenance;
import se.regstat.statistics.indicator.PublishedValues;
import se.regstat.statistics.postgres.NeedsPostgres;
import se.regstat.statistics.postgres.PostgresServer;
import se.regstat.statistics.store.Store;
import se.regstat.statistics.store.Store.Showing;
import se.regstat.statistics.store.StoreContract;
import se.regstat.statistics.store.StoreException;
import se.regstat.statistics.store.StoreUrl;

/** What other programs see of indicators, by the configuration that commands run with, and what keeps them from seeing it. */
@NeedsPostgres
class ShownValuesTest {

    private static final VintageId DESO = VintageId.parse("deso@2025");
    private static final Provenance FROM =
            new Provenance(Instant.parse("2026-11-22T12:00:00Z"), "tabell.csv", "00ff", "SCB");
    private static final String OPEN = "indicators: {wages: {kind: count}}\n";
    private static final String RESTRICTED =
            "indicators: {wages: {kind: count, disclosure: {minimum: 5, base: wages}}}\n";
    private static final String OTHER = "indicators: {schools: {kind: count}}\n";

    @TempDir
    Path folder;

    private final PostgresServer server = PostgresServer.running();
    private final StoreUrl.PostgreSql url = server.database();

    @BeforeEach
    void import_wages() {
        try (Store store = url.open(StoreUrl.Mode.CREATE)) {
            store.write(StoreContract.vintage(DESO, "kommun"), List.of(StoreContract.area("a", 0)), List.of());
            store.writeValues(List.of(wages()));
        }
    }

    @Test
    void only_what_a_configuration_describes_and_does_not_restrict_is_in_views() {
        assertThat(views()).containsExactly("deso_2025");
        tell(OPEN);
        assertThat(views()).containsExactly("deso_2025", "wages_deso");
        tell(OTHER);
        assertThat(views()).containsExactly("deso_2025");
        tell(OPEN);
        assertThat(views()).containsExactly("deso_2025", "wages_deso");
        tell(RESTRICTED);
        assertThat(views()).containsExactly("deso_2025");
    }

    @Test
    void what_was_restricted_stays_so_for_configurations_that_know_nothing_of_it_until_it_is_lifted_by_word() {
        tell(RESTRICTED);
        for (String other : List.of(OPEN, OTHER, OPEN)) tell(other);
        assertThat(views()).containsExactly("deso_2025");
        try (Store store = Store.open(url)) {
            store.clear();
            store.write(StoreContract.vintage(DESO), List.of(StoreContract.area("a", 0)), List.of());
            store.writeValues(List.of(wages()));
            assertThat(store.show(id -> Showing.VALUES, false))
                    .anyMatch(note -> note.startsWith("wages was restricted and stays so") && note.contains("--show"));
            assertThat(views()).containsExactly("deso_2025");
            assertThat(store.show(id -> Showing.VALUES, true)).containsExactly("view wages_deso is there now");
        }
        assertThat(views()).containsExactly("deso_2025", "wages_deso");
    }

    @Test
    void points_go_with_what_lets_them_be_shown() {
        String points = "indicators: {fires: {kind: count, events: {publish_points: true}}}\n";
        try (Store store = Store.open(url)) {
            store.writeEvents(List.of(fires()), true);
        }
        assertThat(views()).contains("fires_points");
        for (String other : List.of(
                "indicators: {fires: {kind: count, events: {}}}\n",
                "indicators: {fires: {kind: count, events: {}, disclosure: {minimum: 5, base: fires}}}\n",
                OTHER)) {
            tell(points, true);
            assertThat(views()).contains("fires_points");
            tell(other);
            assertThat(views()).doesNotContain("fires_points");
            assertThat(number("SELECT count(*) FROM regstat_store.shown_points"))
                    .isZero();
        }
        tell("indicators: {fires: {kind: count, events: {}, disclosure: {minimum: 5, base: fires}}}\n");
        try (Store store = Store.open(url)) {
            store.writeEvents(List.of(fires()), true);
            assertThat(store.shownEvents()).isEmpty();
            assertThat(store.events()).hasSize(1);
        }
    }

    @Test
    void who_has_a_view_open_or_built_another_on_it_does_not_stop_imports_nor_goes_on_seeing_restricted_values()
            throws SQLException {
        tell(OPEN);
        run(PostgresServer.IMPORTER, "CREATE VIEW regstat.mine AS SELECT value, year FROM regstat.wages_deso");
        run(PostgresServer.IMPORTER, "GRANT SELECT ON regstat.mine TO " + PostgresServer.READER);
        try (Connection reader = server.connect(PostgresServer.READER, url.database());
                Statement sql = reader.createStatement()) {
            reader.setAutoCommit(false);
            sql.executeQuery("SELECT * FROM regstat.wages_deso, regstat.deso_2025")
                    .close();
            try (Store store = Store.open(url)) {
                store.write(StoreContract.vintage(DESO, "regso"), List.of(StoreContract.area("a", 7)), List.of());
                assertThat(store.show(id -> Showing.RESTRICTED, false))
                        .contains("view wages_deso shows nothing any more, and stays as long as another program or view"
                                + " holds it");
            }
            try (ResultSet row = sql.executeQuery("SELECT count(*) FROM regstat.wages_deso")) {
                assertThat(row.next() && row.getInt(1) == 0).isTrue();
            }
            reader.commit();
        }
        assertThat(number("SELECT count(*) FROM regstat.mine")).isZero();
        assertThat(number("SELECT count(*) FROM regstat.deso_2025 WHERE ST_XMin(geom) = 7"))
                .isOne();
        run(PostgresServer.IMPORTER, "DROP VIEW regstat.mine");
        tell(RESTRICTED);
        assertThat(views()).containsExactly("deso_2025");
        assertThat(number("SELECT count(*) FROM information_schema.columns WHERE table_name = 'deso_2025' AND"
                        + " column_name = 'regso'"))
                .isOne();
    }

    @Test
    void views_of_others_and_grants_on_single_views_stay() throws SQLException {
        run(PostgresServer.IMPORTER, "CREATE VIEW regstat.mine AS SELECT 1 AS one");
        run(PostgresServer.IMPORTER, "CREATE VIEW regstat.wages_deso AS SELECT 2 AS two");
        run(PostgresServer.IMPORTER, "GRANT USAGE ON SCHEMA regstat TO " + PostgresServer.FORGETFUL);
        run(PostgresServer.IMPORTER, "GRANT SELECT ON regstat.deso_2025 TO " + PostgresServer.FORGETFUL);
        try (Store store = Store.open(url)) {
            store.write(StoreContract.vintage(DESO, "regso"), List.of(StoreContract.area("a", 0)), List.of());
            assertThat(store.show(id -> Showing.VALUES, false))
                    .anyMatch(note -> note.startsWith("there is no view wages_deso"));
        }
        assertThat(views()).containsExactly("deso_2025", "mine", "wages_deso");
        assertThat(number("SELECT two FROM regstat.wages_deso")).isEqualTo(2);
        run(PostgresServer.FORGETFUL, "SELECT regso FROM regstat.deso_2025");
    }

    @Test
    void indicators_whose_views_would_have_no_name_of_their_own_are_told() {
        String lengthy = "l".repeat(60);
        VintageId other = VintageId.parse("deso_deso@2024");
        try (Store store = Store.open(url)) {
            store.write(StoreContract.vintage(other), List.of(StoreContract.area("a", 0)), List.of());
            store.writeValues(List.of(values(lengthy, DESO), values("wages_deso", DESO), values("wages", other)));
            assertThat(store.show(id -> Showing.VALUES, false))
                    .contains(
                            "there is no view " + lengthy + "_deso: a name in PostgreSQL has at most 63 characters",
                            "view wages_deso_deso is of values of wages in deso_deso, so there is none of values of"
                                    + " wages_deso in deso");
        }
    }

    @Test
    void a_schema_of_somebody_else_s_is_not_taken() throws SQLException {
        StoreUrl.PostgreSql taken = server.database();
        try (Connection importer = server.connect(PostgresServer.IMPORTER, taken.database());
                Statement sql = importer.createStatement()) {
            sql.execute("CREATE SCHEMA regstat");
            sql.execute("CREATE TABLE regstat.theirs (id integer)");
        }
        assertThatThrownBy(() -> taken.open(StoreUrl.Mode.CREATE))
                .isInstanceOf(StoreException.class)
                .hasMessageContaining("schema regstat holds something that is not of a store");
    }

    @Test
    void what_readers_put_where_they_may_is_not_run_by_who_imports() throws SQLException {
        server.administer(url.database(), "GRANT CREATE ON SCHEMA public TO " + PostgresServer.READER);
        run(
                PostgresServer.READER,
                "CREATE FUNCTION public.array_send(double precision[]) RETURNS bytea LANGUAGE plpgsql"
                        + " AS $$ BEGIN RAISE 'run by %', current_user; END $$");
        run(
                PostgresServer.READER,
                "CREATE FUNCTION public.same(text, character varying) RETURNS boolean LANGUAGE plpgsql"
                        + " AS $$ BEGIN RAISE 'run by %', current_user; END $$");
        run(
                PostgresServer.READER,
                "CREATE OPERATOR public.= (LEFTARG = text, RIGHTARG = character varying, FUNCTION = public.same)");
        try (Store store = Store.open(url)) {
            store.writeValues(List.of(wages()));
            store.show(id -> Showing.VALUES, false);
            assertThat(store.values()).hasSize(1);
            assertThat(store.areas(DESO)).hasSize(1);
        }
    }

    @Test
    void a_database_where_anybody_may_put_something_beside_postgis_is_refused() {
        StoreUrl.PostgreSql open = server.database();
        server.administer(open.database(), "GRANT CREATE ON SCHEMA public TO PUBLIC");
        assertThatThrownBy(() -> open.open(StoreUrl.Mode.CREATE))
                .isInstanceOf(StoreException.class)
                .hasMessageContaining("REVOKE CREATE ON SCHEMA public FROM PUBLIC");
    }

    private void tell(String indicators) {
        tell(indicators, false);
    }

    private void tell(String indicators, boolean lift) {
        try {
            Configuration.writeDefaults(folder);
            Files.writeString(folder.resolve("indicators.yml"), indicators);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        try (Store store = Store.open(url)) {
            ShownValues.tell(store, Configuration.load(folder), lift);
        }
    }

    private static PublishedValues wages() {
        return values("wages", DESO);
    }

    private static PublishedValues values(String indicator, VintageId vintage) {
        return new PublishedValues(indicator, vintage, 2025, List.of("a"), new double[] {7}, new byte[1], FROM);
    }

    private static Events fires() {
        double[] one = {1};
        return Events.sorted("fires", 2025, EventCoverage.parse("kommun=1480"), one, one, one, FROM);
    }

    private List<String> views() {
        try (Connection reader = server.connect(PostgresServer.READER, url.database());
                Statement sql = reader.createStatement();
                ResultSet row = sql.executeQuery(
                        "SELECT array_agg(viewname::text ORDER BY viewname) FROM pg_views WHERE schemaname = 'regstat'")) {
            row.next();
            return List.of((String[]) row.getArray(1).getArray());
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private long number(String query) {
        try (Connection importer = server.connect(PostgresServer.IMPORTER, url.database());
                Statement sql = importer.createStatement();
                ResultSet row = sql.executeQuery(query)) {
            row.next();
            return row.getLong(1);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private void run(String role, String statement) throws SQLException {
        try (Connection connection = server.connect(role, url.database());
                Statement sql = connection.createStatement()) {
            sql.execute(statement);
        }
    }
}
