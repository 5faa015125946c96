package se.regstat.standalone.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import se.regstat.statistics.division.VintageId;
import se.regstat.statistics.indicator.Provenance;
import se.regstat.statistics.indicator.PublishedValues;
import se.regstat.statistics.indicator.Status;
import se.regstat.statistics.postgres.NeedsPostgres;
import se.regstat.statistics.postgres.PostgresServer;
import se.regstat.statistics.store.Store;
import se.regstat.statistics.store.StoreContract;
import se.regstat.statistics.store.StoreUrl;
import se.regstat.statistics.store.copy.StoreContent;

/** The commands by which docs/operations.md has a store backed up and restored, as they stand there. */
class BackupTest {

    private static final Path ROOT = Path.of(System.getProperty("regstat.root", "."));
    private static final VintageId DESO = VintageId.parse("deso@2025");
    private static final String VIEWS = "SELECT viewname, has_table_privilege('" + PostgresServer.READER
            + "', 'regstat.' || viewname, 'SELECT') FROM pg_views WHERE schemaname = 'regstat'";

    @TempDir
    Path folder;

    private StoreUrl.GeoPackage file;

    @BeforeEach
    void make_a_store() throws IOException {
        file = StoreUrl.of(folder.resolve("regstat.gpkg"));
        try (Store store = file.open(StoreUrl.Mode.CREATE)) {
            store.write(
                    StoreContract.vintage(DESO, "kommun"),
                    List.of(StoreContract.area("a", 600_000), StoreContract.area("b", 600_001)),
                    List.of());
            store.writeValues(List.of(values("population", 10, Double.NaN), values("undescribed", 30, 40)));
            store.writeLocalNames(DESO, Map.of("a", new Store.LocalName("Ängen", "kommunen", "2026")));
        }
        Path program = Files.writeString(
                folder.resolve("regstat"),
                "#!/bin/sh\nexec '%s' -XX:TieredStopAtLevel=1 -cp '%s' %s \"$@\"\n"
                        .formatted(
                                Path.of(System.getProperty("java.home"), "bin", "java"),
                                System.getProperty("java.class.path"),
                                Main.class.getName()));
        assertThat(program.toFile().setExecutable(true)).isTrue();
    }

    private static PublishedValues values(String indicator, double... values) {
        byte[] statuses = new byte[values.length];
        for (int i = 0; i < values.length; i++) {
            statuses[i] = (Double.isNaN(values[i]) ? Status.SUPPRESSED : Status.NORMAL).code();
        }
        return new PublishedValues(
                indicator,
                DESO,
                2025,
                List.of("a", "b"),
                values,
                statuses,
                new Provenance(Instant.EPOCH, "tabell.csv", "00ff", "SCB"));
    }

    @Test
    void a_geopackage_that_was_copied_or_whose_file_was_holds_the_same_and_imports_go_on() throws Exception {
        for (String command : List.of("./regstat copy", "cp ")) run(Map.of(), line(command));
        try (var files = Files.list(folder)) {
            List<Path> copies = files.filter(
                            path -> path.getFileName().toString().startsWith("backup"))
                    .toList();
            assertThat(copies).hasSize(2);
            for (Path copy : copies) {
                assertThat(content(StoreUrl.of(copy))).isEqualTo(content(file));
                importsGoOn(StoreUrl.of(copy));
            }
        }
    }

    @Test
    @NeedsPostgres
    void a_database_that_was_dumped_and_restored_holds_and_shows_the_same_and_imports_go_on() throws Exception {
        PostgresServer server = PostgresServer.running();
        StoreUrl.PostgreSql database = server.database();
        String restored = database.database() + "_restored";
        regstat("copy", "--from=" + file, "--to=" + database, "--config=" + ROOT.resolve("config"));
        for (String command : List.of("pg_dump", "createdb", "pg_restore")) {
            run(
                    server.environment(),
                    line(command)
                            .replaceAll("\\bstatistics\\b", database.database())
                            .replaceAll("\\brestored\\b", restored));
        }
        StoreUrl.PostgreSql importer = server.as(PostgresServer.IMPORTER, restored);
        assertThat(content(server.as(PostgresServer.SERVER, restored))).isEqualTo(content(file));
        assertThat(views(server, importer))
                .isEqualTo(views(server, database))
                .containsEntry("population_deso", true)
                .doesNotContainValue(false);
        assertThatThrownBy(() -> content(server.as(PostgresServer.READER, restored)))
                .hasMessageContaining("this user may not do that");
        importsGoOn(importer);
        assertThat(views(server, importer)).containsEntry("imported_deso", true);
        assertThat(content(server.as(PostgresServer.SERVER, restored))).isEqualTo(content(importer));
    }

    /** Of the first block of commands in the chapter, the one that begins so. */
    private static String line(String command) throws IOException {
        String text = Files.readString(ROOT.resolve("docs/operations.md"));
        String chapter = text.substring(text.indexOf("## Back up and restore"));
        String block = chapter.substring(chapter.indexOf("```sh\n"), chapter.indexOf("\n```\n"));
        return block.lines()
                .filter(line -> line.startsWith(command))
                .findFirst()
                .orElseThrow();
    }

    private void run(Map<String, String> environment, String line) throws Exception {
        ProcessBuilder shell = new ProcessBuilder("bash", "-c", line)
                .directory(folder.toFile())
                .redirectErrorStream(true);
        shell.environment().putAll(environment);
        Process process = shell.start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as(line + "\n" + said).isZero();
    }

    private void importsGoOn(StoreUrl store) throws IOException {
        String before = content(store);
        Path config = Files.createDirectories(folder.resolve("config"));
        Files.writeString(config.resolve("indicators.yml"), "indicators: {imported: {kind: count}}\n");
        Path values = Files.writeString(folder.resolve("values.csv"), "code,imported\na,7\n");
        Path mapping = Files.writeString(
                folder.resolve("mapping.yml"),
                "layout: wide\ncolumns: {imported: {indicator: imported, period: 2024}}\n");
        regstat(
                "import",
                "indicators",
                values.toString(),
                "--division=" + DESO.division(),
                "--vintage=" + DESO.year(),
                "--code=code",
                "--mapping=" + mapping,
                "--config=" + config,
                "--store=" + store);
        assertThat(content(store)).isNotEqualTo(before);
    }

    private static void regstat(String... words) {
        StringWriter out = new StringWriter();
        assertThat(Main.run(out, words)).as(Arrays.toString(words) + "\n" + out).isZero();
    }

    private static String content(StoreUrl url) {
        try (Store store = url.open(StoreUrl.Mode.READ_ONLY)) {
            return StoreContent.hash(store);
        }
    }

    /** Whether the readers' role may read each. */
    private static Map<String, Boolean> views(PostgresServer server, StoreUrl.PostgreSql store) throws SQLException {
        Map<String, Boolean> views = new TreeMap<>();
        try (Connection connection = server.connect(PostgresServer.IMPORTER, store.database());
                Statement sql = connection.createStatement();
                ResultSet row = sql.executeQuery(VIEWS)) {
            while (row.next()) views.put(row.getString(1), row.getBoolean(2));
        }
        return views;
    }
}
