package se.regstat.importing.source;

import java.util.List;
import org.locationtech.jts.geom.MultiPolygon;
import se.regstat.importing.MaskImport;
import se.regstat.importing.PreparedMask;
import se.regstat.importing.format.ImportException;
import se.regstat.statistics.ancillary.Mask;
import se.regstat.statistics.division.Area;
import se.regstat.statistics.division.Vintage;
import se.regstat.statistics.indicator.Provenance;

/** Prepares masks of the areas of a vintage. */
final class MaskPreparation {

    private final Errand errand;

    MaskPreparation(Errand errand) {
        this.errand = errand;
    }

    PreparedMask of(Recipe recipe, Content.Masked masked) {
        Vintage vintage = errand.scratch()
                .vintage(masked.from())
                .orElseThrow(() -> new ImportException(recipe.id() + " is made of the areas of " + masked.from()
                        + ", which is not in the store; fetch that too: regstat fetch " + masked.from() + " "
                        + recipe.id()));
        List<MultiPolygon> areas = errand.scratch().areas(masked.from()).stream()
                .map(Area::geometry)
                .toList();
        return new PreparedMask(new Mask(
                masked.name(),
                MaskImport.joined(areas),
                new Provenance(vintage.imported(), masked.from().toString(), vintage.checksum(), recipe.source())));
    }
}
