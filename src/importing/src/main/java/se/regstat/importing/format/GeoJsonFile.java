package se.regstat.importing.format;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import se.regstat.statistics.config.Unreadable;
import se.regstat.statistics.crs.CrsName;
import se.regstat.statistics.format.FormatException;
import se.regstat.statistics.format.GeoJsonFeatures;
import se.regstat.statistics.format.ReadDocument;
import se.regstat.statistics.format.ReadLimits;

/**
 * A file of GeoJSON. Coordinates are longitude, latitude in WGS 84 unless the file has the {@code crs} member of GeoJSON 2008, which
 * GIS programs still write; EPSG:3006 where nobody says and they cannot be degrees.
 */
final class GeoJsonFile {

    private final Path file;

    GeoJsonFile(Path file) {
        this.file = file;
    }

    FeatureFile read(Optional<CrsName> given, Shape shape, Problems problems) {
        List<Feature> features = new ArrayList<>();
        try (InputStream in = Files.newInputStream(file)) {
            ReadDocument read = GeoJsonFeatures.read(
                    in, ReadLimits.NONE, row -> Feature.of(row, shape, problems).ifPresent(features::add), problems);
            return new FeatureFile(
                    read.columns(),
                    new StatedCrs(file.toString(), read.crs(), given, Optional.of(StatedCrs.Usual.of(true, features))),
                    features,
                    read.part(),
                    read.notes());
        } catch (FormatException e) {
            throw new ImportException(e.told(file.toString()), e);
        } catch (IOException e) {
            throw new ImportException(Unreadable.told(file, e), e);
        }
    }
}
