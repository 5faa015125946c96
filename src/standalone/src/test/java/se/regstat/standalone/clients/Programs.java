package se.regstat.standalone.clients;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Runs the clients as the programs they are. */
final class Programs {

    /** Debian's own, which has QGIS and OWSLib; another Python may come first on the path. */
    static final String PYTHON = "/usr/bin/python3";

    static final String CHROMIUM = "/usr/bin/chromium";

    private static final Duration LONGEST = Duration.ofMinutes(3);
    private static final ObjectMapper JSON = new ObjectMapper();

    private Programs() {}

    static Path root() {
        return Path.of(System.getProperty("regstat.root"));
    }

    static Path scripts() {
        return root().resolve("src/standalone/src/test/clients");
    }

    /** Runs a program that must succeed. @return what it printed */
    static String run(Object... command) {
        List<String> words = new ArrayList<>();
        for (Object word : command) words.add(word.toString());
        return finish(words, "");
    }

    /** Gives a script its job as JSON. @return its result */
    static JsonNode script(List<String> command, Object job) {
        try {
            String printed = finish(command, JSON.writeValueAsString(job));
            return JSON.readTree(printed);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static int status(List<String> command, Duration longest) {
        try {
            Process process = new ProcessBuilder(command)
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start();
            if (!process.waitFor(longest.toSeconds(), TimeUnit.SECONDS)) {
                process.destroyForcibly();
                return -1;
            }
            return process.exitValue();
        } catch (IOException e) {
            return -1;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return -1;
        }
    }

    private static String finish(List<String> command, String input) {
        Path in = null, out = null, error = null;
        try {
            in = Files.writeString(Files.createTempFile("client", ".in"), input);
            out = Files.createTempFile("client", ".out");
            error = Files.createTempFile("client", ".err");
            ProcessBuilder builder = new ProcessBuilder(command)
                    .redirectInput(in.toFile())
                    .redirectOutput(out.toFile())
                    .redirectError(error.toFile());
            builder.environment().put("QT_QPA_PLATFORM", "offscreen");
            builder.environment().put("GDAL_HTTP_TIMEOUT", "60");
            builder.environment().put("NO_PROXY", "127.0.0.1,localhost");
            builder.environment().put("no_proxy", "127.0.0.1,localhost");
            Process process = builder.start();
            boolean ended = process.waitFor(LONGEST.toSeconds(), TimeUnit.SECONDS);
            if (!ended) process.destroyForcibly();
            String printed = Files.readString(out, StandardCharsets.UTF_8);
            String said = Files.readString(error, StandardCharsets.UTF_8);
            assertThat(ended).as("%s ends in time; it said: %s", command, said).isTrue();
            assertThat(process.exitValue())
                    .as("exit status of %s; it said: %s%s", command, printed, said)
                    .isZero();
            return printed;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        } finally {
            for (Path file : new Path[] {in, out, error}) {
                if (file != null && !file.toFile().delete()) file.toFile().deleteOnExit();
            }
        }
    }
}
