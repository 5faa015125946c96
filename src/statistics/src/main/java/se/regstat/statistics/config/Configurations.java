package se.regstat.statistics.config;

import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;

/**
 * The configurations in force, by folder: the last ones that could be read. One stays in force while the files of its folder
 * cannot be used, so that a slip of the pen takes nothing down. Shared by all who read a folder, as snapshots are. Thread-safe.
 */
public final class Configurations {

    private static final Map<Path, Configuration> IN_FORCE = new ConcurrentHashMap<>();
    private static final Map<Path, String> PROBLEMS = new ConcurrentHashMap<>();

    private Configurations() {}

    /**
     * Reads a folder and puts what it says in force. What is in force already is not read again as long as the files are as they were.
     *
     * @throws ConfigurationException if it cannot be used; what was in force stays
     */
    public static Configuration read(Path directory) {
        Path folder = directory.toAbsolutePath().normalize();
        try {
            Configuration read = inForce(directory)
                    .filter(known -> known.isOf(directory))
                    .orElseGet(() -> Configuration.load(directory));
            put(read);
            PROBLEMS.remove(folder);
            return read;
        } catch (ConfigurationException e) {
            PROBLEMS.put(folder, e.getMessage());
            throw e;
        }
    }

    /**
     * Reads a folder; if it cannot be used, what is in force stays.
     *
     * @param news gets what is wrong, unless the last who tried met with the same
     * @throws ConfigurationException if it cannot be used, and nothing is in force
     */
    public static Configuration readOrKeep(Path directory, Consumer<String> news) {
        Path folder = directory.toAbsolutePath().normalize();
        String before = PROBLEMS.get(folder);
        try {
            return read(directory);
        } catch (ConfigurationException e) {
            Configuration kept = inForce(directory).orElseThrow(() -> e);
            if (!e.getMessage().equals(before)) news.accept(e.getMessage());
            return kept;
        }
    }

    /** What is in force for a folder, without reading it. */
    public static Optional<Configuration> inForce(Path directory) {
        return Optional.ofNullable(IN_FORCE.get(directory.toAbsolutePath().normalize()));
    }

    /** Puts a configuration in force for its folder, as one does that was kept elsewhere. */
    public static void put(Configuration configuration) {
        IN_FORCE.put(configuration.directory().toAbsolutePath().normalize(), configuration);
    }
}
