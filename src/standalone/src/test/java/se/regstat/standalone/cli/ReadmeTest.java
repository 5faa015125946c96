package se.regstat.standalone.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** README's commands and links are true. Its curl examples are tried where a host runs. */
class ReadmeTest {

    private static final Path ROOT = Path.of(System.getProperty("regstat.root"));
    private static final Pattern LINK = Pattern.compile("\\]\\(([^)#]+)\\)");

    private final String readme;

    ReadmeTest() throws IOException {
        readme = Files.readString(ROOT.resolve("README.md"));
    }

    @Test
    void opens_with_the_two_commands_that_run_and_test() {
        assertThat(readme.indexOf("./regstat serve")).isBetween(0, 400);
        assertThat(readme.indexOf("mvn verify")).isBetween(0, 500);
        assertThat(ROOT.resolve("regstat")).isExecutable();
    }

    @Test
    void every_command_it_shows_is_one_that_the_program_takes() {
        List<String> commands = readme.lines()
                .filter(line -> line.startsWith("./regstat ") && !line.contains("["))
                .map(line -> line.replaceAll("\\s+#.*", ""))
                .toList();
        assertThat(commands).hasSizeGreaterThan(3);
        for (String command : commands) {
            String[] words = command.substring("./regstat ".length()).split("\\s+", -1);
            assertThat(Main.commandLine().parseArgs(words).hasSubcommand())
                    .as(command)
                    .isTrue();
        }
    }

    @Test
    void every_file_it_links_is_there() {
        List<String> files = LINK.matcher(readme)
                .results()
                .map(m -> m.group(1))
                .filter(target -> !target.contains("://"))
                .toList();
        assertThat(files).isNotEmpty();
        for (String file : files) assertThat(ROOT.resolve(file)).exists();
    }
}
