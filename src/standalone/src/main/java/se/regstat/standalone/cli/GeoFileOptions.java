package se.regstat.standalone.cli;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Option;
import se.regstat.importing.format.GeoFile;

/** What may have to be known to read a file with places; the same for every command that reads one. */
final class GeoFileOptions {

    @Option(names = "--layer", paramLabel = "NAME", description = "Which layer of a file that has several")
    private String layer;

    @Option(
            names = "--crs",
            paramLabel = "CRS",
            description =
                    "Coordinate reference system, as in EPSG:3006, for files that do not say or name one that is not known. Default: EPSG:3006 for CSV, longitude and latitude for GeoJSON")
    private String crs;

    @Option(
            names = "--partial",
            description = "Take a file that says itself that it is a part, such as a page of a service's answer")
    private boolean partial;

    GeoFile of(Path file) {
        return new GeoFile(file, Optional.ofNullable(layer), Optional.ofNullable(crs), partial);
    }

    boolean namesLayer() {
        return layer != null;
    }

    /** The options that were given, by name. */
    List<String> given() {
        List<String> given = new ArrayList<>();
        if (layer != null) given.add("--layer");
        if (crs != null) given.add("--crs");
        if (partial) given.add("--partial");
        return given;
    }
}
