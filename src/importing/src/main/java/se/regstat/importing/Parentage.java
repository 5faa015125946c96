package se.regstat.importing;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import se.regstat.importing.FileRequest.ParentColumn;
import se.regstat.importing.format.ImportException;
import se.regstat.statistics.config.Configuration;
import se.regstat.statistics.division.Area;
import se.regstat.statistics.division.Division;
import se.regstat.statistics.division.Vintage;
import se.regstat.statistics.division.VintageId;
import se.regstat.statistics.division.YearRange;
import se.regstat.statistics.store.Store;

/**
 * A parent division, and which codes it has if its vintage is in the store.
 *
 * @param advice where its codes may lack some for a reason that is known; empty elsewhere
 */
record Parentage(
        ParentColumn column,
        Division division,
        Optional<VintageId> vintage,
        Set<String> codes,
        Optional<String> advice) {

    /**
     * @param columns those that tell a division's parents
     * @param id the vintage they are to be the parents in, {@code valid} in these years
     * @param remade vintages that are joined again from this one in the same run, against which there is nothing to check
     * @param notes told of what could not be checked
     * @throws ImportException if a parent cannot be one, or which vintage of it is meant cannot be told
     */
    static List<Parentage> of(
            Configuration configuration,
            List<ParentColumn> columns,
            VintageId id,
            YearRange valid,
            Optional<Store> store,
            Set<VintageId> remade,
            List<String> notes) {
        List<Parentage> parentages = new ArrayList<>();
        Set<String> seen = new HashSet<>();
        for (ParentColumn column : columns) {
            String parent = column.parent().division();
            if (!seen.add(parent)) throw new ImportException("--parent " + parent + " is given twice");
            if (parent.equals(id.division())) {
                throw new ImportException("--parent " + parent + ": a division is not its own parent");
            }
            Optional<Vintage> held = parentVintage(column.parent(), valid, store);
            Optional<VintageId> madeOfThis =
                    held.filter(made -> made.importedFrom().equals(madeOf(id))).map(Vintage::id);
            Optional<VintageId> vintage =
                    held.map(Vintage::id).filter(there -> madeOfThis.isEmpty() || !remade.contains(there));
            if (held.isPresent() && vintage.isEmpty()) {
                notes.add("codes of " + parent + " were not checked, since "
                        + held.get().id() + " is itself joined from " + id + ", and is so again after it");
            } else if (vintage.isEmpty()) {
                notes.add("codes of " + parent + " were not checked: "
                        + column.parent()
                                .vintage()
                                .map(year -> parent + "@" + year + " is not in the store")
                                .orElse("no vintage of it that is valid in the same years is in the store"));
            }
            Set<String> codes = vintage.map(v -> store.orElseThrow().areas(v).stream()
                            .map(Area::code)
                            .collect(Collectors.toSet()))
                    .orElse(Set.of());
            parentages.add(new Parentage(
                    column, configuration.division(parent), vintage, codes, madeOfThis.map(made -> again(made, id))));
        }
        return parentages;
    }

    /** From where a vintage came that was joined from another. */
    static String madeOf(VintageId lower) {
        return "dissolved from " + lower;
    }

    private static String again(VintageId made, VintageId lower) {
        return made + " was itself joined from " + lower
                + ". If it lacks some of these, fetch both at once: regstat fetch "
                + lower + " " + made + "; of files, take it away with its values (regstat remove division " + made
                + "), import this again, and join it anew: regstat import division --from " + lower + " --dissolve-to "
                + made.division() + " --vintage " + made.year();
    }

    private static Optional<Vintage> parentVintage(Vintage.Parent parent, YearRange valid, Optional<Store> store) {
        List<Vintage> candidates = store.map(Store::vintages).orElse(List.of()).stream()
                .filter(v -> v.id().division().equals(parent.division()))
                .filter(v -> parent.vintage()
                        .map(year -> v.id().year().equals(year))
                        .orElseGet(() -> v.valid().overlaps(valid)))
                .toList();
        if (candidates.size() > 1) {
            throw new ImportException("--parent " + parent.division()
                    + ": several vintages of it are valid in these years; name one of "
                    + candidates.stream().map(one -> one.id().toString()).collect(Collectors.joining(", "))
                    + ", as in --parent " + candidates.get(0).id() + "=COLUMN");
        }
        return candidates.stream().findFirst();
    }
}
