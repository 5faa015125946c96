package se.regstat.importing.source;

import java.nio.file.Path;
import java.util.EnumSet;
import se.regstat.importing.ChangeLogImport;
import se.regstat.importing.ChangesRequest;
import se.regstat.importing.Prepared;
import se.regstat.importing.format.FileKind;
import se.regstat.importing.format.ImportException;
import se.regstat.importing.format.Problems;
import se.regstat.importing.format.TableFile;

/** Prepares change logs. */
final class ChangesPreparation {

    private final Errand errand;

    ChangesPreparation(Errand errand) {
        this.errand = errand;
    }

    Prepared of(Recipe recipe, Content.Changes changes) {
        Path file = new Documents(errand)
                .of(recipe, changes.from(), EnumSet.of(FileKind.ZIP, FileKind.TEXT, FileKind.UTF16));
        Problems problems = new Problems(file.toString());
        TableFile.Table table = new TableFile(file, changes.from().form()).readTable(problems);
        problems.refuseIfAny();
        for (String column : recipe.expected().columns()) {
            if (table.columns().contains(column)) continue;
            throw new ImportException(changes.from().address() + " has no column '" + column + "'; its columns are: "
                    + String.join(", ", table.columns()) + "; nothing was stored: " + recipe.advice());
        }
        Errand.requireHits(recipe, table.rows().size(), "rows");
        return new ChangeLogImport(errand.configuration(), errand.progress())
                .read(
                        new ChangesRequest(
                                file,
                                changes.from().form(),
                                changes.earlier().division(),
                                changes.earlier().year(),
                                changes.later().year(),
                                changes.fromCode(),
                                changes.toCode(),
                                changes.kind(),
                                changes.date(),
                                true),
                        errand.scratch());
    }
}
