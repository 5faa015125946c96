package se.regstat.importing.postgis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import se.regstat.statistics.division.VintageId;
import se.regstat.statistics.event.Events;
import se.regstat.statistics.indicator.EventCoverage;
import se.regstat.statistics.indicator.Provenance;
import se.regstat.statistics.indicator.PublishedValues;
import se.regstat.statistics.indicator.Status;
import se.regstat.statistics.postgres.NeedsPostgres;
import se.regstat.statistics.postgres.PostgresServer;
import se.regstat.statistics.store.Store;
import se.regstat.statistics.store.Store.Showing;
import se.regstat.statistics.store.StoreContract;
import se.regstat.statistics.store.StoreException;
import se.regstat.statistics.store.StoreUrl;

/** Who may read what of a store in PostgreSQL: the importer all, the server all and writes nothing, readers the views alone. */
@NeedsPostgres
class PostgisAccessTest {

    private static final VintageId EARLIER = VintageId.parse("deso@2018");
    private static final VintageId LATER = VintageId.parse("deso@2025");
    private static final Provenance FROM =
            new Provenance(Instant.parse("2026-11-22T12:00:00Z"), "tabell.csv", "00ff", "SCB");

    private final PostgresServer server = PostgresServer.running();
    private final StoreUrl.PostgreSql url = server.database();

    @BeforeEach
    void fill() {
        try (Store store = url.open(StoreUrl.Mode.CREATE)) {
            store.write(
                    StoreContract.vintage(EARLIER, "kommun"),
                    List.of(StoreContract.area("a", 0), StoreContract.area("b", 1)),
                    List.of());
            store.write(StoreContract.vintage(LATER), List.of(StoreContract.area("a", 0)), List.of());
            store.writeValues(List.of(
                    values("population", EARLIER, 2022, 10, Double.NaN),
                    values("population", EARLIER, 2023, 30, 40),
                    values("population", LATER, 2024, 50),
                    values("secret", EARLIER, 2022, 1, 2)));
            store.show(id -> id.equals("population") ? Showing.VALUES : Showing.UNDESCRIBED, false);
        }
    }

    @Test
    void views_show_areas_and_values_of_all_years_and_vintages_by_name() throws SQLException {
        assertThat(rows(PostgresServer.READER, "SELECT code, area_name, kommun FROM regstat.deso_2018 ORDER BY fid"))
                .containsExactly("a|Område a|null", "b|Område b|null");
        assertThat(rows(
                        PostgresServer.READER,
                        "SELECT vintage, year, code, value, status, ST_XMin(geom) FROM regstat.population_deso"
                                + " ORDER BY year, code"))
                .containsExactly(
                        "2018|2022|a|10|normal|0",
                        "2018|2022|b|null|suppressed|1",
                        "2018|2023|a|30|normal|0",
                        "2018|2023|b|40|normal|1",
                        "2025|2024|a|50|normal|0");
        assertThat(rows(PostgresServer.READER, "SELECT count(DISTINCT fid) FROM regstat.population_deso"))
                .containsExactly("5");
        assertThat(rows(
                        PostgresServer.READER,
                        "SELECT f_table_name, f_geometry_column, srid, type FROM geometry_columns WHERE f_table_schema ="
                                + " 'regstat' ORDER BY 1"))
                .containsExactly(
                        "deso_2018|geom|3006|MULTIPOLYGON",
                        "deso_2025|geom|3006|MULTIPOLYGON",
                        "population_deso|geom|3006|MULTIPOLYGON");
    }

    @Test
    void restricted_values_are_in_no_view_and_readers_come_at_no_table() throws SQLException {
        assertThat(rows(
                        PostgresServer.IMPORTER,
                        "SELECT viewname FROM pg_views WHERE schemaname = 'regstat' ORDER BY 1"))
                .containsExactly("deso_2018", "deso_2025", "population_deso");
        // What the views are made of, as the database knows it: the table of restricted values is not among it, nor one
        // that it is part of.
        assertThat(
                        rows(
                                PostgresServer.IMPORTER,
                                "SELECT DISTINCT table_name FROM information_schema.view_table_usage WHERE view_schema = 'regstat' ORDER BY 1"))
                .containsExactly("areas", "code_lists", "shown_values", "statuses");
        for (String table :
                List.of("published_values", "service_values", "shown_values", "events", "flows", "areas", "secret")) {
            assertThatThrownBy(() -> rows(PostgresServer.READER, "SELECT * FROM regstat_store." + table))
                    .hasMessageContaining("permission denied");
        }
    }

    @Test
    void an_indicator_that_nobody_describes_any_more_leaves_the_views_and_comes_back_with_its_values()
            throws SQLException {
        try (Store store = Store.open(url)) {
            long revision = store.revision();
            store.show(id -> Showing.UNDESCRIBED, false);
            assertThat(views()).containsExactly("deso_2018", "deso_2025");
            assertThat(rows(PostgresServer.IMPORTER, "SELECT count(*) FROM regstat_store.shown_values"))
                    .containsExactly("0");
            assertThat(store.values()).hasSize(4);
            store.show(id -> Showing.VALUES, false);
            assertThat(views()).containsExactly("deso_2018", "deso_2025", "population_deso", "secret_deso");
            assertThat(store.values()).hasSize(4);
            assertThat(store.revision()).as("what is stored is the same").isEqualTo(revision);
        }
    }

    @Test
    void values_of_which_nobody_said_that_they_may_be_shown_are_not() throws SQLException {
        try (Store store = Store.open(url)) {
            store.writeValues(List.of(values("new", LATER, 2025, 5), values("population", LATER, 2025, 6)));
        }
        assertThat(views()).containsExactly("deso_2018", "deso_2025", "population_deso");
        assertThat(rows(PostgresServer.READER, "SELECT value FROM regstat.population_deso WHERE year = 2025"))
                .containsExactly("6");
    }

    @Test
    void values_that_come_after_it_was_said_are_shown_at_once() throws SQLException {
        try (Store store = Store.open(url)) {
            store.show(id -> id.equals("secret") ? Showing.RESTRICTED : Showing.VALUES, false);
            store.writeValues(List.of(values("new", LATER, 2025, 5), values("secret", LATER, 2025, 6)));
        }
        assertThat(views()).containsExactly("deso_2018", "deso_2025", "new_deso", "population_deso");
        assertThat(rows(PostgresServer.IMPORTER, "SELECT DISTINCT indicator FROM regstat_store.service_values"))
                .containsExactly("secret");
    }

    @Test
    void views_follow_what_is_replaced_and_removed() throws SQLException {
        try (Store store = Store.open(url)) {
            store.write(StoreContract.vintage(EARLIER, "regso"), List.of(StoreContract.area("b", 5)), List.of());
            assertThat(rows(PostgresServer.READER, "SELECT regso, ST_XMin(geom) FROM regstat.deso_2018"))
                    .containsExactly("null|5");
            assertThat(rows(PostgresServer.READER, "SELECT year, code FROM regstat.population_deso ORDER BY year"))
                    .containsExactly("2022|b", "2023|b", "2024|a");
            store.remove(EARLIER);
            assertThat(views()).containsExactly("deso_2025", "population_deso");
            store.removeIndicator("population", OptionalInt.empty());
            assertThat(views()).containsExactly("deso_2025");
            store.clear();
            assertThat(views()).isEmpty();
        }
    }

    @Test
    void points_have_a_view_only_where_they_may_be_shown() throws SQLException {
        Events fires = Events.sorted(
                "fires",
                2022,
                EventCoverage.parse("kommun=1480"),
                new double[] {500_001, 500_000},
                new double[] {6_500_000, 6_500_000},
                new double[] {2, 1},
                FROM);
        try (Store store = Store.open(url)) {
            store.writeEvents(List.of(fires), true);
            assertThat(rows(
                            PostgresServer.READER,
                            "SELECT year, count, ST_X(geom) FROM regstat.fires_points ORDER BY count"))
                    .containsExactly("2022|1|500000", "2022|2|500001");
            assertThat(store.shownEvents()).containsExactly("fires");
            store.writeEvents(List.of(fires), false);
            assertThat(views()).doesNotContain("fires_points");
            assertThat(store.shownEvents()).isEmpty();
            assertThat(store.events()).hasSize(1);
        }
    }

    @Test
    void the_server_reads_all_and_writes_nothing() {
        StoreUrl.PostgreSql served = server.as(PostgresServer.SERVER, url.database());
        try (Store store = served.open(StoreUrl.Mode.READ_ONLY)) {
            assertThat(store.values()).hasSize(4);
            assertThat(store.areas(EARLIER)).hasSize(2);
            assertThat(store.secret()).isPresent();
        }
        try (Store store = served.open(StoreUrl.Mode.READ_WRITE)) {
            assertThatThrownBy(() -> store.remove(EARLIER))
                    .isInstanceOf(StoreException.class)
                    .hasMessageContaining("this user may not do that");
        }
        try (Store store = url.open(StoreUrl.Mode.READ_ONLY)) {
            assertThat(store.vintages()).hasSize(2);
        }
    }

    @Test
    void who_may_read_the_views_alone_cannot_serve_and_is_told_who_lets_the_server_read() {
        assertThatThrownBy(
                        () -> server.as(PostgresServer.READER, url.database()).open(StoreUrl.Mode.READ_ONLY))
                .isInstanceOf(StoreException.class)
                .hasMessageContaining("this user may not do that")
                .hasMessageContaining("regstat migrate");
    }

    @Test
    void roles_of_other_names_are_given_in_the_address() throws SQLException {
        server.administer(url.database(), "DROP ROLE IF EXISTS kartserver");
        server.administer(url.database(), "CREATE ROLE kartserver LOGIN PASSWORD '" + PostgresServer.PASSWORD + "'");
        try {
            new FlywaySchema().migrate((StoreUrl.Database) StoreUrl.parse(url + "&serverRole=kartserver"));
            try (Store store = server.as("kartserver", url.database()).open(StoreUrl.Mode.READ_ONLY)) {
                assertThat(store.values()).hasSize(4);
            }
            assertThat(new FlywaySchema().readers(url))
                    .contains("kartserver reads all of it", "regstat_reader reads its views");
            assertThatThrownBy(() -> new FlywaySchema()
                            .migrate((StoreUrl.Database) StoreUrl.parse(url + "&readerRole=kartserve")))
                    .isInstanceOf(StoreException.class)
                    .hasMessageContaining("there is no role kartserve, which readerRole");
            assertThatThrownBy(() -> new FlywaySchema()
                            .migrate((StoreUrl.Database) StoreUrl.parse(url + "&serverRole=x%22%3B--")))
                    .isInstanceOf(StoreException.class)
                    .hasMessageContaining("no name of a role");
        } finally {
            server.administer(url.database(), "DROP OWNED BY kartserver");
            server.administer(url.database(), "DROP ROLE kartserver");
        }
    }

    private List<String> views() throws SQLException {
        return rows(PostgresServer.READER, "SELECT viewname FROM pg_views WHERE schemaname = 'regstat' ORDER BY 1");
    }

    /** Columns with bars between; numbers without what says nothing. */
    private List<String> rows(String role, String query) throws SQLException {
        List<String> rows = new ArrayList<>();
        try (Connection connection = server.connect(role, url.database());
                Statement sql = connection.createStatement();
                ResultSet row = sql.executeQuery(query)) {
            while (row.next()) {
                List<String> columns = new ArrayList<>();
                for (int i = 1; i <= row.getMetaData().getColumnCount(); i++)
                    columns.add(String.valueOf(row.getString(i)));
                rows.add(String.join("|", columns));
            }
        }
        return rows;
    }

    /** For the codes a, b, and so on; NaN is a suppressed value. */
    private static PublishedValues values(String indicator, VintageId vintage, int year, double... values) {
        byte[] statuses = new byte[values.length];
        for (int i = 0; i < values.length; i++) {
            statuses[i] = (Double.isNaN(values[i]) ? Status.SUPPRESSED : Status.NORMAL).code();
        }
        return new PublishedValues(
                indicator, vintage, year, List.of("a", "b").subList(0, values.length), values, statuses, FROM);
    }
}
