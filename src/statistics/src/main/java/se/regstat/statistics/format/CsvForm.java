package se.regstat.statistics.format;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * How a CSV document is written.
 *
 * @param charset unless it begins with the mark of another
 * @param delimiter if empty, what a line {@code sep=;} says that it begins with, else whichever most of the first lines have
 * @param skipLines lines above the header, such as titles
 * @param skipLastLines lines below the table, such as notes
 * @param lines how many there are; needed where some are to be skipped at the end
 * @param mapped whether a mapping file says so, which messages then send to
 */
public record CsvForm(
        Charset charset,
        Optional<Character> delimiter,
        int skipLines,
        int skipLastLines,
        OptionalLong lines,
        boolean mapped) {

    /** In UTF-8, and from its first line to its last. */
    public static final CsvForm USUAL =
            new CsvForm(StandardCharsets.UTF_8, Optional.empty(), 0, 0, OptionalLong.empty(), false);

    /** Of a document with so many lines. */
    public CsvForm lines(long count) {
        return new CsvForm(charset, delimiter, skipLines, skipLastLines, OptionalLong.of(count), mapped);
    }

    /** Of a document in another encoding. */
    public CsvForm written(Charset other) {
        return new CsvForm(other, delimiter, skipLines, skipLastLines, lines, mapped);
    }

    /** With so many lines above the header. */
    public CsvForm skip(int above) {
        return new CsvForm(charset, delimiter, above, skipLastLines, lines, mapped);
    }

    /** The last line of the table. */
    long end() {
        return skipLastLines == 0 || lines.isEmpty() ? Long.MAX_VALUE : lines.getAsLong() - skipLastLines;
    }
}
