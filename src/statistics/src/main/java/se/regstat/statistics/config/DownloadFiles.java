package se.regstat.statistics.config;

import java.nio.file.Path;
import java.util.Optional;

/**
 * Where files that are made for download are kept.
 *
 * @param directory as written; empty for the usual place
 * @param bytes of all together
 */
public record DownloadFiles(Optional<Path> directory, long bytes) {

    static DownloadFiles read(YamlMapping yaml) {
        yaml.only("directory", "megabytes");
        return new DownloadFiles(yaml.text("directory").map(Path::of), yaml.positive("megabytes", 2000) * 1_000_000L);
    }
}
