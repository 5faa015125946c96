package se.regstat.importing;

import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.geom.MultiPolygon;
import org.locationtech.jts.geom.Polygon;
import org.locationtech.jts.operation.overlayng.OverlayNG;
import org.locationtech.jts.operation.overlayng.OverlayNGRobust;
import se.regstat.importing.format.Checksum;
import se.regstat.importing.format.ImportException;
import se.regstat.importing.format.Problems;
import se.regstat.importing.format.Progress;
import se.regstat.importing.format.TableFile;
import se.regstat.importing.format.TableFile.Row;
import se.regstat.importing.table.AreaCodes;
import se.regstat.importing.table.ValueIntake;
import se.regstat.statistics.config.Configuration;
import se.regstat.statistics.division.Area;
import se.regstat.statistics.division.Change;
import se.regstat.statistics.division.ChangeKind;
import se.regstat.statistics.division.ChangeLog;
import se.regstat.statistics.division.Division;
import se.regstat.statistics.division.VintageId;
import se.regstat.statistics.format.Polygons;
import se.regstat.statistics.store.Store;

/**
 * Reads what happened to a division's areas between two vintages, as SCB's change log tells it, and works out the ground that changed
 * hands: from one code to another, what the two areas share; of an area that is extended, what it did not have before; of one that
 * is reduced, what it no longer has. Where the vintages' areas show nothing of it, as with extensions into the sea and where one
 * vintage was derived from the other, there is no geometry.
 */
public final class ChangeLogImport {

    private static final String DATE = "datum";

    /** m². Less than this is the imprecision of borders, not a change. */
    private static final double SMALLEST = 1;

    private final Configuration configuration;
    private final Progress progress;

    public ChangeLogImport(Configuration configuration, Progress progress) {
        this.configuration = configuration;
        this.progress = progress;
    }

    /** @throws ImportException if a vintage is not in the store or any row is wrong, with the reasons */
    public PreparedChanges read(ChangesRequest request, Store store) {
        DivisionImport.refuseDemo(store);
        VintageId from = new VintageId(request.division(), request.from());
        VintageId to = new VintageId(request.division(), request.to());
        if (from.compareTo(to) >= 0) {
            throw new ImportException("--from " + request.from() + " should be before --to " + request.to());
        }
        Map<String, Area> earlier = areas(from, store);
        Map<String, Area> later = areas(to, store);
        Problems problems = new Problems(request.file().toString());
        TableFile.Table table = new TableFile(request.file(), request.form()).readTable(problems);
        Optional<String> date = request.date().or(() -> Optional.of(DATE).filter(table.columns()::contains));
        require(request, table, date, problems);

        List<String> notes = new ArrayList<>(table.notes());
        List<Change> changes = new ArrayList<>();
        Set<List<Object>> seen = new HashSet<>();
        Set<String> skipped = new TreeSet<>();
        progress.begin("working out what changed hands", table.rows().size());
        for (Row row : table.rows()) {
            progress.at(changes.size());
            String fromCode = row.value(request.fromCode());
            String toCode = row.value(request.toCode());
            Optional<ChangeKind> kind = ChangeKind.parse(row.value(request.kind()));
            if (kind.isEmpty()) {
                problems.add(row.position(), "'" + row.value(request.kind()) + "' is not a kind of change");
                problems.advise("Known are: " + ChangeKind.known());
            }
            Optional<LocalDate> when = date(row, date, problems);
            boolean fromKnown = known(fromCode, from, earlier, request, row, problems, skipped);
            boolean toKnown = known(toCode, to, later, request, row, problems, skipped);
            if (!fromKnown || !toKnown || kind.isEmpty()) continue;
            if (!seen.add(List.of(fromCode, toCode, kind.get()))) {
                problems.add(
                        row.position(), "the same change from " + fromCode + " to " + toCode + " came before already");
                continue;
            }
            Optional<MultiPolygon> geometry = geometry(earlier.get(fromCode), later.get(toCode), kind.get());
            changes.add(new Change(fromCode, toCode, kind.get(), when, geometry));
        }
        problems.refuseIfAny();
        if (changes.isEmpty())
            throw new ImportException(request.file() + " has no changes of areas that are in the store");
        if (!skipped.isEmpty()) {
            notes.add(skipped.size() + " codes that neither vintage has in its place were skipped, with their rows: "
                    + ValueIntake.few(skipped));
        }
        long without =
                changes.stream().filter(change -> change.geometry().isEmpty()).count();
        if (without > 0) {
            notes.add(without + " of " + changes.size()
                    + " changes have no geometry: extensions into the sea, and those that " + from + " and " + to
                    + " show nothing of");
        }
        var provenance = Checksum.provenance(request.file(), "", "");
        return new PreparedChanges(
                new ChangeLog(
                        request.division(),
                        request.from(),
                        request.to(),
                        changes,
                        provenance.imported(),
                        provenance.file(),
                        provenance.checksum()),
                notes);
    }

    private static Map<String, Area> areas(VintageId id, Store store) {
        if (store.vintage(id).isEmpty()) {
            throw new ImportException("there is no " + id + " in the store" + AreaCodes.held(store)
                    + "; a change log needs both vintages: import that division first");
        }
        Map<String, Area> areas = new HashMap<>();
        store.areas(id).forEach(area -> areas.put(area.code(), area));
        return areas;
    }

    private static void require(
            ChangesRequest request, TableFile.Table table, Optional<String> date, Problems problems) {
        List<String> wanted = new ArrayList<>(List.of(request.fromCode(), request.toCode(), request.kind()));
        date.ifPresent(wanted::add);
        List<String> options = List.of("--from-code", "--to-code", "--kind", "--date");
        for (int i = 0; i < wanted.size(); i++) {
            if (!table.columns().contains(wanted.get(i))) {
                problems.refuseIfAny(); // what is wrong with the lines may be why
                throw new ImportException(
                        request.file() + " has no column '" + wanted.get(i) + "'; say which one it is with "
                                + options.get(i) + ", its columns are: " + String.join(", ", table.columns()));
            }
        }
    }

    private static Optional<LocalDate> date(Row row, Optional<String> column, Problems problems) {
        String text = column.map(row::value).orElse("");
        if (text.isEmpty()) return Optional.empty();
        try {
            return Optional.of(LocalDate.parse(text));
        } catch (DateTimeParseException e) {
            problems.add(row.position(), "date '" + text + "' is not of the form 2025-01-01");
            return Optional.empty();
        }
    }

    private boolean known(
            String code,
            VintageId id,
            Map<String, Area> areas,
            ChangesRequest request,
            Row row,
            Problems problems,
            Set<String> skipped) {
        if (areas.containsKey(code)) return true;
        Division division = configuration.division(id.division());
        if (code.isEmpty()) problems.add(row.position(), "it has no code for " + id);
        else if (!division.acceptsCode(code)) problems.add(row.position(), AreaCodes.malformed(division, code));
        else if (request.knownOnly()) skipped.add(code);
        else {
            problems.add(row.position(), id + " has no area " + code);
            problems.advise("If the log covers more than what is loaded, --known-only skips such rows");
        }
        return false;
    }

    private static Optional<MultiPolygon> geometry(Area earlier, Area later, ChangeKind kind) {
        if (kind == ChangeKind.EXTENDED_TO_SEA) return Optional.empty();
        boolean same = earlier.code().equals(later.code());
        Geometry changed;
        if (!same) changed = overlay(earlier, later, OverlayNG.INTERSECTION);
        else if (kind == ChangeKind.EXTENDED) changed = overlay(later, earlier, OverlayNG.DIFFERENCE);
        else changed = overlay(earlier, later, OverlayNG.DIFFERENCE);
        List<Polygon> parts = new ArrayList<>();
        for (int i = 0; i < changed.getNumGeometries(); i++) {
            if (changed.getGeometryN(i) instanceof Polygon polygon && polygon.getArea() >= SMALLEST) parts.add(polygon);
        }
        return parts.isEmpty()
                ? Optional.empty()
                : Optional.of(Polygons.FACTORY.createMultiPolygon(parts.toArray(Polygon[]::new)));
    }

    private static Geometry overlay(Area a, Area b, int operation) {
        return OverlayNGRobust.overlay(a.geometry(), b.geometry(), operation);
    }
}
