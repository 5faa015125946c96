package se.regstat.geotools;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import se.regstat.statistics.config.Configuration;

/** Configurations for tests. */
final class Configured {

    private Configured() {}

    static Configuration with(String divisions, String indicators) {
        try {
            Path folder = Files.createTempDirectory("configuration");
            Path divisionsFile = Files.writeString(folder.resolve("divisions.yml"), divisions);
            Path indicatorsFile = Files.writeString(folder.resolve("indicators.yml"), indicators);
            Configuration configuration = Configuration.load(folder);
            Files.delete(divisionsFile);
            Files.delete(indicatorsFile);
            Files.delete(folder);
            return configuration;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
