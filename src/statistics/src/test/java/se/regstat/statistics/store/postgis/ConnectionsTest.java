package se.regstat.statistics.store.postgis;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.Properties;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import se.regstat.statistics.store.StoreUrl;

/** What a database's driver is told when it connects. */
class ConnectionsTest {

    private static final Map<String, String> ENVIRONMENT =
            Map.of("PGUSER", "anna", "PGPASSWORD", "geheim", "HOME", "/");

    @Test
    void user_and_password_come_from_the_environment_and_the_user_of_the_address_goes_before() {
        assertThat(told("jdbc:postgresql://db/s", StoreUrl.Mode.READ_ONLY))
                .containsEntry("user", "anna")
                .containsEntry("password", "geheim");
        assertThat(told("jdbc:postgresql://db/s?user=bo", StoreUrl.Mode.READ_ONLY))
                .containsEntry("user", "bo")
                .containsEntry("password", "geheim");
    }

    @Test
    void a_database_that_falls_silent_is_given_up_by_who_reads_unless_the_address_says_when() {
        assertThat(told("jdbc:postgresql://db/s", StoreUrl.Mode.READ_ONLY)).containsEntry("socketTimeout", "60");
        assertThat(told("jdbc:postgresql://db/s?socketTimeout=5", StoreUrl.Mode.READ_ONLY))
                .containsEntry("socketTimeout", "5");
        assertThat(told("jdbc:postgresql://db/s", StoreUrl.Mode.CREATE)).doesNotContainKey("socketTimeout");
    }

    @Test
    void roles_that_may_read_are_not_the_driver_s_to_know() {
        assertThat(told("jdbc:postgresql://db/s?serverRole=gis&sslmode=require", StoreUrl.Mode.CREATE))
                .containsEntry("sslmode", "require")
                .doesNotContainKey("serverRole");
    }

    @Test
    void the_password_of_the_environment_goes_to_servers_alone_that_were_named_where_the_program_was_started() {
        assertThat(told("jdbc:postgresql://elsewhere/s", StoreUrl.Mode.READ_ONLY))
                .containsEntry("user", "anna")
                .doesNotContainKey("password");
        assertThat(told("jdbc:postgresql://db:5433/s", StoreUrl.Mode.READ_ONLY)).doesNotContainKey("password");
        assertThat(told("jdbc:postgresql://db/other", StoreUrl.Mode.READ_ONLY)).containsEntry("password", "geheim");
    }

    @BeforeEach
    void start_with_a_store() {
        Connections.entrust(StoreUrl.parse("jdbc:postgresql://db/s"));
    }

    private static Properties told(String address, StoreUrl.Mode mode) {
        return Connections.properties((StoreUrl.PostgreSql) StoreUrl.parse(address), mode, ENVIRONMENT);
    }
}
