package se.regstat.importing.source;

import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import se.regstat.importing.DivisionImport;
import se.regstat.importing.FeatureChoice;
import se.regstat.importing.FileRequest;
import se.regstat.importing.PreparedImport;
import se.regstat.importing.VintageRequest;
import se.regstat.importing.format.ImportException;
import se.regstat.importing.table.Membership;
import se.regstat.importing.table.ValueIntake;
import se.regstat.statistics.division.Area;
import se.regstat.statistics.division.VintageId;

/** Prepares vintages of divisions: of layers, of files, and joined from others. */
final class DivisionPreparation {

    private final Errand errand;
    private final DivisionImport divisions;

    DivisionPreparation(Errand errand) {
        this.errand = errand;
        Set<VintageId> remade = errand.wanted().recipes().stream()
                .map(Recipe::content)
                .filter(Content.Joined.class::isInstance)
                .flatMap(joined -> joined.makes().stream())
                .collect(Collectors.toSet());
        this.divisions = new DivisionImport(errand.configuration(), errand.reprojections(), errand.progress(), remade);
    }

    PreparedImport of(Recipe recipe, Content.Areas areas, List<String> notes) {
        boolean part = areas.from().kommun().isPresent() && !errand.whole();
        boolean file = areas.from() instanceof Place.Document;
        if (!part && !errand.whole()) {
            notes.add(recipe.id() + " cannot be asked for single kommuner; all of it was taken");
        }
        FileRequest request = new FileRequest(
                new LayerFiles(errand).of(recipe, areas.from()),
                Optional.empty(),
                areas.crs(),
                areas.code(),
                areas.name(),
                areas.parents(),
                Optional.empty(),
                areas.dissolve(),
                false,
                new FeatureChoice(areas.where(), file ? recipe.expected().columns() : List.of()));
        PreparedImport prepared = divisions.fromFile(
                request,
                vintage(recipe, areas.vintage(), part ? Optional.empty() : areas.completeWithin()),
                Optional.of(errand.scratch()));
        if (file) Errand.requireHits(recipe, prepared.areas().size(), "areas");
        refuseVanishing(recipe, prepared);
        return prepared;
    }

    private VintageRequest vintage(Recipe recipe, VintageId id, Optional<String> completeWithin) {
        return new VintageRequest(
                id,
                OptionalInt.empty(),
                OptionalInt.empty(),
                completeWithin,
                Optional.of(recipe.source()),
                Optional.of(recipe.licence()),
                Optional.empty(),
                errand.wanted().replace());
    }

    /** A part that is fetched after another takes its place, and should not do so silently. */
    private void refuseVanishing(Recipe recipe, PreparedImport prepared) {
        if (errand.wanted().replace()) return;
        Set<String> vanishing = errand.scratch().areas(prepared.vintage().id()).stream()
                .map(Area::code)
                .collect(Collectors.toCollection(TreeSet::new));
        prepared.areas().forEach(area -> vanishing.remove(area.code()));
        if (vanishing.isEmpty()) return;
        throw new ImportException(recipe.id() + " is in the store with " + vanishing.size()
                + " areas that did not come now: " + ValueIntake.few(vanishing)
                + "; nothing was stored. Name their kommuner too with --kommun, or say --replace if they are to go");
    }

    PreparedImport joined(Recipe recipe, Content.Joined joined) {
        if (errand.scratch().vintage(joined.from()).isEmpty()) throw lacking(recipe, joined.from());
        PreparedImport prepared = divisions.fromVintage(
                joined.from(), vintage(recipe, joined.vintage(), Optional.empty()), errand.scratch());
        if (errand.whole() && isWhole(joined.from()))
            Errand.requireHits(recipe, prepared.areas().size(), "areas");
        refuseVanishing(recipe, prepared);
        return prepared;
    }

    PreparedImport grouped(Recipe recipe, Content.Grouped grouped, Membership membership) {
        if (errand.scratch().vintage(grouped.from()).isEmpty()) throw lacking(recipe, grouped.from());
        PreparedImport prepared = divisions.fromMembers(
                grouped.from(), membership, vintage(recipe, grouped.vintage(), Optional.empty()), errand.scratch());
        refuseVanishing(recipe, prepared);
        return prepared;
    }

    private static ImportException lacking(Recipe recipe, VintageId from) {
        return new ImportException(recipe.id() + " is made by joining the areas of " + from
                + ", which is not in the store; fetch that too: regstat fetch " + from + " " + recipe.id());
    }

    private boolean isWhole(VintageId id) {
        return errand.scratch()
                .vintage(id)
                .flatMap(vintage -> vintage.completeWithin())
                .filter("riket"::equals)
                .isPresent();
    }
}
