package se.regstat.importing.borders;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import org.locationtech.jts.geom.MultiPolygon;
import se.regstat.importing.format.Feature;
import se.regstat.importing.format.FeatureFile;
import se.regstat.importing.format.GeoFile;
import se.regstat.importing.format.ImportException;
import se.regstat.importing.format.Problems;
import se.regstat.importing.format.Progress;
import se.regstat.importing.format.Shape;
import se.regstat.statistics.crs.Reprojection;

/**
 * The polygons of a file that somebody wants something to be computed for.
 *
 * @param columns of the attributes, in the file's order
 * @param rows in the file's order
 * @param notes what was assumed that the file does not say
 * @param warnings what was repaired
 */
public record PolygonFile(List<String> columns, List<Row> rows, List<String> notes, List<String> warnings) {

    public PolygonFile {
        columns = List.copyOf(columns);
        rows = List.copyOf(rows);
        notes = List.copyOf(notes);
        warnings = List.copyOf(warnings);
    }

    /**
     * One polygon.
     *
     * @param attributes as text; no entry where the file has no value
     * @param geometry EPSG:3006 (E, N), valid
     */
    public record Row(Map<String, String> attributes, MultiPolygon geometry) {}

    /**
     * Reads a GeoPackage, GeoJSON or CSV with WKT.
     *
     * @throws ImportException if anything in it is wrong, with the reasons
     */
    public static PolygonFile read(GeoFile source, Reprojection.Provider reprojections, Progress progress) {
        Path file = source.file();
        Problems problems = new Problems(file.toString(), "nothing was computed");
        List<String> notes = new ArrayList<>();
        List<String> warnings = new ArrayList<>();
        progress.begin("reading " + file.getFileName(), 0);
        FeatureFile read = source.read(Shape.AREAS, problems);
        if (read.features().isEmpty() && problems.none()) throw new ImportException(file + " has no features");
        IdentityHashMap<Feature, MultiPolygon> geometries =
                new AreaGeometries(reprojections, progress).of(read, Feature::position, problems, notes, warnings);
        problems.refuseIfAny();
        List<Row> rows = read.features().stream()
                .map(feature -> new Row(feature.attributes(), geometries.get(feature)))
                .toList();
        return new PolygonFile(read.columns(), rows, notes, warnings);
    }
}
