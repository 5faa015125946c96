package se.regstat.importing;

import java.security.MessageDigest;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import se.regstat.importing.check.PartsCheck;
import se.regstat.importing.check.WholeCheck;
import se.regstat.importing.download.Caller;
import se.regstat.importing.download.Http;
import se.regstat.importing.download.Waiting;
import se.regstat.importing.format.Checksum;
import se.regstat.importing.format.ImportException;
import se.regstat.importing.format.JsonStat;
import se.regstat.importing.format.Problems;
import se.regstat.importing.format.Progress;
import se.regstat.importing.format.TableFile;
import se.regstat.importing.pxweb.PxWebCells;
import se.regstat.importing.pxweb.PxWebRequest;
import se.regstat.importing.pxweb.PxWebSource;
import se.regstat.importing.pxweb.PxWebTable;
import se.regstat.importing.table.AreaCodes;
import se.regstat.importing.table.CsvTable;
import se.regstat.importing.table.IndicatorRequest;
import se.regstat.importing.table.TableMapping;
import se.regstat.importing.table.ValueIntake;
import se.regstat.importing.table.ValueSlot;
import se.regstat.importing.table.YearsOfVintage;
import se.regstat.statistics.config.Configuration;
import se.regstat.statistics.indicator.Provenance;
import se.regstat.statistics.indicator.PublishedValues;
import se.regstat.statistics.indicator.Status;
import se.regstat.statistics.store.Store;

/**
 * Reads indicators' values from tables, as a mapping file says what is in them. What comes out:
 *
 * <ul>
 *   <li>is for areas of a vintage in the store, in years it is valid for, each once;
 *   <li>is of indicators that {@code indicators.yml} describes and that are not always computed;
 *   <li>is a number or has a status that says why not: an empty cell is missing, never zero; counts are not negative.
 * </ul>
 *
 * Anything else is refused as a whole. Parts that miss their totals, and restricted shares above all, are warned of. All of it happens in memory, nothing is written
 * before {@link PreparedValues#writeTo}.
 */
public final class IndicatorImport {

    private final Configuration configuration;
    private final Progress progress;
    private final Caller caller;

    public IndicatorImport(Configuration configuration, Progress progress) {
        this(configuration, progress, new Http(Waiting.REAL));
    }

    /** @param caller asks the API */
    public IndicatorImport(Configuration configuration, Progress progress, Caller caller) {
        this.configuration = configuration;
        this.progress = progress;
        this.caller = caller;
    }

    /**
     * From a table in CSV or of an Excel workbook.
     *
     * @throws ImportException if anything in it is wrong, with the reasons
     * @throws se.regstat.statistics.config.ConfigurationException if the mapping file cannot be used
     */
    public PreparedValues fromCsv(IndicatorRequest request, Store store) {
        DivisionImport.refuseDemo(store);
        TableMapping mapping = TableMapping.read(request.mapping());
        AreaCodes areas = AreaCodes.of(
                request.vintage(), configuration.division(request.vintage().division()), store);
        Problems problems = new Problems(request.file().toString());
        ValueIntake intake = new ValueIntake(
                configuration, mapping.symbols(), request.knownOnly(), line -> "line " + line, problems);
        YearsOfVintage years = new YearsOfVintage(configuration, store.vintages());
        CsvTable table = new CsvTable(request, mapping, areas, intake, years, progress);
        progress.begin("reading " + request.file().getFileName(), 0);
        List<String> notes = new ArrayList<>(new TableFile(request.file(), mapping.form()).read(table, problems));
        notes.addAll(table.notes());
        problems.refuseIfAny();
        Provenance provenance = Checksum.provenance(request.file(), "", mapping.source());
        return prepared(
                intake,
                mapping,
                provenance,
                notes,
                store,
                request.replace(),
                request.file().toString());
    }

    /**
     * From a PxWeb table: a kept answer, or the API, which is asked as often as its limits make necessary.
     *
     * @throws ImportException if anything in it is wrong, with the reasons, or the API does not answer
     * @throws se.regstat.statistics.config.ConfigurationException if the mapping file cannot be used
     */
    public PreparedValues fromPxWeb(PxWebRequest request, Store store) {
        DivisionImport.refuseDemo(store);
        TableMapping mapping = TableMapping.read(request.mapping()).ofPxWeb();
        PxWebSource source = request.table();
        String name = source.toString();
        PxWebCells cells = new PxWebCells();
        MessageDigest digest = Checksum.digest();
        for (byte[] answer : source.answers(caller, progress)) {
            digest.update(answer);
            cells.add(JsonStat.read(answer, name));
        }
        Problems problems = new Problems(name);
        ValueIntake intake =
                new ValueIntake(configuration, mapping.symbols(), request.knownOnly(), cells::at, problems);
        YearsOfVintage years = new YearsOfVintage(configuration, store.vintages());
        PxWebTable table = new PxWebTable(request, mapping, configuration, store, intake, years);
        int first = 0;
        for (JsonStat answer : cells.answers()) {
            table.read(answer, first, name);
            first += answer.cells();
        }
        problems.refuseIfAny();
        Provenance provenance = new Provenance(
                Instant.now().truncatedTo(ChronoUnit.SECONDS),
                source.file().map(file -> file.getFileName().toString()).orElse(name),
                Checksum.text(digest),
                mapping.source());
        return prepared(intake, mapping, provenance, table.notes(), store, request.replace(), name);
    }

    private PreparedValues prepared(
            ValueIntake intake,
            TableMapping mapping,
            Provenance provenance,
            List<String> tableNotes,
            Store store,
            boolean replace,
            String table) {
        List<String> notes = new ArrayList<>(tableNotes);
        intake.sum(mapping, notes);
        notes.addAll(intake.skippedNotes());
        progress.begin("holding parts against totals", 0);
        List<String> warnings = new ArrayList<>(PartsCheck.warnings(intake.slots()));
        warnings.addAll(WholeCheck.warnings(intake.slots()));
        List<PublishedValues> values = new ArrayList<>();
        for (ValueSlot slot : intake.slots()) {
            PublishedValues published = slot.published(provenance);
            if (!published.codes().isEmpty()) values.add(published);
        }
        if (values.isEmpty()) {
            throw new ImportException(table + " has no values for areas that are in the store"
                    + notes.stream().findFirst().map(note -> "; " + note).orElse(""));
        }
        replaced(values, store, replace, notes);
        return new PreparedValues(values, List.of(), summary(intake.slots()), notes, warnings);
    }

    private static void replaced(List<PublishedValues> values, Store store, boolean replace, List<String> notes) {
        Map<String, Integer> from = new LinkedHashMap<>();
        Map<List<Object>, PublishedValues> coming = new LinkedHashMap<>();
        for (PublishedValues set : values) coming.put(List.of(set.indicator(), set.vintage(), set.year()), set);
        List<String> losses = new ArrayList<>();
        for (PublishedValues held : store.values(PreparedValues.indicators(values))) {
            PublishedValues instead = coming.get(List.of(held.indicator(), held.vintage(), held.year()));
            if (instead == null) continue;
            Set<String> lost = new TreeSet<>();
            for (int i = 0; i < held.codes().size(); i++) {
                if (held.status(i).hasValue()) lost.add(held.codes().get(i));
            }
            for (int i = 0; i < instead.codes().size(); i++) {
                // A reason why there is none, such as suppressed, is an answer; that it is missing is not.
                if (instead.status(i) != Status.MISSING)
                    lost.remove(instead.codes().get(i));
            }
            if (!lost.isEmpty()) {
                losses.add(held.indicator() + " " + held.year() + " of " + held.vintage() + ": "
                        + (lost.size() == 1 ? "1 area" : lost.size() + " areas") + ", " + ValueIntake.few(lost)
                        + ", from " + held.provenance().file());
            }
            String origin = held.provenance().file() + ", imported "
                    + held.provenance().imported().toString().substring(0, 10);
            from.merge(origin, 1, Integer::sum);
        }
        if (!losses.isEmpty() && !replace) {
            throw new ImportException(
                    "there are values in the store where the table has none, and this import would take them"
                            + " away; nothing was stored. Import one table with all of them, or say --replace if that is meant",
                    losses);
        }
        losses.forEach(loss -> notes.add("it takes away values of " + loss));
        from.forEach((origin, sets) -> notes.add("it replaces what came from " + origin + ": "
                + (sets == 1 ? "1 year of an indicator" : sets + " years of indicators")
                + "; where that came from is kept"));
    }

    private static List<String> summary(Collection<ValueSlot> slots) {
        Map<AreaCodes, List<ValueSlot>> byVintage = new LinkedHashMap<>();
        for (ValueSlot slot : slots) {
            byVintage.computeIfAbsent(slot.areas(), areas -> new ArrayList<>()).add(slot);
        }
        List<String> lines = new ArrayList<>();
        byVintage.forEach((areas, ofVintage) -> lines.add(summary(areas, ofVintage)));
        return lines;
    }

    private static String summary(AreaCodes areas, List<ValueSlot> slots) {
        Set<String> indicators = new TreeSet<>();
        TreeSet<Integer> years = new TreeSet<>();
        for (ValueSlot slot : slots) {
            indicators.add(slot.indicator().id());
            years.add(slot.year());
        }
        int withValue = 0;
        for (int i = 0; i < areas.codes().size(); i++) {
            int area = i;
            if (slots.stream().anyMatch(slot -> slot.hasValue(area))) withValue++;
        }
        StringBuilder line = new StringBuilder(areas.id() + ", "
                + (years.size() == 1 ? years.first().toString() : years.first() + "-" + years.last()) + ": "
                + (indicators.size() == 1 ? "1 indicator" : indicators.size() + " indicators"));
        String separator = ", ";
        for (Status status : Status.values()) {
            long count = slots.stream().mapToLong(slot -> slot.count(status)).sum();
            if (count == 0 && status != Status.NORMAL) continue;
            line.append(separator).append(count).append(status == Status.NORMAL ? " values" : " " + status.id());
        }
        return line.append("; ")
                .append(withValue)
                .append(" of ")
                .append(areas.codes().size())
                .append(" areas have values")
                .toString();
    }
}
