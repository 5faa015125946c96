package se.regstat.standalone.host;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.io.TempDir;
import se.regstat.statistics.demo.DemoStore;
import se.regstat.statistics.store.StoreUrl;

/**
 * GeoTools' class initialisers wait for each other where two threads come to them from two sides: what is asked of a fresh JVM
 * must find them done. {@code src/bench/first-requests} starts more often.
 */
class FirstRequestsTest {

    private static final String SECONDS = "240";

    @TempDir
    static Path folder;

    @BeforeAll
    static void makeDemo() throws IOException {
        Files.createDirectories(folder.resolve("config"));
        Files.writeString(folder.resolve("config/regstat.yml"), "limits: {request_seconds: 600}\n");
        DemoStore.create(new StoreUrl(folder.resolve("demo.gpkg")));
    }

    @RepeatedTest(3)
    void sixteenFirstRequestsAtOnceAreAllAnswered() throws Exception {
        Path output = folder.resolve("output.txt");
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Djava.awt.headless=true",
                "-cp",
                System.getProperty("java.class.path")));
        command.add(FirstRequests.class.getName());
        command.add(folder.toString());
        command.add(SECONDS);
        Process fresh = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(output.toFile())
                .start();
        try {
            assertThat(fresh.waitFor(10, TimeUnit.MINUTES)).isTrue();
            assertThat(fresh.exitValue()).as(Files.readString(output)).isZero();
        } finally {
            fresh.destroyForcibly();
        }
    }
}
