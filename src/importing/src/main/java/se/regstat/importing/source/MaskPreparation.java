package se.regstat.importing.source;

import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.locationtech.jts.geom.MultiPolygon;
import org.locationtech.jts.geom.prep.PreparedGeometry;
import org.locationtech.jts.geom.prep.PreparedGeometryFactory;
import org.locationtech.jts.operation.overlayng.OverlayNGRobust;
import se.regstat.importing.FeatureChoice;
import se.regstat.importing.MaskImport;
import se.regstat.importing.PreparedMask;
import se.regstat.importing.borders.AreaGeometries;
import se.regstat.importing.format.Checksum;
import se.regstat.importing.format.Feature;
import se.regstat.importing.format.FeatureFile;
import se.regstat.importing.format.GeoFile;
import se.regstat.importing.format.ImportException;
import se.regstat.importing.format.Problems;
import se.regstat.importing.format.Shape;
import se.regstat.statistics.ancillary.Mask;
import se.regstat.statistics.division.Area;
import se.regstat.statistics.division.Vintage;
import se.regstat.statistics.format.Polygons;
import se.regstat.statistics.indicator.Provenance;

/**
 * Prepares masks of the areas of a vintage. Of some kommuner, those belong to it too that count for a kommun beside them and reach in:
 * the whole layer is asked for, and what touches the kommuner taken.
 */
final class MaskPreparation {

    private final Errand errand;

    MaskPreparation(Errand errand) {
        this.errand = errand;
    }

    PreparedMask of(Recipe recipe, Content.Masked masked, List<String> notes) {
        Vintage vintage = errand.scratch()
                .vintage(masked.from())
                .orElseThrow(() -> new ImportException(recipe.id() + " is made of the areas of " + masked.from()
                        + ", which is not in the store; fetch that too: regstat fetch " + masked.from() + " "
                        + recipe.id()));
        List<MultiPolygon> areas = new ArrayList<>(errand.scratch().areas(masked.from()).stream()
                .map(Area::geometry)
                .toList());
        Provenance provenance =
                new Provenance(vintage.imported(), masked.from().toString(), vintage.checksum(), recipe.source());
        List<String> warnings = new ArrayList<>();
        Optional<Recipe> layer = masked.recipe().filter(this::isOfPart);
        if (layer.isPresent()) {
            requireGround(recipe);
            Content.Areas content = (Content.Areas) layer.get().content();
            Path file = new LayerFiles(errand.ofCountry()).of(layer.get(), content.from());
            areas.addAll(reaching(content, file, notes, warnings));
            provenance = new Provenance(
                    Instant.now().truncatedTo(ChronoUnit.SECONDS),
                    masked.from().toString(),
                    Checksum.sha256(file),
                    recipe.source());
        }
        return new PreparedMask(new Mask(masked.name(), MaskImport.joined(areas), provenance), warnings);
    }

    private void requireGround(Recipe recipe) {
        if (!errand.ground().isEmpty()) return;
        throw new ImportException(
                recipe.id() + " would lack what reaches into the kommuner from others, since the store"
                        + " does not have the borders of kommun "
                        + String.join(", ", errand.wanted().kommuner()) + "; fetch kommun@2025 too, or first");
    }

    private boolean isOfPart(Recipe recipe) {
        return !errand.whole()
                && recipe.content() instanceof Content.Areas areas
                && areas.from().kommun().isPresent();
    }

    private List<MultiPolygon> reaching(Content.Areas content, Path file, List<String> notes, List<String> warnings) {
        FeatureChoice choice = new FeatureChoice(content.where(), List.of());
        Problems problems = choice.problems(file);
        FeatureFile read =
                choice.of(new GeoFile(file, Optional.empty(), content.crs(), false).read(Shape.AREAS, problems), file);
        List<MultiPolygon> all = List.copyOf(new AreaGeometries(errand.reprojections(), errand.progress())
                .of(read, Feature::position, problems, notes, warnings)
                .values());
        problems.refuseIfAny();
        PreparedGeometry ground =
                PreparedGeometryFactory.prepare(OverlayNGRobust.union(Polygons.FACTORY.buildGeometry(errand.ground())));
        return all.stream()
                .filter(area -> ground.intersects(area) && !ground.touches(area))
                .toList();
    }
}
