package se.regstat.statistics.importing;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import se.regstat.statistics.crs.CrsName;

/**
 * The features of a file, read whole. Rows that cannot be read are added to the {@link Problems} given and left out.
 *
 * @param columns of the attributes, in the file's order
 * @param crs of all geometries
 */
record FeatureFile(List<String> columns, StatedCrs crs, List<Feature> features) {

    private static final String KINDS =
            "a GeoPackage (.gpkg), GeoJSON (.geojson, .json) or CSV with a WKT column (.csv, .tsv, .txt)";

    /**
     * Reads a file of the kind its name says.
     *
     * @param layer which layer of a GeoPackage
     * @param crs the coordinate reference system, for files that do not say, or name one that is not known
     * @param shape what geometries are wanted; others are problems
     * @throws ImportException if the file is not what its name says, or has no such layer
     */
    static FeatureFile read(Path file, Optional<String> layer, Optional<CrsName> crs, Shape shape, Problems problems) {
        String name = file.getFileName().toString().toLowerCase(Locale.ROOT);
        String extension = name.substring(name.lastIndexOf('.') + 1);
        byte[] start = start(file);
        boolean geoPackage = extension.equals("gpkg");
        if (!geoPackage && layer.isPresent()) {
            throw new ImportException(file + ": --layer names a layer of a GeoPackage; this kind of file has just one");
        }
        switch (extension) {
            case "gpkg" -> {
                if (!isSqlite(start)) throw notWhatItSays(file, "a GeoPackage", start);
                return new GeoPackageFile(file).read(layer, crs, shape, problems);
            }
            case "geojson", "json" -> {
                if (firstCharacter(start) != '{') throw notWhatItSays(file, "GeoJSON", start);
                return new GeoJsonFile(file).read(crs, shape, problems);
            }
            case "csv", "tsv", "txt" -> {
                if (isBinary(start) || firstCharacter(start) == '{') throw notWhatItSays(file, "CSV", start);
                return new CsvFile(file).readFeatures(crs, shape, problems);
            }
            default ->
                throw new ImportException(file + ": files of this kind are not read; give " + KINDS
                        + ", for example from: ogr2ogr -f GPKG areas.gpkg " + file.getFileName());
        }
    }

    static byte[] start(Path file) {
        if (Files.isDirectory(file)) throw new ImportException(file + " is a folder; give a file");
        if (!Files.exists(file)) throw new ImportException("there is no file " + file);
        try (InputStream in = Files.newInputStream(file)) {
            byte[] start = in.readNBytes(64);
            if (start.length == 0) throw new ImportException(file + " is empty");
            return start;
        } catch (IOException e) {
            throw new ImportException(file + " cannot be read: " + e.getMessage(), e);
        }
    }

    static ImportException notWhatItSays(Path file, String expected, byte[] start) {
        String is;
        if (isSqlite(start)) is = "an SQLite database (a GeoPackage, perhaps: name it .gpkg)";
        else if (start.length > 1 && start[0] == 'P' && start[1] == 'K') is = "a ZIP archive; unpack it first";
        else if (isBinary(start)) is = "something else, and binary";
        else if (firstCharacter(start) == '{') is = "JSON (GeoJSON, perhaps: name it .geojson)";
        else if (firstCharacter(start) == '<') is = "XML or HTML (a saved error page, perhaps)";
        else {
            String text = new String(start, StandardCharsets.UTF_8)
                    .lines()
                    .findFirst()
                    .orElse("");
            is = "text, beginning with '" + text.substring(0, Math.min(30, text.length())) + "'";
        }
        return new ImportException(file + " is not " + expected + " as its name says; it is " + is);
    }

    private static boolean isSqlite(byte[] start) {
        return new String(start, StandardCharsets.ISO_8859_1).startsWith("SQLite format 3\0");
    }

    private static boolean isBinary(byte[] start) {
        for (byte b : start) if (b >= 0 && b < ' ' && b != '\t' && b != '\n' && b != '\r') return true;
        return false;
    }

    private static char firstCharacter(byte[] start) {
        String text =
                new String(start, StandardCharsets.UTF_8).replace("\uFEFF", "").strip();
        return text.isEmpty() ? ' ' : text.charAt(0);
    }
}
