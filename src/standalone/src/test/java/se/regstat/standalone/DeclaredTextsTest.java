package se.regstat.standalone;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import se.regstat.statistics.request.Choice;
import se.regstat.statistics.request.Door;
import se.regstat.statistics.request.Kind;
import se.regstat.statistics.request.Parameter;
import se.regstat.statistics.request.ReaggregationDeclaration;

/**
 * What stands of the declaration in files outside the program says what the declaration says. With {@code -Dregstat.write=true}
 * the files are written anew.
 */
class DeclaredTextsTest {

    private static final Path ROOT = Path.of(System.getProperty("regstat.root"));

    @Test
    void the_script_for_qgis_asks_for_what_is_declared() throws IOException {
        compare(
                "config/qgis/regstat_reaggregate.py",
                "# parameters: begin\n",
                "# parameters: end\n",
                "PARAMETERS = json.loads(\n    r\"\"\"" + json() + "\"\"\"\n)\n");
    }

    @Test
    void the_documentation_lists_what_is_declared() throws IOException {
        compare("docs/reaggregation.md", "<!-- parameters: begin -->\n", "<!-- parameters: end -->\n", table());
    }

    @Test
    void the_example_of_derived_yml_names_every_setting_with_its_default() throws IOException {
        String example = Files.readString(ROOT.resolve("config/derived.yml"));
        for (Parameter<?> parameter : ReaggregationDeclaration.OPERATION.at(Door.CONFIGURATION)) {
            String otherwise = parameter.kind().otherwise().map(Pattern::quote).orElse("");
            assertThat(example).containsPattern("#     " + parameter.at(Door.CONFIGURATION) + ": " + otherwise);
        }
    }

    /** A message that named what there is not would be spelled by no door. */
    @Test
    void messages_name_parameters_that_are_declared() throws IOException {
        Set<String> named = new TreeSet<>();
        Pattern form =
                Pattern.compile("(?:ReaggregationException\\s*\\.of|\\.parameter|\\.setting|tooMany)\\(\\s*\"(\\w+)\"");
        try (Stream<Path> files = Files.walk(ROOT.resolve("src"))) {
            for (Path file : files.filter(f -> f.toString().endsWith(".java"))
                    .filter(f -> f.toString().matches(".*/src/(statistics|geotools|geoserver)/src/main/.*"))
                    .toList()) {
                Matcher matcher = form.matcher(Files.readString(file));
                while (matcher.find()) named.add(matcher.group(1));
            }
        }
        assertThat(named).hasSizeGreaterThan(8);
        assertThat(ReaggregationDeclaration.OPERATION.parameters())
                .extracting(Parameter::name)
                .containsAll(named);
    }

    private static void compare(String name, String begin, String end, String declared) throws IOException {
        Path file = ROOT.resolve(name);
        String text = Files.readString(file);
        int from = text.indexOf(begin) + begin.length();
        int to = text.indexOf(end);
        assertThat(to).isGreaterThanOrEqualTo(from);
        if (Boolean.getBoolean("regstat.write")) {
            Files.writeString(file, text.substring(0, from) + declared + text.substring(to));
        } else {
            assertThat(text.substring(from, to))
                    .as(name + ", which -Dregstat.write=true writes")
                    .isEqualTo(declared);
        }
    }

    private static String json() throws IOException {
        ObjectMapper mapper = new ObjectMapper();
        List<String> lines = new ArrayList<>();
        for (Parameter<?> parameter : ReaggregationDeclaration.OPERATION.at(Door.DIALOG)) {
            Kind<?> kind = parameter.kind();
            ObjectNode node = mapper.createObjectNode()
                    .put("key", parameter.at(Door.DIALOG))
                    .put("name", parameter.at(Door.BODY))
                    .put("form", kind.form().name())
                    .put("required", parameter.required())
                    .put("otherwise", kind.otherwise().orElse(""))
                    .put("title", parameter.title().both())
                    .put("help", parameter.description().both());
            if (kind.form() == Kind.Form.SHARE) node.put("least", kind.least()).put("most", kind.most());
            if (!kind.choices().isEmpty()) {
                ArrayNode choices = node.putArray("choices");
                for (Choice<?> choice : kind.choices()) {
                    choices.addObject()
                            .put("id", choice.id())
                            .put("title", choice.words().both());
                }
            }
            lines.add(mapper.writeValueAsString(node));
        }
        return "[\n" + String.join(",\n", lines) + "\n]";
    }

    private static String table() {
        return "| Parameter | | Otherwise |\n|---|---|---|\n"
                + ReaggregationDeclaration.OPERATION.parameters().stream()
                        .map(parameter -> "| `" + parameter.name() + "` | "
                                + parameter.details().in(Locale.ENGLISH).replace("|", "\\|") + " | "
                                + parameter
                                        .kind()
                                        .otherwise()
                                        .map(text -> "`" + text + "`")
                                        .orElse(parameter.required() ? "must be given" : "")
                                + " |\n")
                        .collect(Collectors.joining());
    }
}
