package se.regstat.importing.source;

import java.util.ArrayList;
import java.util.List;
import se.regstat.importing.Prepared;
import se.regstat.importing.Prepared.Stored;
import se.regstat.importing.PreparedCodes;
import se.regstat.importing.check.EndingSums;
import se.regstat.importing.format.ImportException;

/** Downloads by recipes and prepares what came, by the imports that files are imported by; each builds on what came before it. */
final class Preparation {

    private final Errand errand;

    Preparation(Errand errand) {
        this.errand = errand;
    }

    /**
     * @param watching is told of what the store does not have
     * @throws ImportException if anything is not as the recipe expects
     */
    Fetched of(Recipe recipe, Fetch.Watching watching) {
        List<String> notes = new ArrayList<>();
        List<Stored> fresh = new ArrayList<>();
        List<String> summary = new ArrayList<>();
        List<String> warnings = new ArrayList<>();
        for (Prepared one : prepared(recipe, notes)) {
            summary.addAll(one.summary());
            warnings.addAll(one.warnings());
            if (one.isIn(errand.scratch())) continue;
            notes.addAll(one.notes());
            if (one instanceof PreparedCodes codes) warnings.addAll(endingBy(recipe, codes));
            watching.coming(recipe, one, errand.scratch());
            one.writeTo(errand.scratch());
            fresh.add(one.stored());
        }
        return new Fetched(recipe, fresh, summary, notes, warnings);
    }

    private List<String> endingBy(Recipe recipe, PreparedCodes codes) {
        return EndingSums.by(codes.list(), errand.scratch(), errand.configuration()).stream()
                .map(sums -> recipe.id()
                        + ": its code list names parts that the store lacks, or places some elsewhere, which ends "
                        + sums)
                .toList();
    }

    private List<? extends Prepared> prepared(Recipe recipe, List<String> notes) {
        Content content = recipe.content();
        if (content instanceof Content.Areas areas) {
            return List.of(new DivisionPreparation(errand).of(recipe, areas, notes));
        }
        if (content instanceof Content.Joined joined) {
            return List.of(new DivisionPreparation(errand).joined(recipe, joined));
        }
        if (content instanceof Content.Grouped grouped) {
            return new GroupsPreparation(errand).of(recipe, grouped, notes);
        }
        if (content instanceof Content.Key key) {
            return List.of(new KeyPreparation(errand).of(recipe, key));
        }
        if (content instanceof Content.Changes changes) {
            return List.of(new ChangesPreparation(errand).of(recipe, changes));
        }
        if (content instanceof Content.Masked mask) {
            return List.of(new MaskPreparation(errand).of(recipe, mask, notes));
        }
        if (content instanceof Content.Cells cells) {
            return List.of(new CellsPreparation(errand).of(recipe, cells, notes));
        }
        if (content instanceof Content.KeyFigures figures) {
            return new KeyFiguresPreparation(errand).of(recipe, figures, notes);
        }
        return new TablePreparation(errand).of(recipe, (Content.Table) content, notes);
    }
}
