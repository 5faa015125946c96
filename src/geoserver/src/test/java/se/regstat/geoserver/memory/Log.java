package se.regstat.geoserver.memory;

import java.util.ArrayList;
import java.util.List;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import java.util.logging.SimpleFormatter;

/** What the plugin writes into the log while this is open. */
final class Log implements AutoCloseable {

    private final List<LogRecord> records = new ArrayList<>();
    private final List<Logger> loggers =
            List.of(Logger.getLogger("se.regstat"), Logger.getLogger("org.geoserver.regstat"));
    private final Handler handler = new Handler() {
        @Override
        public void publish(LogRecord message) {
            records.add(message);
        }

        @Override
        public void flush() {}

        @Override
        public void close() {}
    };

    private Log() {
        loggers.forEach(logger -> {
            logger.addHandler(handler);
            logger.setLevel(Level.INFO);
        });
    }

    static Log open() {
        return new Log();
    }

    List<String> warnings() {
        return lines(Level.WARNING);
    }

    List<String> lines(Level from) {
        return records.stream()
                .filter(message -> message.getLevel().intValue() >= from.intValue())
                .map(new SimpleFormatter()::formatMessage)
                .toList();
    }

    @Override
    public void close() {
        loggers.forEach(logger -> {
            logger.removeHandler(handler);
            logger.setLevel(null);
        });
    }
}
