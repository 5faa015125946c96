package se.regstat.importing.event;

import java.util.ArrayList;
import java.util.List;
import org.locationtech.jts.geom.Geometry;
import se.regstat.importing.format.Feature;
import se.regstat.importing.format.FeatureFile;
import se.regstat.importing.format.GeoFile;
import se.regstat.importing.format.ImportException;
import se.regstat.importing.format.Problems;
import se.regstat.importing.format.Progress;
import se.regstat.importing.format.Shape;
import se.regstat.importing.format.SwedishExtent;
import se.regstat.statistics.crs.Reprojection;

/**
 * The points of a file that somebody wants something to be computed for.
 *
 * @param columns of the attributes, in the file's order
 * @param features in the file's order
 * @param points of the features, EPSG:3006 (E, N)
 * @param notes what was assumed that the file does not say
 */
public record PointFile(List<String> columns, List<Feature> features, List<Geometry> points, List<String> notes) {

    public PointFile {
        columns = List.copyOf(columns);
        features = List.copyOf(features);
        points = List.copyOf(points);
        notes = List.copyOf(notes);
    }

    /**
     * Reads a GeoPackage, GeoJSON or CSV with WKT.
     *
     * @throws ImportException if anything in it is wrong, with the reasons
     */
    public static PointFile read(GeoFile source, Reprojection.Provider reprojections, Progress progress) {
        Problems problems = new Problems(source.file().toString(), "nothing was computed");
        List<String> notes = new ArrayList<>();
        progress.begin("reading " + source.file().getFileName(), 0);
        FeatureFile read = source.read(Shape.POINTS, problems);
        if (read.features().isEmpty() && problems.none()) throw new ImportException(source.file() + " has no features");
        SwedishExtent extent = read.crs().resolve(reprojections, notes);
        notes.addAll(read.notes());
        List<Geometry> points = new ArrayList<>();
        for (Feature feature : read.features()) {
            extent.bring(feature.geometry(), feature::position, problems).ifPresent(points::add);
        }
        problems.refuseIfAny();
        return new PointFile(read.columns(), read.features(), points, notes);
    }
}
