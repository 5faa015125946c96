package se.regstat.statistics.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Addresses of stores. */
class StoreUrlTest {

    @Test
    void a_file_is_named_by_its_path_with_or_without_what_kind_it_is() {
        StoreUrl.GeoPackage file = StoreUrl.of(Path.of("a/../store.gpkg"));
        assertThat(StoreUrl.parse("gpkg:store.gpkg"))
                .isEqualTo(StoreUrl.parse("store.gpkg"))
                .isEqualTo(file);
        assertThat(StoreUrl.parse("gpkg:store.gpkg", Path.of("/data")))
                .hasToString("gpkg:/data/store.gpkg")
                .extracting(url -> url.folder().orElseThrow())
                .isEqualTo(Path.of("/data"));
    }

    @ParameterizedTest
    @CsvSource({
        "jdbc:postgresql://db/statistik, jdbc:postgresql://db/statistik",
        "jdbc:postgresql://db:5432/statistik, jdbc:postgresql://db/statistik",
        "jdbc:postgresql://db:5433/statistik, jdbc:postgresql://db:5433/statistik",
        "jdbc:postgresql://[::1]:5432/s, jdbc:postgresql://[::1]/s",
        "'jdbc:postgresql://a:5432,b:5433/s', 'jdbc:postgresql://a,b:5433/s'",
        "jdbc:postgresql://db/s?user=u&sslmode=require, jdbc:postgresql://db/s?sslmode=require&user=u",
        "JDBC:postgresql://db/s, jdbc:postgresql://db/s",
        "jdbc:postgresql://db/s?user=a%26b, jdbc:postgresql://db/s?user=a%26b"
    })
    void a_database_is_the_same_however_its_address_is_written(String written, String same) {
        assertThat(StoreUrl.parse(written)).isEqualTo(StoreUrl.parse(same)).hasToString(same);
    }

    @Test
    void the_parameters_of_a_database_are_told_apart() {
        StoreUrl.PostgreSql url =
                (StoreUrl.PostgreSql) StoreUrl.parse("jdbc:postgresql://db/s?user=a%26b&serverRole=gis");
        assertThat(url.parameters()).isEqualTo(Map.of("user", "a&b", "serverRole", "gis"));
        assertThat(url.database()).isEqualTo("s");
        assertThat(url.folder()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "jdbc:postgresql://db/s?user=u&password=geheim",
                "jdbc:postgresql://db/s?user=u&Password=geheim",
                "jdbc:postgresql://db/s?sslpassword=geheim",
                "jdbc:postgresql://u:geheim@db/s",
                "jdbc:postgresql://db/s?geheim",
                "jdbc:postgresql://db/s?socketFactory=geheim",
                "jdbc:postgresql://db/s?loggerFile=geheim",
                "jdbc:mysql://db/s?password=geheim",
                "JDBC:postgresql://u:geheim@db/s",
                " jdbc:postgresql://db/s?password=geheim",
                "postgresql://u:geheim@db/s",
                "postgres:geheim",
                "jdbc:postgresql://db/s?user=geheim50%",
                "jdbc:postgresql:geheim"
            })
    void what_is_no_address_or_has_a_password_is_refused_and_not_repeated(String written) {
        assertThatThrownBy(() -> StoreUrl.parse(written))
                .isInstanceOf(StoreException.class)
                .hasMessageContaining("address")
                .hasMessageNotContaining("geheim");
    }

    @Test
    void a_data_source_of_the_container_is_named_and_none_elsewhere() {
        assertThat(StoreUrl.parse("jndi:java:comp/env/jdbc/regstat")).hasToString("jndi:java:comp/env/jdbc/regstat");
        assertThatThrownBy(() -> StoreUrl.parse("jndi:ldap://evil/x")).hasMessageContaining("no name of a data source");
    }

    @Test
    void without_a_container_there_is_no_data_source_and_that_is_said() {
        assertThatThrownBy(() -> StoreUrl.parse("jndi:jdbc/regstat").open(StoreUrl.Mode.READ_ONLY))
                .isInstanceOf(StoreException.class)
                .hasMessageContaining("jdbc/regstat")
                .hasMessageContaining("jdbc:postgresql://");
    }
}
