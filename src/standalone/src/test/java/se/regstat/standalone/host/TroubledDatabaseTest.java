package se.regstat.standalone.host;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import se.regstat.statistics.config.Configuration;
import se.regstat.statistics.division.VintageId;
import se.regstat.statistics.indicator.Provenance;
import se.regstat.statistics.indicator.PublishedValues;
import se.regstat.statistics.indicator.Status;
import se.regstat.statistics.postgres.HeldLine;
import se.regstat.statistics.postgres.NeedsPostgres;
import se.regstat.statistics.postgres.PostgresServer;
import se.regstat.statistics.store.Store;
import se.regstat.statistics.store.StoreContract;
import se.regstat.statistics.store.StoreUrl;
import se.regstat.statistics.store.postgis.SchemaVersion;

/** A server whose database takes what is asked and never answers, or refuses it: it answers from memory, says why, and goes on by itself. */
@NeedsPostgres
@Timeout(value = 50, unit = TimeUnit.SECONDS) // less than the driver waits when nobody says otherwise
class TroubledDatabaseTest {

    private static final VintageId DESO = VintageId.parse("deso@2025");
    private static final int LONG = 3600;
    private static final String HEALTH = "/regstat-info/health";

    @TempDir
    Path folder;

    private final PostgresServer server = PostgresServer.running();
    private final StoreUrl.PostgreSql importer = server.database();
    private HeldLine line;

    @BeforeEach
    void fill() throws Exception {
        Configuration.writeDefaults(folder);
        line = HeldLine.to(server);
        try (Store store = importer.open(StoreUrl.Mode.CREATE)) {
            store.write(StoreContract.vintage(DESO), List.of(StoreContract.area("a", 600_000)), List.of());
        }
        write(1000);
    }

    @AfterEach
    void hang_up() {
        line.close();
    }

    private void write(double population) {
        try (Store store = Store.open(importer)) {
            store.writeValues(List.of(new PublishedValues(
                    "population",
                    DESO,
                    2025,
                    List.of("a"),
                    new double[] {population},
                    new byte[] {Status.NORMAL.code()},
                    new Provenance(Instant.EPOCH, "tabell.csv", "00ff", "SCB"))));
        }
    }

    private EmbeddedHost start(StoreUrl store) throws IOException {
        return EmbeddedHost.start(new EmbeddedHost.Options("127.0.0.1", 0, Optional.empty(), store, folder));
    }

    /** @param silence after how many seconds the database is taken for dead */
    private StoreUrl hanging(int silence) {
        return line.as(PostgresServer.SERVER, importer.database(), silence);
    }

    private static String ask(EmbeddedHost host, String path) throws Exception {
        return HttpClient.newHttpClient()
                .send(HttpRequest.newBuilder(URI.create(host.baseUrl() + path)).build(), BodyHandlers.ofString())
                .body();
    }

    private static String values(EmbeddedHost host) throws Exception {
        return ask(
                host,
                "/wfs?service=WFS&version=2.0.0&request=GetFeature&typeNames=regstat:population_deso&outputFormat=csv"
                        + "&propertyName=code,value");
    }

    interface Trouble {
        void happens() throws Exception;
    }

    /** @param told by health meanwhile */
    private void answersFromMemory(StoreUrl store, Trouble trouble, String told, Trouble mended) throws Exception {
        try (EmbeddedHost host = start(store)) {
            String before = values(host);
            assertThat(before).contains("1000");
            assertThat(ask(host, HEALTH)).contains("\"status\": \"pass\"");
            trouble.happens();
            assertThat(AwaitedAnswer.of(host, HEALTH, health -> health.contains("\"status\": \"warn\"")))
                    .contains("the store cannot be read, and answers come from memory", told)
                    .doesNotContain(PostgresServer.PASSWORD);
            assertThat(values(host)).isEqualTo(before);
            assertThat(ask(host, "/regstat-info/health/ready")).contains("warn");
            mended.happens();
            AwaitedAnswer.of(host, HEALTH, health -> health.contains("\"status\": \"pass\""));
            assertThat(values(host)).contains("2000");
        }
    }

    @Test
    void that_hangs() throws Exception {
        answersFromMemory(
                hanging(1),
                () -> {
                    line.hold();
                    write(2000);
                },
                "",
                line::letGo);
    }

    @Test
    void whose_password_is_another_by_now() throws Exception {
        String role = importer.database() + "_server";
        String password = "ALTER ROLE " + role + " PASSWORD '";
        server.administer("postgres", "CREATE ROLE " + role + " LOGIN IN ROLE " + PostgresServer.SERVER);
        server.administer("postgres", password + PostgresServer.PASSWORD + "'");
        answersFromMemory(
                server.as(role, importer.database()),
                () -> {
                    server.administer("postgres", password + "another'");
                    write(2000);
                },
                "the database refused the user or the password",
                () -> server.administer("postgres", password + PostgresServer.PASSWORD + "'"));
    }

    @Test
    void whose_tables_are_of_a_later_version() throws Exception {
        String version = "UPDATE regstat_store.schema_history SET version = '%s' WHERE version = '%s'";
        answersFromMemory(
                server.as(PostgresServer.SERVER, importer.database()),
                () -> {
                    server.administer(importer.database(), version.formatted(99, SchemaVersion.KNOWN));
                    server.administer(importer.database(), "UPDATE regstat_store.store SET revision = revision + 1");
                },
                "has version 99; this program reads version " + SchemaVersion.KNOWN,
                () -> {
                    server.administer(importer.database(), version.formatted(SchemaVersion.KNOWN, 99));
                    write(2000);
                });
    }

    @Test
    void a_server_stops_at_once_whatever_it_waits_for() throws Exception {
        EmbeddedHost host = start(hanging(LONG));
        String before = values(host);
        line.hold();
        write(2000);
        assertThat(values(host)).isEqualTo(before);
        host.close();
    }
}
