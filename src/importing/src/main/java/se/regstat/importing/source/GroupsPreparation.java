package se.regstat.importing.source;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import se.regstat.importing.Prepared;
import se.regstat.importing.PreparedCodes;
import se.regstat.importing.PreparedImport;
import se.regstat.importing.download.Call;
import se.regstat.importing.format.Checksum;
import se.regstat.importing.format.FileKind;
import se.regstat.importing.format.ImportException;
import se.regstat.importing.format.Problems;
import se.regstat.importing.format.TableFile;
import se.regstat.importing.pxweb.CodeLists;
import se.regstat.importing.table.AreaCodes;
import se.regstat.importing.table.Membership;
import se.regstat.statistics.config.Unreadable;
import se.regstat.statistics.division.CodeList;
import se.regstat.statistics.division.Division;
import se.regstat.statistics.division.VintageId;
import se.regstat.statistics.indicator.Provenance;

/** Prepares vintages that are groups of another's areas, by a code list or a table that says which. */
final class GroupsPreparation {

    private final Errand errand;

    GroupsPreparation(Errand errand) {
        this.errand = errand;
    }

    /** The areas, and the list of all of them, whether all are there or not. */
    List<Prepared> of(Recipe recipe, Content.Grouped grouped, List<String> notes) {
        Content.Members members = grouped.members();
        Path file = members instanceof Content.Members.CodeList list
                ? errand.downloads().file(Call.get(list.address()), Set.of(FileKind.JSON), recipe.advice())
                : new Documents(errand).ofTable(recipe, ((Content.Members.Rows) members).from());
        Membership membership = members instanceof Content.Members.CodeList list
                ? codeList(file, list)
                : rows(recipe, (Content.Members.Rows) members, grouped, notes);
        Errand.requireHits(recipe, membership.names().size(), "groups");
        PreparedImport areas = new DivisionPreparation(errand).grouped(recipe, grouped, membership);
        return List.of(areas, new PreparedCodes(list(recipe, grouped.vintage(), file, membership), List.of()));
    }

    private static CodeList list(Recipe recipe, VintageId vintage, Path file, Membership membership) {
        Provenance provenance = Checksum.provenance(file, "", recipe.source());
        return new CodeList(
                vintage,
                membership.names().entrySet().stream()
                        .map(group -> new CodeList.Listed(group.getKey(), group.getValue(), Map.of()))
                        .toList(),
                provenance.source(),
                provenance.imported(),
                provenance.file(),
                provenance.checksum());
    }

    private static Membership codeList(Path file, Content.Members.CodeList list) {
        try {
            return CodeLists.membership(Files.readAllBytes(file), list.address().toString());
        } catch (IOException e) {
            throw new ImportException(Unreadable.told(file, e), e);
        }
    }

    private Membership rows(Recipe recipe, Content.Members.Rows rows, Content.Grouped grouped, List<String> notes) {
        TableFile.Table table = new Documents(errand).table(recipe, rows.from());
        Division division = errand.configuration().division(grouped.from().division());
        Problems problems = new Problems(rows.from().address().toString());
        Map<String, String> names = new LinkedHashMap<>();
        Map<String, String> groups = new LinkedHashMap<>();
        int shortened = 0;
        for (TableFile.Row row : table.rows()) {
            String member = AreaCodes.whole(division, row.value(rows.member()));
            String group = row.value(rows.code());
            if (member.isEmpty() && group.isEmpty()) continue;
            if (!member.equals(row.value(rows.member()))) shortened++;
            if (member.isEmpty() || group.isEmpty()) {
                problems.add(row.position(), "it has no " + (member.isEmpty() ? rows.member() : rows.code()));
            } else if (groups.putIfAbsent(member, group) != null) {
                problems.add(row.position(), member + " came before already");
            }
            names.merge(group, rows.name().map(row::value).orElse(""), (first, second) -> first);
        }
        problems.refuseIfAny();
        if (shortened > 0) {
            notes.add(recipe.id() + ": " + shortened + " codes of " + division.id()
                    + " had lost the zero they begin with, as numbers do in workbooks; it was put back");
        }
        return new Membership(names, groups);
    }
}
