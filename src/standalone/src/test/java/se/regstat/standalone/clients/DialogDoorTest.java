package se.regstat.standalone.clients;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import se.regstat.standalone.host.DemoHost;
import se.regstat.standalone.host.DoorQuestions;
import se.regstat.standalone.host.DoorQuestions.Answer;
import se.regstat.standalone.host.EmbeddedHost;

/** The plugin for QGIS is asked what every other door is asked, and answers the same. */
class DialogDoorTest {

    @TempDir
    Path folder;

    @Test
    @Needs(Need.QGIS)
    void the_dialog_answers_as_the_command_line_does_and_spells_parameters_by_their_titles() throws IOException {
        List<String> questions = Stream.concat(DoorQuestions.GOOD.stream(), DoorQuestions.BAD.stream())
                .toList();
        DoorQuestions.configure(folder.resolve("config"));
        try (EmbeddedHost host = DemoHost.start(folder)) {
            DoorQuestions doors = new DoorQuestions(host, folder);
            List<Map<String, Object>> asked = new ArrayList<>();
            for (String question : questions) {
                Map<String, String> parameters = DoorQuestions.parameters(question);
                asked.add(Map.of(
                        "algorithm",
                        DoorQuestions.algorithm(parameters),
                        "boundaries",
                        DoorQuestions.features(parameters),
                        "features",
                        DoorQuestions.dialogFeatures(parameters),
                        "parameters",
                        DoorQuestions.dialog(parameters)));
            }
            JsonNode answers = QgisPlugin.FOLDER.ask(host.baseUrl(), asked).path("answers");
            assertThat(answers).hasSize(questions.size());
            SoftAssertions all = new SoftAssertions();
            int byQgis = 0;
            for (int i = 0; i < questions.size(); i++) {
                Answer expected = doors.commandLine(DoorQuestions.parameters(questions.get(i)));
                JsonNode answer = answers.get(i);
                if (answer.path("by").asText().equals("QGIS")) {
                    // What its own fields do not take: numbers out of range, and values that there are not.
                    byQgis++;
                    all.assertThat(expected.reason()).as(questions.get(i)).isNotEmpty();
                    String parameter =
                            expected.reason().substring(0, expected.reason().indexOf(':'));
                    all.assertThat(answer.path("error").asText())
                            .as(questions.get(i))
                            .contains(DoorQuestions.field(DoorQuestions.parameters(questions.get(i)), parameter));
                } else {
                    all.assertThat(DoorQuestions.answer(answer))
                            .as(questions.get(i))
                            .isEqualTo(expected);
                }
            }
            all.assertAll();
            assertThat(byQgis).as("refused by QGIS's own form").isBetween(1, questions.size() / 5);
        }
    }
}
