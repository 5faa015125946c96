package se.regstat.importing.source;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import se.regstat.importing.PreparedImport;
import se.regstat.importing.download.Call;
import se.regstat.importing.format.FileKind;
import se.regstat.importing.format.ImportException;
import se.regstat.importing.format.Problems;
import se.regstat.importing.format.TableFile;
import se.regstat.importing.pxweb.CodeLists;
import se.regstat.importing.table.Membership;
import se.regstat.statistics.config.Unreadable;

/** Prepares vintages that are groups of another's areas, by a code list or a table that says which. */
final class GroupsPreparation {

    private final Errand errand;

    GroupsPreparation(Errand errand) {
        this.errand = errand;
    }

    PreparedImport of(Recipe recipe, Content.Grouped grouped, List<String> notes) {
        Membership membership = grouped.members() instanceof Content.Members.Rows rows
                ? rows(recipe, rows, grouped, notes)
                : codeList(recipe, (Content.Members.CodeList) grouped.members());
        Errand.requireHits(recipe, membership.names().size(), "groups");
        return new DivisionPreparation(errand).grouped(recipe, grouped, membership);
    }

    private Membership codeList(Recipe recipe, Content.Members.CodeList list) {
        Path file = errand.downloads().file(Call.get(list.address()), Set.of(FileKind.JSON), recipe.advice());
        try {
            return CodeLists.membership(Files.readAllBytes(file), list.address().toString());
        } catch (IOException e) {
            throw new ImportException(Unreadable.told(file, e), e);
        }
    }

    private Membership rows(Recipe recipe, Content.Members.Rows rows, Content.Grouped grouped, List<String> notes) {
        TableFile.Table table = new Documents(errand).table(recipe, rows.from());
        Problems problems = new Problems(rows.from().address().toString());
        Map<String, String> names = new LinkedHashMap<>();
        Map<String, String> groups = new LinkedHashMap<>();
        int shortened = 0;
        for (TableFile.Row row : table.rows()) {
            String member = row.value(rows.member());
            String group = row.value(rows.code());
            if (member.isEmpty() && group.isEmpty()) continue;
            if (isShortened(member, grouped)) {
                member = "0" + member;
                shortened++;
            }
            if (member.isEmpty() || group.isEmpty()) {
                problems.add(row.position(), "it has no " + (member.isEmpty() ? rows.member() : rows.code()));
            } else if (groups.putIfAbsent(member, group) != null) {
                problems.add(row.position(), member + " came before already");
            }
            names.merge(group, rows.name().map(row::value).orElse(""), (first, second) -> first);
        }
        problems.refuseIfAny();
        if (shortened > 0) {
            notes.add(recipe.id() + ": " + shortened + " codes of "
                    + grouped.from().division()
                    + " had lost the zero they begin with, as numbers do in workbooks; it was put back");
        }
        return new Membership(names, groups);
    }

    private boolean isShortened(String code, Content.Grouped grouped) {
        var division = errand.configuration().division(grouped.from().division());
        return code.matches("\\d+") && !division.acceptsCode(code) && division.acceptsCode("0" + code);
    }
}
