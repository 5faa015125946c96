package se.regstat.geoserver;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.geotools.util.logging.Logging;
import se.regstat.geoserver.ledger.News;
import se.regstat.statistics.config.Configuration;
import se.regstat.statistics.config.ConfigurationException;
import se.regstat.statistics.config.Configurations;

/** The configuration to publish by: that in the folder, or the last good one while there is a mistake in it. */
final class GoodConfiguration {

    private static final Logger LOGGER = Logging.getLogger(GoodConfiguration.class);

    private GoodConfiguration() {}

    /** What is to hold from now on: of a configuration with a mistake, what held before. */
    static Configuration of(Path folder, News news) {
        return kept(folder, Optional.empty(), news);
    }

    /** The same in a folder of the plugin's own, where the defaults are written and the last good files kept. */
    static Configuration keptIn(Path folder, News news) {
        try {
            Configuration.writeDefaults(folder);
        } catch (ConfigurationException e) {
            news.tell(
                    Level.WARNING,
                    "Regstat goes by the program's defaults where files of its configuration are missing, as it cannot write"
                            + " them: " + e.getMessage());
        }
        return kept(folder, Optional.of(folder.resolve("last-good")), news);
    }

    /** @param copies where the last good files are kept, for a GeoServer that is started over a mistake */
    private static Configuration kept(Path folder, Optional<Path> copies, News news) {
        try {
            Configuration read = Configurations.read(folder);
            copies.ifPresent(kept -> copy(read, kept));
            return read;
        } catch (ConfigurationException e) {
            if (Configurations.inForce(folder).isEmpty()
                    && copies.filter(Files::isDirectory).isPresent()) {
                putLastGood(folder, copies.get());
            }
            Configuration before = Configurations.inForce(folder).orElseThrow(() -> e);
            news.tell(
                    Level.SEVERE,
                    "Regstat leaves the last good configuration in force, as the files now there cannot be used: "
                            + e.getMessage());
            return before;
        }
    }

    private static void putLastGood(Path folder, Path copies) {
        try {
            Configurations.put(Configuration.load(folder, copies));
        } catch (ConfigurationException e) {
            // What is to be told is the mistake in the files themselves.
            LOGGER.log(Level.FINE, "the last good configuration in {0} cannot be used: {1}", new Object[] {copies, e});
        }
    }

    private static void copy(Configuration configuration, Path copies) {
        try {
            configuration.copyTo(copies);
        } catch (IOException e) {
            LOGGER.log(Level.FINE, "the last good configuration is not kept in {0}: {1}", new Object[] {copies, e});
        }
    }
}
