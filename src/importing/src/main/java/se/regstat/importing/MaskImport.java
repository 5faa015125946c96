package se.regstat.importing;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.geom.MultiPolygon;
import org.locationtech.jts.geom.Polygon;
import org.locationtech.jts.operation.overlayng.OverlayNGRobust;
import se.regstat.importing.borders.AreaGeometries;
import se.regstat.importing.format.Feature;
import se.regstat.importing.format.FeatureFile;
import se.regstat.importing.format.GeoFile;
import se.regstat.importing.format.ImportException;
import se.regstat.importing.format.Problems;
import se.regstat.importing.format.Progress;
import se.regstat.importing.format.Shape;
import se.regstat.statistics.ancillary.Mask;
import se.regstat.statistics.crs.Reprojection;
import se.regstat.statistics.format.Polygons;

/**
 * Reads polygons where values can lie, such as land or built-up areas. What comes out lies in EPSG:3006, inside Sweden with its
 * sea, is valid and does not overlap: polygons that do are joined. Anything that cannot be read refuses the file as a whole.
 */
public final class MaskImport {

    private final Reprojection.Provider reprojections;
    private final Progress progress;

    public MaskImport(Reprojection.Provider reprojections, Progress progress) {
        this.reprojections = reprojections;
        this.progress = progress;
    }

    /** A mask that passed every check, and what a careful user would look into. */
    public record Prepared(Mask mask, List<String> notes, List<String> warnings) {
        public Prepared {
            notes = List.copyOf(notes);
            warnings = List.copyOf(warnings);
        }
    }

    /** @throws ImportException if anything in the file is wrong, with the reasons */
    public Prepared read(GeoFile from, String name, String source) {
        Path file = from.file();
        Problems problems = new Problems(file.toString());
        List<String> notes = new ArrayList<>();
        List<String> warnings = new ArrayList<>();
        progress.begin("reading " + file.getFileName(), 0);
        FeatureFile read = from.read(Shape.AREAS, problems);
        if (read.features().isEmpty() && problems.none()) throw new ImportException(file + " has no features");
        List<MultiPolygon> areas = new ArrayList<>(new AreaGeometries(reprojections, progress)
                .of(read, Feature::position, problems, notes, warnings)
                .values());
        problems.refuseIfAny();
        progress.begin("joining", 0);
        List<Polygon> parts = joined(areas);
        if (parts.size() != areas.size()) {
            notes.add(areas.size() + " features became " + parts.size() + " polygons; those that touch were joined");
        }
        Mask mask = new Mask(name, parts, from.provenance(source));
        return new Prepared(mask, notes, warnings);
    }

    /** The ground that areas cover, in polygons that do not overlap. */
    public static List<Polygon> joined(List<MultiPolygon> areas) {
        Geometry joined = OverlayNGRobust.union(Polygons.FACTORY.buildGeometry(areas));
        MultiPolygon polygons = Polygons.multiPolygon(joined);
        List<Polygon> parts = new ArrayList<>();
        for (int i = 0; i < polygons.getNumGeometries(); i++) parts.add((Polygon) polygons.getGeometryN(i));
        return parts;
    }
}
