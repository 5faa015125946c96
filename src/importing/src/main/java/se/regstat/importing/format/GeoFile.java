package se.regstat.importing.format;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import se.regstat.statistics.crs.CrsName;
import se.regstat.statistics.format.CsvLines;
import se.regstat.statistics.indicator.Provenance;

/**
 * A file with places, and what is to be known to read it.
 *
 * @param layer of a GeoPackage; needed where it has several that suit
 * @param crs of the coordinates, as in {@code EPSG:3006}, for files that do not say or name one that is not known
 * @param partial whether a file is wanted that says itself that it is a part
 */
public record GeoFile(Path file, Optional<String> layer, Optional<String> crs, boolean partial) {

    /** One that says all that is to be known. */
    public static GeoFile of(Path file) {
        return new GeoFile(file, Optional.empty(), Optional.empty(), false);
    }

    public GeoFile layer(String name) {
        return new GeoFile(file, Optional.of(name), crs, partial);
    }

    /** @throws ImportException if the file is not what its name says, has no such layer, or is a part and should not be */
    public FeatureFile read(Shape shape, Problems problems) {
        FeatureFile read = FeatureFile.read(file, layer, crs.map(CrsName::of), shape, problems);
        read.part().filter(part -> !partial).ifPresent(part -> {
            throw new ImportException(file + " says itself that it is a part, " + part
                    + ": fetch all of it, page by page if the service gives no more at a time; or say --partial to take"
                    + " it as it is");
        });
        return read;
    }

    /**
     * Reads points of a table, in the columns that are said.
     *
     * @param wanted which columns are kept
     * @throws ImportException if the file is no table, or lacks a column
     */
    public FeatureFile read(PointTable points, Predicate<String> wanted, Problems problems) {
        if (layer.isPresent()) throw new ImportException(file + ": --layer does not go with --x and --y");
        return points.read(file, crs.map(CrsName::of), wanted, problems);
    }

    /**
     * Reads attributes alone, row by row, of a layer or of a table.
     *
     * @return notes: what was assumed of the file
     * @throws ImportException if it is of no kind that is read so, or has no such layer
     */
    public List<String> readAttributes(CsvLines.Hearer rows, Problems problems) {
        if (FileKind.isByOgr(file)) {
            List<String> notes = new ArrayList<>();
            try (Ogr ogr = new Ogr()) {
                new GeoPackageFile(ogr.geoPackage(file, notes), file).readAttributes(layer, rows);
            }
            return notes;
        }
        if (FileKind.of(file) == FileKind.GEOPACKAGE) {
            new GeoPackageFile(file).readAttributes(layer, rows);
            return List.of();
        }
        if (layer.isPresent()) throw new ImportException(file + ": --layer names a layer, and this is a table");
        return new TableFile(file, TableForm.USUAL).read(rows, problems);
    }

    /** Of what is imported now. */
    public Provenance provenance(String source) {
        return Checksum.provenance(file, layer.map(name -> "layer " + name).orElse(""), source);
    }
}
