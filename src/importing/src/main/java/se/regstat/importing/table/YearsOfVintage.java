package se.regstat.importing.table;

import java.util.List;
import se.regstat.importing.format.ImportException;
import se.regstat.statistics.config.Configuration;
import se.regstat.statistics.division.Vintage;
import se.regstat.statistics.division.VintageId;

/** Says that a year is not one of a vintage's, and which vintage it is of. */
public final class YearsOfVintage {

    private final Configuration configuration;
    private final List<Vintage> vintages;

    public YearsOfVintage(Configuration configuration, List<Vintage> vintages) {
        this.configuration = configuration;
        this.vintages = vintages;
    }

    /** @throws ImportException if it is outside */
    void refuseOutside(int year, AreaCodes areas) {
        if (!areas.vintage().valid().contains(year)) throw new ImportException(outside(year, areas));
    }

    public String outside(int year, AreaCodes areas) {
        VintageId id = areas.id();
        String right = vintages.stream()
                .filter(v ->
                        v.id().division().equals(id.division()) && v.valid().contains(year))
                .findFirst()
                .map(v -> "; for " + year + " " + v.id() + " is valid")
                .orElseGet(() -> configuration
                        .vintageIn(id.division(), year)
                        .map(v -> "; for " + year + " " + v + " is valid, which is not in the store")
                        .orElse(""));
        return "the year " + year + " is outside those of " + id + ", "
                + areas.vintage().valid() + right;
    }
}
