package se.regstat.importing.borders;

import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.geom.MultiPolygon;
import org.locationtech.jts.geom.util.GeometryFixer;
import org.locationtech.jts.operation.valid.IsValidOp;
import org.locationtech.jts.operation.valid.TopologyValidationError;
import se.regstat.importing.format.Feature;
import se.regstat.importing.format.FeatureFile;
import se.regstat.importing.format.Problems;
import se.regstat.importing.format.Progress;
import se.regstat.importing.format.SwedishExtent;
import se.regstat.statistics.crs.Reprojection;
import se.regstat.statistics.format.Polygons;

/** Brings polygons of a file to EPSG:3006, checks that they lie in Sweden, and repairs those that are invalid. */
public final class AreaGeometries {

    private final Reprojection.Provider reprojections;
    private final Progress progress;

    public AreaGeometries(Reprojection.Provider reprojections, Progress progress) {
        this.reprojections = reprojections;
        this.progress = progress;
    }

    /**
     * In EPSG:3006 and valid; without those that have a problem.
     *
     * @param called what a feature is called in a warning
     * @param notes gets what was assumed that the file does not say
     */
    public IdentityHashMap<Feature, MultiPolygon> of(
            FeatureFile file,
            Function<Feature, String> called,
            Problems problems,
            List<String> notes,
            List<String> warnings) {
        SwedishExtent extent = file.crs().resolve(reprojections, notes);
        notes.addAll(file.notes());
        List<Feature> features = new ArrayList<>();
        List<MultiPolygon> brought = new ArrayList<>();
        progress.begin(
                extent.crs().isSweref99Tm() ? "checking coordinates" : "bringing " + extent.crs() + " to EPSG:3006",
                file.features().size());
        for (Feature feature : file.features()) {
            progress.at(brought.size());
            extent.bring(feature.geometry(), feature::position, problems).ifPresent(geometry -> {
                features.add(feature);
                brought.add(Polygons.multiPolygon(geometry));
                long others = Polygons.othersIn(geometry);
                if (others > 0) {
                    warnings.add(called.apply(feature) + ", " + feature.position()
                            + ": of its collection only the polygons"
                            + " were taken; " + (others == 1 ? "1 point or line was" : others + " points or lines were")
                            + " left out");
                }
            });
        }
        progress.begin("checking geometries", features.size());
        List<Optional<TopologyValidationError>> errors = IntStream.range(0, features.size())
                .parallel()
                .mapToObj(i -> Optional.ofNullable(new IsValidOp(brought.get(i)).getValidationError()))
                .toList();
        IdentityHashMap<Feature, MultiPolygon> geometries = new IdentityHashMap<>();
        for (int i = 0; i < features.size(); i++) {
            Feature feature = features.get(i);
            MultiPolygon geometry = brought.get(i);
            if (errors.get(i).isPresent()) {
                MultiPolygon repaired = Polygons.multiPolygon(GeometryFixer.fix(geometry));
                if (repaired.isEmpty() || !repaired.isValid()) {
                    problems.add(
                            feature.position(),
                            "its geometry is invalid, " + said(errors.get(i).get()) + ", and cannot be repaired");
                    continue;
                }
                warnings.add(
                        repair(called.apply(feature), feature, errors.get(i).get(), geometry, repaired));
                geometry = repaired;
            }
            geometries.put(feature, geometry);
        }
        return geometries;
    }

    private static String said(TopologyValidationError error) {
        String where = error.getCoordinate() == null
                ? ""
                : String.format(Locale.ROOT, " at %.1f, %.1f", error.getCoordinate().x, error.getCoordinate().y);
        return error.getMessage().toLowerCase(Locale.ROOT) + where;
    }

    private static String repair(
            String called, Feature feature, TopologyValidationError error, Geometry before, MultiPolygon after) {
        return String.format(
                Locale.ROOT,
                "repaired: %s, %s, had an invalid ring (%s); rebuilt by the even-odd sides of its rings: %d part%s, %.0f m² (rings as given: %.0f m²)",
                called,
                feature.position(),
                said(error),
                after.getNumGeometries(),
                after.getNumGeometries() == 1 ? "" : "s",
                after.getArea(),
                before.getArea());
    }
}
