package se.regstat.importing.format;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import se.regstat.statistics.crs.CrsName;

/**
 * The features of a file, read whole. Rows that cannot be read are added to the {@link Problems} given and left out.
 *
 * @param columns of the attributes, in the file's order
 * @param crs of all geometries
 * @param part in words, how the file says itself that it is a part of what there is
 * @param notes what was left out
 */
public record FeatureFile(
        List<String> columns, StatedCrs crs, List<Feature> features, Optional<String> part, List<String> notes) {

    FeatureFile(List<String> columns, StatedCrs crs, List<Feature> features) {
        this(columns, crs, features, Optional.empty(), List.of());
    }

    private record Named(FileKind kind, String words) {}

    private static final Map<String, Named> NAMED = Map.of(
            "gpkg", new Named(FileKind.GEOPACKAGE, "a GeoPackage"),
            "geojson", new Named(FileKind.JSON, "GeoJSON"),
            "json", new Named(FileKind.JSON, "GeoJSON"),
            "csv", new Named(FileKind.TEXT, "CSV"),
            "tsv", new Named(FileKind.TEXT, "CSV"),
            "txt", new Named(FileKind.TEXT, "CSV"));

    private static final String KINDS =
            "a GeoPackage (.gpkg), GeoJSON (.geojson, .json), CSV with a WKT column (.csv, .tsv, .txt) and other formats where GDAL is installed";

    /**
     * Reads a file of the kind its first bytes say.
     *
     * @param layer which layer of a GeoPackage
     * @param crs the coordinate reference system, for files that do not say, or name one that is not known
     * @param shape what geometries are wanted; others are problems
     * @throws ImportException if the file is not what its name says, is of no kind that is read, or has no such layer
     */
    static FeatureFile read(Path file, Optional<String> layer, Optional<CrsName> crs, Shape shape, Problems problems) {
        String name = file.getFileName().toString().toLowerCase(Locale.ROOT);
        FileKind kind = FileKind.of(file);
        Optional<Named> named = Optional.ofNullable(NAMED.get(name.substring(name.lastIndexOf('.') + 1)));
        if (named.isPresent()
                && named.get().kind() != kind
                && !(named.get().kind() == FileKind.TEXT && kind == FileKind.UTF16)) {
            throw new ImportException(
                    file + " is not " + named.get().words() + " as its name says; it is " + FileKind.described(file));
        }
        if (FileKind.isByOgr(file)) return byOgr(file, layer, crs, shape, problems);
        if (kind != FileKind.GEOPACKAGE && layer.isPresent()) {
            throw new ImportException(file + ": --layer names a layer of a GeoPackage; this kind of file has just one");
        }
        return switch (kind) {
            case GEOPACKAGE -> new GeoPackageFile(file).read(layer, crs, shape, problems);
            case JSON -> new GeoJsonFile(file).read(crs, shape, problems);
            case TEXT, UTF16 -> csv(file, crs, shape, problems);
            default ->
                throw new ImportException(file + " is " + FileKind.described(file) + ". What is read is " + KINDS);
        };
    }

    private static FeatureFile csv(Path file, Optional<CrsName> crs, Shape shape, Problems problems) {
        List<String> notes = new ArrayList<>();
        FeatureFile read = new CsvFile(file).recognised(notes).readFeatures(crs, shape, problems);
        notes.addAll(read.notes());
        return new FeatureFile(read.columns(), read.crs(), read.features(), read.part(), notes);
    }

    private static FeatureFile byOgr(
            Path file, Optional<String> layer, Optional<CrsName> crs, Shape shape, Problems problems) {
        List<String> notes = new ArrayList<>();
        try (Ogr ogr = new Ogr()) {
            FeatureFile read = new GeoPackageFile(ogr.geoPackage(file, notes), file).read(layer, crs, shape, problems);
            notes.addAll(read.notes());
            return new FeatureFile(read.columns(), read.crs(), read.features(), read.part(), notes);
        }
    }
}
