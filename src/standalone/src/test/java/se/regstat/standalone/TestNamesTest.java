package se.regstat.standalone;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The names of all modules' tests are sentences, in one style. */
class TestNamesTest {

    private static final Path ROOT = Path.of(System.getProperty("regstat.root"));

    /** From the annotation to the next member of a class, or of a nested one. */
    private static final Pattern TEST = Pattern.compile(
            "@(?:Test|ParameterizedTest|Property|RepeatedTest)\\b[\\s\\S]*?\\n(?: {4}| {8})(?:\\w+ )*(?:void|boolean) (\\w+)\\(");

    @Test
    void the_names_of_tests_are_in_snake_case() throws IOException {
        List<String> others = new ArrayList<>();
        int tests = 0;
        try (Stream<Path> files = Files.walk(ROOT.resolve("src"))) {
            for (Path file : files.filter(file -> file.toString().endsWith(".java"))
                    .filter(file -> file.toString().replace('\\', '/').contains("/src/test/java/"))
                    .toList()) {
                Matcher test = TEST.matcher(Files.readString(file));
                while (test.find()) {
                    tests++;
                    String name = test.group(1);
                    if (!name.equals(name.toLowerCase(Locale.ROOT))) {
                        others.add(file.getFileName() + ": " + name);
                    }
                }
            }
        }
        assertThat(tests).isGreaterThan(500);
        assertThat(others).isEmpty();
    }
}
