package se.regstat.standalone.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.jar.Attributes;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** The launcher script itself, in a folder laid out as if it had been built. */
@DisabledOnOs(value = OS.WINDOWS, disabledReason = "the launcher is a shell script")
class LauncherTest {

    @TempDir
    Path home;

    private Path target;

    @BeforeEach
    void layOut() throws IOException {
        Files.copy(Path.of(System.getProperty("regstat.root"), "regstat"), home.resolve("regstat"));
        assertThat(home.resolve("regstat").toFile().setExecutable(true)).isTrue();
        target = Files.createDirectories(home.resolve("src/standalone/target"));
        Files.createDirectories(home.resolve("config"));
        Files.createFile(target.resolve("built"));
        Manifest manifest = new Manifest();
        Attributes main = manifest.getMainAttributes();
        main.put(Attributes.Name.MANIFEST_VERSION, "1.0");
        main.put(Attributes.Name.MAIN_CLASS, Main.class.getName());
        main.put(
                Attributes.Name.CLASS_PATH,
                Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator, -1))
                        .map(entry -> Path.of(entry).toUri().toString())
                        .collect(Collectors.joining(" ")));
        try (OutputStream out = Files.newOutputStream(target.resolve("regstat.jar"))) {
            new JarOutputStream(out, manifest).close();
        }
    }

    @Test
    void swedish_letters_are_read_and_printed_where_the_locale_gives_no_charset() throws Exception {
        assertThat(run(Map.of("LC_ALL", "POSIX"), "list", "--store", "Åsele och Älvdalen på ön.gpkg"))
                .contains("there is no store", "Åsele och Älvdalen på ön.gpkg");
        assertThat(run(Map.of("LC_ALL", "", "LANG", "sv_SE.not_installed"), "list", "--store", "ö.gpkg"))
                .contains("ö.gpkg");
    }

    @Test
    void an_archive_of_classes_that_java_cannot_use_is_passed_over_in_silence() throws Exception {
        String without = run(Map.of(), "--version");
        assertThat(without).startsWith("regstat ");
        Path archive = target.resolve(archiveName());
        Files.writeString(archive, "made by another Java");
        assertThat(run(Map.of(), "--version")).isEqualTo(without);
    }

    /** What the launcher looks for, as it tells Java. */
    private String archiveName() throws Exception {
        String shown =
                run(Map.of("REGSTAT_JAVA_OPTS", "-XX:+PrintFlagsFinal -XX:+UnlockDiagnosticVMOptions"), "--version");
        return Path.of(shown.lines()
                        .filter(line -> line.contains(" SharedArchiveFile "))
                        .map(line -> line.replaceAll(".*= (.*\\.jsa).*", "$1"))
                        .findFirst()
                        .orElseThrow())
                .getFileName()
                .toString();
    }

    private String run(Map<String, String> environment, String... arguments) throws IOException, InterruptedException {
        ProcessBuilder builder = new ProcessBuilder(home.resolve("regstat").toString()).directory(home.toFile());
        builder.command().addAll(Arrays.asList(arguments));
        builder.environment().keySet().removeIf(name -> name.startsWith("LC_") || name.equals("LANG"));
        builder.environment().putAll(environment);
        builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
        Process process = builder.redirectErrorStream(true).start();
        String said = new String(process.getInputStream().readAllBytes(), UTF_8);
        process.waitFor();
        return said;
    }
}
