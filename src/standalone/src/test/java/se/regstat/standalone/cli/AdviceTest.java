package se.regstat.standalone.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;

/** What help and messages say to do is what the program takes. */
class AdviceTest {

    private static final Path SOURCES = Path.of(System.getProperty("regstat.root"), "src");
    private static final Pattern ADVICE =
            Pattern.compile("['\"](?:\\./)?regstat ((?:serve|import|reaggregate|list|remove|check)\\b[^'\"\\\\]*)");
    private static final Pattern EXAMPLE = Pattern.compile("(?m)^  (?:\\./)?regstat (.*)$");
    private static final Pattern OPTION = Pattern.compile("--[a-z][a-z-]*");

    @Test
    void every_example_in_help_is_a_command_that_the_program_takes() {
        List<String> examples = new ArrayList<>();
        examples(Main.commandLine(), examples);
        assertThat(examples).hasSizeGreaterThan(5);
        for (String example : examples) {
            assertThatCode(() -> Main.commandLine().parseArgs(example.strip().split("\\s+", -1)))
                    .as(example)
                    .doesNotThrowAnyException();
        }
    }

    private static void examples(CommandLine command, List<String> examples) {
        String footer = String.join(
                        "\n", command.getCommandSpec().usageMessage().footer())
                .replaceAll("\\\\\n +", "");
        EXAMPLE.matcher(footer).results().map(found -> found.group(1)).forEach(examples::add);
        command.getSubcommands().values().forEach(sub -> examples(sub, examples));
    }

    @Test
    void every_command_that_a_message_advises_is_there_with_its_options() throws IOException {
        List<String> advised = new ArrayList<>();
        try (Stream<Path> files = Files.walk(SOURCES)) {
            for (Path file : files.filter(path -> path.toString().contains("/src/main/java/")
                            && path.toString().endsWith(".java"))
                    .toList()) {
                ADVICE.matcher(Files.readString(file))
                        .results()
                        .map(AdviceTest::command)
                        .forEach(advised::add);
            }
        }
        assertThat(advised).hasSizeGreaterThan(5);
        for (String advice : advised) {
            CommandLine command = Main.commandLine();
            for (String word : advice.split("\\s+", -1)) {
                CommandLine next = command.getSubcommands().get(word);
                if (next == null) break;
                command = next;
            }
            assertThat(command.getCommandName()).as(advice).isNotIn("regstat");
            assertThat(command.getCommandSpec().subcommands().keySet())
                    .as("'" + advice + "' goes on with one of these")
                    .isEmpty();
            for (MatchResult option : OPTION.matcher(advice).results().toList()) {
                assertThat(command.getCommandSpec().optionsMap()).as(advice).containsKey(option.group());
            }
        }
    }

    private static String command(MatchResult found) {
        return String.join(" ", Arrays.asList(found.group(1).strip().split("\\s+", -1)));
    }
}
