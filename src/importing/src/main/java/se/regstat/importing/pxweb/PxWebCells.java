package se.regstat.importing.pxweb;

import java.util.ArrayList;
import java.util.List;
import se.regstat.importing.format.JsonStat;

/** Numbers the cells of all answers to one query on, and says which one a number is. */
public final class PxWebCells {

    private final List<JsonStat> answers = new ArrayList<>();

    public void add(JsonStat answer) {
        answers.add(answer);
    }

    public List<JsonStat> answers() {
        return answers;
    }

    /** As in {@code cell Region 0180C4040, Tid 2023}. */
    public String at(int number) {
        int cell = number;
        for (JsonStat answer : answers) {
            if (cell < answer.cells()) {
                List<String> row = answer.row(cell);
                List<String> words = new ArrayList<>();
                for (int i = 0; i < row.size(); i++)
                    words.add(answer.dimensions().get(i) + " " + row.get(i));
                return "cell " + String.join(", ", words);
            }
            cell -= answer.cells();
        }
        throw new IndexOutOfBoundsException(number);
    }
}
