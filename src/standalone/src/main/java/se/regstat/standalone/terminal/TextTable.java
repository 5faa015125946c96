package se.regstat.standalone.terminal;

import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;

/** Prints rows in columns that are as wide as what stands in them. */
public final class TextTable {

    private TextTable() {}

    public static void print(PrintWriter out, List<String> head, List<List<String>> rows) {
        List<List<String>> lines = new ArrayList<>(List.of(head));
        lines.addAll(rows);
        int[] widths = new int[head.size()];
        for (List<String> line : lines) {
            for (int i = 0; i < widths.length; i++)
                widths[i] = Math.max(widths[i], line.get(i).length());
        }
        for (List<String> line : lines) {
            StringBuilder text = new StringBuilder();
            for (int i = 0; i < widths.length; i++) {
                text.append(line.get(i))
                        .append(" ".repeat(widths[i] - line.get(i).length() + 2));
            }
            out.println(text.toString().stripTrailing());
        }
    }
}
