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
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;
import se.regstat.geotools.process.AnsweredOperation;
import se.regstat.statistics.request.Choice;
import se.regstat.statistics.request.Door;
import se.regstat.statistics.request.Kind;
import se.regstat.statistics.request.Operation;
import se.regstat.statistics.request.Parameter;
import se.regstat.statistics.request.ReaggregationDeclaration;
import se.regstat.statistics.request.Result;
import se.regstat.statistics.text.Languages;

/**
 * What stands of the declaration in files outside the program says what the declaration says. With {@code -Dregstat.write=true}
 * the files are written anew.
 */
class DeclaredTextsTest {

    private static final Path ROOT = Path.of(System.getProperty("regstat.root"));

    private static final List<Operation> OPERATIONS =
            AnsweredOperation.ALL.stream().map(AnsweredOperation::declared).toList();

    @Test
    void the_plugin_for_qgis_asks_for_what_is_declared() throws IOException {
        List<String> declared = new ArrayList<>();
        for (Operation operation : OPERATIONS) declared.add(json(operation));
        compare("config/qgis/regstat/operations.json", "[\n", "\n]\n", String.join(",\n", declared));
    }

    @Test
    void the_plugin_for_qgis_has_the_version_of_the_product() throws IOException {
        Matcher version = Pattern.compile("<version>([\\d.]+)").matcher(Files.readString(ROOT.resolve("pom.xml")));
        assertThat(version.find()).isTrue();
        compare("config/qgis/regstat/metadata.txt", "\nversion=", "\nqgisMinimumVersion", version.group(1));
    }

    @ParameterizedTest
    @FieldSource("OPERATIONS")
    void the_documentation_lists_what_is_declared(Operation operation) throws IOException {
        boolean first = operation.equals(OPERATIONS.get(0));
        String of = first ? "" : operation.id() + " ";
        compare(
                first ? "docs/reaggregation.md" : "docs/analysis.md",
                "<!-- " + of + "parameters: begin -->\n",
                "<!-- " + of + "parameters: end -->\n",
                table(operation));
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
        assertThat(OPERATIONS)
                .flatExtracting(Operation::parameters)
                .extracting(Parameter::name)
                .containsAll(named);
    }

    private static void compare(String name, String begin, String end, String declared) throws IOException {
        Path file = ROOT.resolve(name);
        String text = Files.readString(file);
        int from = text.indexOf(begin) + begin.length();
        int to = text.lastIndexOf(end);
        assertThat(to).isGreaterThanOrEqualTo(from);
        if (Boolean.getBoolean("regstat.write")) {
            Files.writeString(file, text.substring(0, from) + declared + text.substring(to));
        } else {
            assertThat(text.substring(from, to))
                    .as(name + ", which -Dregstat.write=true writes")
                    .isEqualTo(declared);
        }
    }

    private static String json(Operation operation) throws IOException {
        ObjectMapper mapper = new ObjectMapper();
        List<String> lines = new ArrayList<>();
        for (Parameter<?> parameter : operation.at(Door.DIALOG)) {
            Kind<?> kind = parameter.kind();
            ObjectNode node = mapper.createObjectNode()
                    .put("key", parameter.at(Door.DIALOG))
                    .put("name", parameter.at(Door.BODY))
                    .put("form", kind.form().name())
                    .put("required", parameter.required())
                    .put("otherwise", kind.otherwise().orElse(""))
                    .put("title", parameter.title().both())
                    .put("help", parameter.description().both());
            if (!Double.isNaN(kind.least())) node.put("least", kind.least()).put("most", kind.most());
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
        ObjectNode columns = mapper.createObjectNode();
        for (Result.Column column : operation.result().columns()) columns.put(column.name(), variant(column.type()));
        return "{\"id\":" + mapper.writeValueAsString(operation.id())
                + ",\n\"title\":"
                + mapper.writeValueAsString(operation.title().in(Languages.SWEDISH) + " (" + operation.name() + ")")
                + ",\n\"help\":"
                + mapper.writeValueAsString(operation.description().both())
                + ",\n\"geometry\":" + operation.result().hasGeometry()
                + ",\n\"columns\":" + mapper.writeValueAsString(columns)
                + ",\n\"parameters\":[\n" + String.join(",\n", lines) + "\n]}";
    }

    /** As QGIS calls types. */
    private static String variant(Class<?> type) {
        return Map.of(Integer.class, "Int", Boolean.class, "Bool").getOrDefault(type, type.getSimpleName());
    }

    private static String table(Operation operation) {
        String parameters = "| Parameter | | Otherwise |\n|---|---|---|\n"
                + operation.parameters().stream()
                        .map(parameter -> "| `" + parameter.name() + "` | "
                                + parameter.details().in(Locale.ENGLISH).replace("|", "\\|") + " | "
                                + parameter
                                        .kind()
                                        .otherwise()
                                        .map(text -> "`" + text + "`")
                                        .orElse(parameter.required() ? "must be given" : "")
                                + " |\n")
                        .collect(Collectors.joining());
        if (operation.result().columns().isEmpty()) return parameters;
        return parameters + "\n| Column | |\n|---|---|\n"
                + operation.result().columns().stream()
                        .map(column -> "| `" + column.name() + "` | "
                                + column.meaning().in(Locale.ENGLISH).replace("|", "\\|") + " |\n")
                        .collect(Collectors.joining());
    }
}
