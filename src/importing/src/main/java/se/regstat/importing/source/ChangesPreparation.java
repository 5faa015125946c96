package se.regstat.importing.source;

import se.regstat.importing.ChangeLogImport;
import se.regstat.importing.ChangesRequest;
import se.regstat.importing.Prepared;
import se.regstat.importing.format.TableFile;

/** Prepares change logs. */
final class ChangesPreparation {

    private final Errand errand;

    ChangesPreparation(Errand errand) {
        this.errand = errand;
    }

    Prepared of(Recipe recipe, Content.Changes changes) {
        Documents documents = new Documents(errand);
        TableFile.Table table = documents.table(recipe, changes.from());
        Errand.requireHits(recipe, table.rows().size(), "rows");
        return new ChangeLogImport(errand.configuration(), errand.progress())
                .read(
                        new ChangesRequest(
                                documents.ofTable(recipe, changes.from()),
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
