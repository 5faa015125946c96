package se.regstat.standalone;

import static java.util.stream.Collectors.groupingBy;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What newcomers are told of the code is so: names, rooms, and how large these may be. */
class ArchitecturePageTest {

    private static final Path ROOT = Path.of(System.getProperty("regstat.root"));
    private static final String PAGE = "docs/architecture.md";

    private static final Pattern BLOCK = Pattern.compile("(?s)```.*?```");
    private static final Pattern QUOTED = Pattern.compile("`([^`\\n]+)`");
    private static final Pattern CLASS = Pattern.compile("[A-Z]\\w*[a-z]\\w*(\\.[A-Z]\\w*)?");
    private static final Pattern ROOM = Pattern.compile("[a-z]+(\\.[a-z]+)*");
    private static final Pattern FILE = Pattern.compile("(\\.?\\w[\\w.-]*/)*[\\w-]+(\\.[a-z]+)?");

    @ParameterizedTest
    @ValueSource(strings = {PAGE, "CONTRIBUTING.md"})
    void every_class_that_is_named_exists(String document) throws IOException {
        Set<String> classes = sources("src/(main|test)/java").stream()
                .map(path -> path.getFileName().toString().replace(".java", ""))
                .collect(Collectors.toSet());
        List<String> named = quoted(document, CLASS);
        assertThat(named).isNotEmpty();
        assertThat(named.stream().filter(name -> !classes.contains(name.replaceAll("\\..*", ""))))
                .isEmpty();
    }

    @Test
    void every_package_and_file_that_is_named_exists_and_every_package_is_named() throws IOException {
        Set<String> rooms = rooms().keySet();
        List<String> named = quoted(PAGE, ROOM).stream()
                .filter(name -> rooms.contains(name) || (name.contains(".") && !name.endsWith(".yml")))
                .toList();
        assertThat(named).containsAll(rooms);
        assertThat(rooms).containsAll(named);
        List<String> files = quoted(PAGE, FILE).stream()
                .filter(name -> name.contains("/") || name.endsWith(".md"))
                .toList();
        assertThat(files).hasSizeGreaterThan(10);
        assertThat(files).allSatisfy(name -> assertThat(ROOT.resolve(name)).exists());
    }

    @Test
    void no_room_has_more_files_than_can_be_seen_at_once() throws IOException {
        assertThat(rooms())
                .allSatisfy((room, files) -> assertThat(files.size()).as(room).isLessThanOrEqualTo(25));
    }

    @Test
    void a_long_class_says_why_it_is() throws IOException {
        for (Path file : sources("src/main/java")) {
            String text = Files.readString(file);
            if (text.lines().count() > 400) assertThat(text).as(file.toString()).contains("Longer than other classes");
        }
    }

    /** Names in code quotes that have the form, but for those in blocks. */
    private static List<String> quoted(String document, Pattern form) throws IOException {
        String text = BLOCK.matcher(Files.readString(ROOT.resolve(document))).replaceAll("");
        Matcher matcher = QUOTED.matcher(text);
        Set<String> names = new TreeSet<>();
        while (matcher.find()) {
            if (form.matcher(matcher.group(1)).matches()) names.add(matcher.group(1));
        }
        return List.copyOf(names);
    }

    /** Files by package, without what stands before all of them. */
    private static Map<String, List<Path>> rooms() throws IOException {
        return sources("src/main/java/se/regstat").stream()
                .collect(groupingBy(
                        file -> file.getParent()
                                .toString()
                                .replaceAll(".*[/\\\\]se[/\\\\]regstat[/\\\\]", "")
                                .replaceAll("[/\\\\]", "."),
                        TreeMap::new,
                        Collectors.toList()));
    }

    private static List<Path> sources(String folder) throws IOException {
        Pattern within = Pattern.compile(".*/src/[\\w-]+/" + folder + "/.*\\.java");
        try (Stream<Path> files = Files.walk(ROOT.resolve("src"))) {
            return files.filter(file ->
                            within.matcher(file.toString().replace('\\', '/')).matches())
                    .filter(file -> !file.toString().contains("node_modules"))
                    .toList();
        }
    }
}
