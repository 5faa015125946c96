package se.regstat.standalone.terminal;

import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.logging.Formatter;
import java.util.logging.LogRecord;

/**
 * A line per message. What messages quote, such as a request's parameters, cannot begin a line of its own: control characters are
 * written as {@code \n} or <code>&#92;u001b</code>.
 */
public final class LogLines extends Formatter {

    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss");

    @Override
    public String format(LogRecord logged) {
        StringBuilder text = new StringBuilder();
        text.append(TIME.format(logged.getInstant().atZone(ZoneId.systemDefault())))
                .append(' ')
                .append(logged.getLevel().getLocalizedName())
                .append(' ');
        append(formatMessage(logged), text);
        text.append(System.lineSeparator());
        Throwable cause = logged.getThrown();
        for (int depth = 0; cause != null && depth < 20; depth++) {
            if (depth > 0) text.append("Caused by: ");
            append(cause.toString(), text);
            text.append(System.lineSeparator());
            for (StackTraceElement frame : cause.getStackTrace()) {
                text.append("\tat ").append(frame).append(System.lineSeparator());
            }
            cause = cause.getCause();
        }
        return text.toString();
    }

    private static void append(String message, StringBuilder text) {
        message.chars().forEach(c -> {
            if (c == '\n') text.append("\\n");
            else if (c == '\r') text.append("\\r");
            else if (c == '\t') text.append(' ');
            else if (Character.isISOControl(c) || c == '\u2028' || c == '\u2029') text.append("\\u%04x".formatted(c));
            else text.append((char) c);
        });
    }
}
