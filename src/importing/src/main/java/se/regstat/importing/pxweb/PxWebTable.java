package se.regstat.importing.pxweb;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.TreeMap;
import java.util.TreeSet;
import se.regstat.importing.format.ImportException;
import se.regstat.importing.format.JsonStat;
import se.regstat.importing.table.AreaCodes;
import se.regstat.importing.table.Columns;
import se.regstat.importing.table.LongColumns;
import se.regstat.importing.table.TableMapping;
import se.regstat.importing.table.ValueIntake;
import se.regstat.importing.table.YearsOfVintage;
import se.regstat.statistics.config.Configuration;
import se.regstat.statistics.division.VintageId;
import se.regstat.statistics.indicator.Status;
import se.regstat.statistics.store.Store;

/**
 * Reads the cells of a PxWeb table into an intake. In SCB's tables, a code with a suffix ({@code 0180C4040_DeSO2025}) is an area of
 * the version that the suffix names, and a plain one is of the division's first version, whatever the year. Such a table has cells
 * for every version and year; those of years that a version is not valid for hold nothing or zeros, which are no data.
 */
public final class PxWebTable {

    /** An area of a vintage; number -1 if its cells are not taken. */
    private record Target(AreaCodes areas, int number) {}

    private final PxWebRequest request;
    private final TableMapping mapping;
    private final Configuration configuration;
    private final Store store;
    private final ValueIntake intake;
    private final YearsOfVintage years;
    private final CellMeaning meaning;
    private final Map<VintageId, AreaCodes> vintages = new HashMap<>();
    private final Map<String, Optional<Target>> targets = new HashMap<>();
    private final Map<String, Integer> outside = new TreeMap<>();
    private final Map<VintageId, TreeSet<String>> unwanted = new TreeMap<>();
    private long leftOut;
    private long read;

    public PxWebTable(
            PxWebRequest request,
            TableMapping mapping,
            Configuration configuration,
            Store store,
            ValueIntake intake,
            YearsOfVintage years) {
        this.request = request;
        this.mapping = mapping;
        this.configuration = configuration;
        this.store = store;
        this.intake = intake;
        this.years = years;
        this.meaning = new CellMeaning(mapping, intake::refuse);
    }

    /** @param first the number of the first cell */
    public void read(JsonStat answer, int first, String name) {
        if (mapping.wide()) {
            throw new ImportException(mapping.file() + ", layout: PxWeb tables are long; leave layout: wide out");
        }
        String regionName = mapping.region()
                .orElseThrow(() -> new ImportException(
                        mapping.file() + ": region is missing; name the dimension with the areas' codes, one of "
                                + String.join(", ", answer.dimensions())));
        Columns columns = new Columns(name, "dimension", answer.dimensions(), mapping);
        int region = columns.number(regionName, "region");
        LongColumns rows = new LongColumns(mapping, columns);
        columns.refuseAmbiguous(answer);
        for (int cell = 0; cell < answer.cells(); cell++) {
            List<String> row = answer.row(cell);
            read++;
            List<String> indicators = rows.indicators(row);
            if (indicators.isEmpty()) {
                leftOut++;
                continue;
            }
            int place = first + cell;
            Optional<Target> target = target(row.get(region), place);
            if (target.isEmpty()) continue;
            take(answer, cell, place, target.get(), rows.period(row), indicators);
        }
    }

    private void take(JsonStat answer, int cell, int place, Target target, String period, List<String> indicators) {
        OptionalInt year = LongColumns.year(period);
        if (year.isEmpty()) {
            intake.refuse(place, "'" + period + "' is not a year, as in 2022");
            return;
        }
        double value = meaning.value(answer, cell);
        AreaCodes areas = target.areas();
        if (!areas.vintage().valid().contains(year.getAsInt())) {
            if (Double.isNaN(value) || value == 0) {
                outside.merge(
                        areas.id() + " in " + year.getAsInt() + " (valid "
                                + areas.vintage().valid() + ")",
                        1,
                        Integer::sum);
            } else {
                intake.refuse(place, years.outside(year.getAsInt(), areas));
            }
            return;
        }
        Optional<Status> status = meaning.status(answer, cell, place);
        if (status.isEmpty()) return;
        for (String id : indicators) {
            intake.slot(areas, id, year.getAsInt(), mapping.file())
                    .ifPresent(slot -> intake.put(slot, target.number(), place, value, status.get()));
        }
    }

    private Optional<Target> target(String code, int place) {
        Optional<Target> known = targets.get(code);
        if (known == null) {
            known = find(code, place);
            targets.put(code, known);
        }
        return known;
    }

    private Optional<Target> find(String code, int place) {
        String division = request.division();
        Optional<VintageId> suffix = AreaCodes.suffix(code, division);
        String plain = suffix.isPresent() ? AreaCodes.plain(code) : code;
        VintageId id = suffix.orElseGet(this::firstVersion);
        boolean otherDivision = !configuration.division(division).acceptsCode(plain);
        if (!otherDivision
                && request.vintage().isPresent()
                && !id.year().equals(request.vintage().get())) {
            unwanted.computeIfAbsent(id, v -> new TreeSet<>()).add(code);
            return Optional.empty();
        }
        AreaCodes areas = otherDivision ? anyVintage() : vintage(id, code);
        int number = otherDivision
                ? intake.areaOfOther(areas, code, otherDivision(code), place)
                : intake.area(areas, plain, place);
        return number < 0 ? Optional.empty() : Optional.of(new Target(areas, number));
    }

    /** Regions of several levels stand in one dimension: which other division a code looks like one of. */
    private Optional<String> otherDivision(String code) {
        if (code.equals("00")) return Optional.of("riket");
        int underscore = code.lastIndexOf('_');
        String plain = underscore < 0 ? code : code.substring(0, underscore);
        return configuration.divisions().stream()
                .filter(other -> !other.id().equals(request.division()))
                .filter(other -> other.codePattern().isPresent() && other.acceptsCode(plain))
                .map(other -> other.id())
                .findFirst();
    }

    private AreaCodes anyVintage() {
        return vintage(
                request.vintage()
                        .map(year -> new VintageId(request.division(), year))
                        .orElseGet(() -> store.vintages().stream()
                                .map(v -> v.id())
                                .filter(id -> id.division().equals(request.division()))
                                .findFirst()
                                .orElseGet(this::firstVersion)),
                "");
    }

    private VintageId firstVersion() {
        TreeSet<VintageId> all = new TreeSet<>();
        store.vintages().forEach(v -> all.add(v.id()));
        all.addAll(configuration.vintages());
        return all.stream()
                .filter(id -> id.division().equals(request.division()))
                .findFirst()
                .orElseThrow(() -> new ImportException(
                        "there is no vintage of " + request.division() + " in the store; import that division first"));
    }

    private AreaCodes vintage(VintageId id, String code) {
        AreaCodes known = vintages.get(id);
        if (known != null) return known;
        if (store.vintage(id).isEmpty()) {
            throw new ImportException("the table has areas of " + id + ", as " + code
                    + " is, and that is not in the store" + AreaCodes.held(store)
                    + "; import that division first, or say --vintage YEAR to take those of one version alone");
        }
        AreaCodes areas = AreaCodes.of(id, configuration.division(id.division()), store);
        vintages.put(id, areas);
        return areas;
    }

    public List<String> notes() {
        List<String> notes = new ArrayList<>();
        if (leftOut > 0) notes.add(leftOut + " of " + read + " cells were left out, as the mapping says");
        unwanted.forEach((id, codes) -> notes.add(codes.size() + " areas of " + id + " were left out, as --vintage "
                + request.vintage().orElseThrow() + " says"));
        outside.forEach(
                (which, count) -> notes.add(
                        count + " cells of " + which
                                + " are empty or zero: the table has cells for years that a version is not valid for; they are no data and were left out"));
        return notes;
    }
}
