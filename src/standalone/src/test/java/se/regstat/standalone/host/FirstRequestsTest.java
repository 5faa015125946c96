package se.regstat.standalone.host;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import se.regstat.importing.demo.DemoStore;
import se.regstat.statistics.store.StoreUrl;

/**
 * GeoTools' class initialisers wait for each other where two threads come to them from two sides: what is asked of a fresh JVM
 * must find them done. {@code -Dregstat.starts=20} starts more often.
 */
class FirstRequestsTest {

    private static final String SECONDS = "240";

    @TempDir
    static Path folder;

    @BeforeAll
    static void makeDemo() throws IOException {
        Files.createDirectories(folder.resolve("config"));
        Files.writeString(folder.resolve("config/regstat.yml"), "limits: {request_seconds: 600}\n");
        DemoStore.create(StoreUrl.of(folder.resolve("demo.gpkg")));
    }

    static IntStream starts() {
        return IntStream.rangeClosed(1, Integer.getInteger("regstat.starts", 3));
    }

    @ParameterizedTest
    @MethodSource("starts")
    void sixteen_first_requests_at_once_are_all_answered(int start) throws Exception {
        Path output = folder.resolve("output.txt");
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Djava.awt.headless=true",
                "-cp",
                System.getProperty("java.class.path")));
        Optional.ofNullable(System.getProperty("EPSG-HSQL.directory"))
                .ifPresent(shared -> command.add(1, "-DEPSG-HSQL.directory=" + shared));
        command.add(FirstRequests.class.getName());
        command.add(folder.toString());
        command.add(SECONDS);
        Process fresh = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(output.toFile())
                .start();
        try {
            assertThat(fresh.waitFor(10, TimeUnit.MINUTES)).isTrue();
            assertThat(fresh.exitValue())
                    .as("start " + start + ": " + Files.readString(output))
                    .isZero();
        } finally {
            fresh.destroyForcibly();
        }
    }
}
