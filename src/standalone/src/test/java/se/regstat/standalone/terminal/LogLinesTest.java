package se.regstat.standalone.terminal;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.logging.Level;
import java.util.logging.LogRecord;
import org.junit.jupiter.api.Test;

class LogLinesTest {

    private static final String FORGED = "a\r\n2026-01-01 00:00:00 SEVERE forged\u0085\u2028\u001b[31m";

    @Test
    void what_a_message_quotes_begins_no_line() {
        LogRecord logged = new LogRecord(Level.WARNING, "GET /x {a=[" + FORGED + "]} took long");
        assertThat(new LogLines().format(logged))
                .endsWith("GET /x {a=[a\\r\\n2026-01-01 00:00:00 SEVERE forged\\u0085\\u2028\\u001b[31m]} took long"
                        + System.lineSeparator())
                .hasLineCount(1);
    }

    @Test
    void neither_does_an_exceptions_message() {
        LogRecord logged = new LogRecord(Level.SEVERE, "failed");
        logged.setThrown(new IllegalStateException(FORGED, new IllegalArgumentException(FORGED)));
        assertThat(new LogLines().format(logged).lines())
                .noneMatch(line -> line.startsWith("2026-01-01"))
                .anyMatch(line -> line.startsWith("Caused by: java.lang.IllegalArgumentException: a\\r\\n"))
                .anyMatch(line -> line.startsWith("\tat " + LogLinesTest.class.getName()));
    }
}
