package se.regstat.standalone.host;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import se.regstat.statistics.config.ConfigurationException;

/** Reloads, one at a time. One that failed because of a mistake in the configuration is tried again when its files have changed. */
final class Reloads {

    private final Path configuration;
    private final Runnable work;
    private Optional<Map<Path, String>> mistaken = Optional.empty();

    /** @param configuration the folder whose files it reads */
    Reloads(Path configuration, Runnable work) {
        this.configuration = configuration;
        this.work = work;
    }

    /** @throws ConfigurationException if the configuration has a mistake */
    synchronized void run() {
        Map<Path, String> before = files();
        try {
            work.run();
            mistaken = Optional.empty();
        } catch (ConfigurationException e) {
            mistaken = Optional.of(before);
            throw e;
        }
    }

    /** @return whether it ran again */
    synchronized boolean runIfMended() {
        if (mistaken.isEmpty() || mistaken.get().equals(files())) return false;
        run();
        return true;
    }

    /** What tells a file from what it was before. */
    private Map<Path, String> files() {
        Map<Path, String> all = new HashMap<>();
        try (Stream<Path> files = Files.list(configuration)) {
            for (Path file : (Iterable<Path>) files::iterator) {
                BasicFileAttributes facts = Files.readAttributes(file, BasicFileAttributes.class);
                all.put(file, facts.lastModifiedTime() + " " + facts.size() + " " + facts.fileKey());
            }
        } catch (IOException e) {
            // Gone while it was looked at: that is a change, too.
            all.put(configuration, e.toString());
        }
        return all;
    }
}
