package se.regstat.statistics.request;

import java.util.List;

/**
 * What a question is answered with where that is a table: by the columns that the operation's {@link Result} declares.
 *
 * @param rows of as many values as there are columns, each of the column's type; null for what is not known
 * @param notes what the reader of the whole should know
 */
public record FigureTable(List<List<Object>> rows, List<String> notes) {

    public FigureTable {
        rows = List.copyOf(rows);
        notes = List.copyOf(notes);
    }
}
