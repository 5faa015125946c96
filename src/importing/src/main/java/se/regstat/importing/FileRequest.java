package se.regstat.importing;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import se.regstat.importing.format.GeoFile;
import se.regstat.statistics.division.Vintage;

/**
 * A file of areas and what its columns are.
 *
 * @param layer of a GeoPackage; needed where it has several with polygons
 * @param crs of the coordinates, for files that do not say, as in {@code EPSG:3006}
 * @param code column with the codes
 * @param landArea column with land areas in km²
 * @param dissolve whether features with the same code are parts of one area
 * @param partial whether a file is wanted that says itself that it is a part
 * @param choice which of its features are wanted
 */
public record FileRequest(
        Path file,
        Optional<String> layer,
        Optional<String> crs,
        String code,
        Optional<String> name,
        List<ParentColumn> parents,
        Optional<String> landArea,
        boolean dissolve,
        boolean partial,
        FeatureChoice choice) {

    public FileRequest {
        parents = List.copyOf(parents);
    }

    public static FileRequest of(Path file, String code) {
        return new FileRequest(
                file,
                Optional.empty(),
                Optional.empty(),
                code,
                Optional.empty(),
                List.of(),
                Optional.empty(),
                false,
                false,
                FeatureChoice.ALL);
    }

    public FileRequest layer(String name) {
        return new FileRequest(
                file, Optional.of(name), crs, code, this.name, parents, landArea, dissolve, partial, choice);
    }

    public FileRequest crs(String name) {
        return new FileRequest(
                file, layer, Optional.of(name), code, this.name, parents, landArea, dissolve, partial, choice);
    }

    public FileRequest name(String column) {
        return new FileRequest(
                file, layer, crs, code, Optional.of(column), parents, landArea, dissolve, partial, choice);
    }

    public FileRequest landArea(String column) {
        return new FileRequest(file, layer, crs, code, name, parents, Optional.of(column), dissolve, partial, choice);
    }

    public FileRequest dissolved() {
        return new FileRequest(file, layer, crs, code, name, parents, landArea, true, partial, choice);
    }

    /** Also if it says itself that it is a part. */
    public FileRequest partly() {
        return new FileRequest(file, layer, crs, code, name, parents, landArea, dissolve, true, choice);
    }

    /** Only these of its features. */
    public FileRequest choose(FeatureChoice chosen) {
        return new FileRequest(file, layer, crs, code, name, parents, landArea, dissolve, partial, chosen);
    }

    GeoFile geoFile() {
        return new GeoFile(file, layer, crs, partial);
    }

    /** With one more parent, written {@code regso=COLUMN} or {@code regso@2025=COLUMN}. */
    public FileRequest parent(String text) {
        List<ParentColumn> more = new java.util.ArrayList<>(parents);
        more.add(ParentColumn.parse(text));
        return new FileRequest(file, layer, crs, code, name, more, landArea, dissolve, partial, choice);
    }

    /** Which column has the codes of a parent division. */
    public record ParentColumn(Vintage.Parent parent, String column) {

        /** @throws IllegalArgumentException if it is not of the form {@code regso=COLUMN} or {@code regso@2025=COLUMN} */
        public static ParentColumn parse(String text) {
            int equals = text.indexOf('=');
            if (equals < 1 || equals == text.length() - 1) {
                throw new IllegalArgumentException(
                        "'" + text
                                + "' does not say which column has the parent's codes; write regso=COLUMN or regso@2025=COLUMN");
            }
            return new ParentColumn(Vintage.Parent.parse(text.substring(0, equals)), text.substring(equals + 1));
        }
    }
}
