package se.regstat.standalone.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import se.regstat.standalone.host.EmbeddedHost;
import se.regstat.statistics.config.Configuration;
import se.regstat.statistics.store.StoreUrl;

/**
 * An import that is killed leaves a store that every command reads at once, as it was before or as it is after. {@code
 * -Dregstat.kills=24} kills so many, each at a moment of chance, instead of one at each of a few defined moments.
 */
class KilledImportTest {

    private static final int AREAS = 6000;
    private static final double WRITING_NS = 0.5e9;
    private static final String DIVISION = " --division rutor --vintage 2025 --code kod";

    @TempDir
    Path folder;

    private Path store;
    private Path journal;
    private Path many;
    private int round;

    @BeforeEach
    void import_a_few_areas_with_values() throws Exception {
        store = folder.resolve("store.gpkg");
        journal = folder.resolve("store.gpkg-journal");
        many = areas("many.csv", AREAS);
        Configuration.writeDefaults(folder.resolve("config"));
        run(0, "import division " + areas("few.csv", 10) + DIVISION);
        Files.writeString(
                folder.resolve("m.yml"), "layout: wide\ncolumns: { bef: {indicator: population, period: 2025} }\n");
        StringBuilder values = new StringBuilder("kod,bef\n");
        for (int i = 0; i < 10; i++)
            values.append(code(i)).append(",").append(10 + i).append('\n');
        Path csv = Files.writeString(folder.resolve("bef.csv"), values);
        run(
                0,
                "import indicators " + csv + " --division rutor --vintage 2025 --code kod --mapping "
                        + folder.resolve("m.yml"));
    }

    @Test
    void every_command_reads_the_store_at_once() throws Exception {
        int kills = Integer.getInteger("regstat.kills", 0);
        if (kills == 0) {
            long size = Files.size(store);
            killed(() -> Files.exists(journal));
            killed(() -> Files.exists(journal) && size(store) > size + (1 << 20));
            return;
        }
        long[] start = {System.nanoTime()};
        long[] writing = {0};
        killed(() -> {
            if (writing[0] == 0 && Files.exists(journal)) writing[0] = System.nanoTime();
            return writing[0] != 0 && !Files.exists(journal);
        });
        long whole = writing[0] - start[0];
        Random random = new Random(kills);
        int cutOff = 0;
        for (int i = 0; i < kills; i++) {
            double chance = random.nextDouble();
            boolean anyTime = i % 3 == 0;
            writing[0] = 0;
            start[0] = System.nanoTime();
            // At any moment, or within the short while that it writes.
            boolean left = killed(() -> {
                long now = System.nanoTime();
                if (anyTime) return now > start[0] + chance * 1.2 * whole;
                if (writing[0] == 0 && Files.exists(journal)) writing[0] = now;
                return writing[0] != 0 && now > writing[0] + chance * WRITING_NS;
            });
            if (left) cutOff++;
        }
        System.out.println(cutOff + " of " + kills + " kills left a journal");
    }

    /** @return whether something was left half written */
    private boolean killed(BooleanSupplier when) throws Exception {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx512m",
                "-XX:TieredStopAtLevel=1",
                "-cp",
                System.getProperty("java.class.path"),
                Main.class.getName()));
        command.addAll(List.of(("import division " + many + DIVISION + " --store " + store).split(" ")));
        Path said = folder.resolve("said.txt");
        Process process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(said.toFile())
                .start();
        try {
            while (!when.getAsBoolean() && !process.waitFor(1, TimeUnit.MILLISECONDS)) {}
        } finally {
            process.destroyForcibly().waitFor();
        }
        if (process.exitValue() != 137 && process.exitValue() != 0) throw new AssertionError(Files.readString(said));
        boolean left = Files.exists(journal);
        everyCommandReads();
        return left;
    }

    /** Who comes first finds what was left; so now it is the server, now a command. */
    private void everyCommandReads() throws Exception {
        boolean serverFirst = round++ % 2 == 0;
        if (serverFirst) aServerReads();
        assertThat(run(0, "list")).containsPattern("rutor@2025 +(10|" + AREAS + ") ");
        assertThat(run(0, "check")).contains("0 wrong");
        Path out = folder.resolve("out.csv");
        run(0, "reaggregate --target-division rutor@2025 --source-division rutor --indicators population --out " + out);
        assertThat(Files.readAllLines(out).get(1)).contains(",population,10,normal,");
        Files.delete(out);
        if (!serverFirst) aServerReads();
    }

    private void aServerReads() throws Exception {
        try (EmbeddedHost host = EmbeddedHost.start(new EmbeddedHost.Options(
                "127.0.0.1", 0, Optional.empty(), StoreUrl.of(store), folder.resolve("config")))) {
            URI features = URI.create(host.baseUrl()
                    + "/wfs?service=WFS&version=2.0.0&request=GetFeature&typeNames=rutor_2025&resultType=hits");
            HttpResponse<String> answer = HttpClient.newHttpClient()
                    .send(HttpRequest.newBuilder(features).build(), BodyHandlers.ofString());
            assertThat(answer.body()).containsPattern("numberMatched=\"(10|" + AREAS + ")\"");
        }
    }

    private String run(int status, String command) {
        StringWriter said = new StringWriter();
        List<String> words = new ArrayList<>(Arrays.asList(command.split(" ")));
        words.add("--store=" + store);
        assertThat(Main.run(said, words.toArray(String[]::new)))
                .as(said.toString())
                .isEqualTo(status);
        return said.toString();
    }

    /** Squares whose sides have many vertices. */
    private Path areas(String name, int count) throws IOException {
        StringBuilder csv = new StringBuilder("kod;wkt\n");
        for (int i = 0; i < count; i++) {
            int east = 600_000 + 100 * (i % 100);
            int north = 6_600_000 + 100 * (i / 100);
            csv.append(code(i)).append(";POLYGON ((");
            for (int x = 0; x < 100; x += 5) csv.append(vertex(east + x, north));
            for (int y = 0; y < 100; y += 5) csv.append(vertex(east + 100, north + y));
            for (int x = 100; x > 0; x -= 5) csv.append(vertex(east + x, north + 100));
            for (int y = 100; y > 0; y -= 5) csv.append(vertex(east, north + y));
            csv.append(east).append(' ').append(north).append("))\n");
        }
        return Files.writeString(folder.resolve(name), csv);
    }

    private static String vertex(int east, int north) {
        return east + " " + north + ", ";
    }

    private static String code(int number) {
        return String.format(Locale.ROOT, "R%04d", number);
    }

    private static long size(Path file) {
        try {
            return Files.size(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
