package se.regstat.statistics.request;

import java.util.AbstractList;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.RandomAccess;
import java.util.function.IntFunction;

/**
 * What a question is answered with where that is a table: by the columns that the operation's {@link Result} declares.
 *
 * @param rows of as many values as there are columns, each of the column's type; null for what is not known. They never change
 * @param notes what the reader of the whole should know
 */
public record FigureTable(List<List<Object>> rows, List<String> notes) {

    public FigureTable {
        rows = Collections.unmodifiableList(rows);
        notes = List.copyOf(notes);
    }

    /**
     * A table whose rows are made as they are read, each time anew: many rows take many times the room of the numbers they are made of.
     *
     * @param row by number, from 0
     */
    public static FigureTable of(int size, IntFunction<List<Object>> row, List<String> notes) {
        return new FigureTable(new Rows(size, row), notes);
    }

    private static final class Rows extends AbstractList<List<Object>> implements RandomAccess {
        private final int size;
        private final IntFunction<List<Object>> row;

        Rows(int size, IntFunction<List<Object>> row) {
            this.size = size;
            this.row = row;
        }

        @Override
        public List<Object> get(int number) {
            return row.apply(Objects.checkIndex(number, size));
        }

        @Override
        public int size() {
            return size;
        }
    }
}
