package se.regstat.standalone.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import se.regstat.standalone.host.AwaitedAnswer;
import se.regstat.standalone.host.EmbeddedHost;
import se.regstat.statistics.config.Configuration;
import se.regstat.statistics.postgres.NeedsPostgres;
import se.regstat.statistics.postgres.PostgresServer;
import se.regstat.statistics.store.Store;
import se.regstat.statistics.store.StoreUrl;
import se.regstat.statistics.store.copy.StoreContent;

/** An import that the disk has no room for says so and changes nothing, servers go on, and it succeeds when there is room. */
class FullDiskTest {

    private static final int MANY = 20_000;
    private static final int ROOM = 1 << 20;
    private static final String AREAS =
            "/wfs?service=WFS&version=2.0.0&request=GetFeature&typeNames=rutor_2025&resultType=hits";

    @TempDir
    Path folder;

    private String few;
    private String many;

    @BeforeEach
    void write_files() throws IOException {
        Configuration.writeDefaults(folder.resolve("config"));
        few = "import division " + areas("few.csv", 10);
        many = "import division " + areas("many.csv", MANY);
    }

    @Test
    void of_a_geopackage() throws Exception {
        try (SmallDisk disk = SmallDisk.of(64)) {
            StoreUrl store = StoreUrl.of(disk.folder().resolve("store.gpkg"));
            tooLittleRoom(disk, store, store, "disk");
        }
    }

    @Test
    @NeedsPostgres
    void of_a_database() throws Exception {
        PostgresServer server = PostgresServer.running();
        try (SmallDisk disk = SmallDisk.of(128)) {
            StoreUrl.PostgreSql store = server.database();
            server.move(store, disk.folder());
            try {
                tooLittleRoom(
                        disk, store, server.as(PostgresServer.SERVER, store.database()), "the database's disk is full");
            } finally {
                server.drop(store);
            }
        }
    }

    private void tooLittleRoom(SmallDisk disk, StoreUrl store, StoreUrl read, String words) throws Exception {
        run(0, store, few);
        String before = content(store);
        try (EmbeddedHost host = EmbeddedHost.start(
                new EmbeddedHost.Options("127.0.0.1", 0, Optional.empty(), read, folder.resolve("config")))) {
            disk.fill(ROOM);
            assertThat(run(1, store, many)).contains(words, "full").doesNotContain("\tat ", "Exception");
            assertThat(content(store)).isEqualTo(before);
            assertThat(AwaitedAnswer.of(host, AREAS, first -> true)).contains("numberMatched=\"10\"");
            disk.makeRoom();
            run(0, store, many);
            AwaitedAnswer.of(host, AREAS, answer -> answer.contains("numberMatched=\"" + MANY + "\""));
        }
        assertThat(content(store)).isNotEqualTo(before);
    }

    private static String content(StoreUrl url) {
        try (Store store = url.open(StoreUrl.Mode.READ_ONLY)) {
            return StoreContent.hash(store);
        }
    }

    private String run(int status, StoreUrl store, String command) {
        StringWriter said = new StringWriter();
        String words = command + " --division rutor --vintage 2025 --code kod --store " + store + " --config "
                + folder.resolve("config");
        assertThat(Main.run(said, words.split(" ")))
                .as(Arrays.toString(words.split(" ")) + said)
                .isEqualTo(status);
        return said.toString();
    }

    /** Squares of 10 m. */
    private Path areas(String name, int count) throws IOException {
        StringBuilder csv = new StringBuilder("kod;wkt\n");
        for (int i = 0; i < count; i++) {
            int west = 600_000 + 10 * (i % 200);
            int south = 6_600_000 + 10 * (i / 200);
            csv.append(String.format(
                    Locale.ROOT,
                    "R%05d;POLYGON ((%d %d, %d %d, %d %d, %d %d, %d %d))%n",
                    i,
                    west,
                    south,
                    west + 10,
                    south,
                    west + 10,
                    south + 10,
                    west,
                    south + 10,
                    west,
                    south));
        }
        return Files.writeString(folder.resolve(name), csv);
    }
}
