package se.regstat.importing.flow;

import java.nio.file.Path;
import java.security.MessageDigest;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import se.regstat.importing.DivisionImport;
import se.regstat.importing.download.Caller;
import se.regstat.importing.format.Checksum;
import se.regstat.importing.format.FileKind;
import se.regstat.importing.format.ImportException;
import se.regstat.importing.format.JsonStat;
import se.regstat.importing.format.Problems;
import se.regstat.importing.format.Progress;
import se.regstat.importing.format.TableFile;
import se.regstat.importing.pxweb.PxWebCells;
import se.regstat.importing.table.AreaCodes;
import se.regstat.importing.table.TableMapping;
import se.regstat.importing.table.ValueIntake;
import se.regstat.importing.table.YearsOfVintage;
import se.regstat.statistics.config.Configuration;
import se.regstat.statistics.flow.Pairs;
import se.regstat.statistics.flow.YearFlows;
import se.regstat.statistics.indicator.EventCoverage;
import se.regstat.statistics.indicator.FlowRule;
import se.regstat.statistics.indicator.Provenance;
import se.regstat.statistics.indicator.Status;
import se.regstat.statistics.store.Store;

/**
 * Reads tables of pairs: who go from one area to another. What comes out is of indicators that {@code indicators.yml} has as flows, of areas of the division, each
 * pair once a year; a pair without a number is missing or withheld, never nobody. Anything else is refused as a whole. Lines of files are read one by one.
 */
public final class FlowsImport {

    private final Configuration configuration;
    private final Progress progress;
    private final Caller caller;

    /** @param caller asks statistical databases */
    public FlowsImport(Configuration configuration, Progress progress, Caller caller) {
        this.configuration = configuration;
        this.progress = progress;
        this.caller = caller;
    }

    /**
     * Reads and checks; nothing is stored.
     *
     * @throws ImportException if anything is wrong, with the reasons
     * @throws se.regstat.statistics.config.ConfigurationException if the mapping file cannot be used
     */
    public PreparedFlows read(FlowsRequest request, Store store) {
        DivisionImport.refuseDemo(store);
        TableMapping mapping = TableMapping.read(request.mapping());
        if (mapping.wide()) {
            throw new ImportException(mapping.file() + ", layout: tables of pairs are long; leave layout: wide out");
        }
        if (request.from().equals(request.to())) {
            throw new ImportException("--from and --to are both '" + request.from()
                    + "'; name the column or dimension of those who live there, and that of those who work there");
        }
        String name = request.table().toString();
        Problems problems = new Problems(name);
        boolean lines = request.table()
                .file()
                .filter(file -> !Set.of(FileKind.JSON, FileKind.PX).contains(FileKind.of(file)))
                .isPresent();
        return lines
                ? ofLines(request, mapping, problems, store)
                : ofCells(request, mapping.ofPxWeb(), problems, name, store);
    }

    private PreparedFlows ofLines(FlowsRequest request, TableMapping mapping, Problems problems, Store store) {
        Path file = request.table().file().orElseThrow();
        FlowIntake intake = new FlowIntake(
                configuration,
                areas(request, store),
                request.elsewhere(),
                new YearsOfVintage(configuration, store.vintages()),
                line -> "line " + line,
                problems);
        FlowRows rows = new FlowRows(request, mapping, intake, file.toString(), progress);
        progress.begin("reading " + file.getFileName(), 0);
        List<String> notes = new ArrayList<>(new TableFile(file, mapping.form()).read(rows, problems));
        notes.addAll(rows.notes());
        problems.refuseIfAny();
        return prepared(request, intake, Checksum.provenance(file, "", mapping.source()), notes, store);
    }

    private PreparedFlows ofCells(
            FlowsRequest request, TableMapping mapping, Problems problems, String name, Store store) {
        PxWebCells cells = new PxWebCells();
        MessageDigest digest = Checksum.digest();
        FlowIntake intake = new FlowIntake(
                configuration,
                areas(request, store),
                request.elsewhere(),
                new YearsOfVintage(configuration, store.vintages()),
                cells::at,
                problems);
        FlowCells read = new FlowCells(request, mapping, intake);
        int first = 0;
        for (byte[] answer : request.table().answers(caller, progress)) {
            digest.update(answer);
            JsonStat table = JsonStat.read(answer, name);
            cells.add(table);
            read.read(table, first, name);
            first += table.cells();
        }
        problems.refuseIfAny();
        Provenance provenance = new Provenance(
                Instant.now().truncatedTo(ChronoUnit.SECONDS),
                request.table()
                        .file()
                        .map(file -> file.getFileName().toString())
                        .orElse(name),
                Checksum.text(digest),
                mapping.source());
        return prepared(request, intake, provenance, read.notes(), store);
    }

    private AreaCodes areas(FlowsRequest request, Store store) {
        return AreaCodes.of(
                request.vintage(), configuration.division(request.vintage().division()), store);
    }

    private PreparedFlows prepared(
            FlowsRequest request, FlowIntake intake, Provenance provenance, List<String> tableNotes, Store store) {
        if (intake.indicators().isEmpty()) throw new ImportException(request.table() + " has no flows");
        Map<String, EventCoverage> covers = new HashMap<>();
        for (String indicator : intake.indicators()) {
            FlowRule rule = configuration.indicator(indicator).flow().orElseThrow();
            covers.put(indicator, checked(request.covers().orElse(rule.covers()), request, store));
        }
        List<YearFlows> flows = intake.flows(covers, provenance);
        List<String> notes = new ArrayList<>(tableNotes);
        Set<String> elsewhere = intake.elsewhere();
        if (!elsewhere.isEmpty()) {
            notes.add((elsewhere.size() == 1 ? "1 area" : elsewhere.size() + " areas") + " that " + request.vintage()
                    + " does not have are kept as areas elsewhere: " + ValueIntake.few(elsewhere));
        }
        List<String> warnings = new ArrayList<>(intake.warnings());
        List<String> summary = new ArrayList<>();
        for (YearFlows year : flows) {
            summary.add(told(year));
            long withheld = withStatus(year, Status.SUPPRESSED);
            long missing = withStatus(year, Status.MISSING);
            if (withheld + missing > 0) {
                warnings.add(what(year) + ": " + withheld + " pairs are withheld and " + missing
                        + " have no number; figures that they belong to have none, and there are no labour markets of a year in which"
                        + " not all flows from each area are known");
            }
            store.flows().stream()
                    .filter(held ->
                            what(held).equals(what(year)) && held.vintage().equals(year.vintage()))
                    .forEach(held -> notes.add("it replaces " + held.pairs().size() + " pairs of " + what(held)
                            + ", that came from " + held.provenance().file()));
        }
        if (flows.stream().anyMatch(year -> !year.covers().isKnown())) {
            warnings.add(
                    "nobody says of which areas all flows are known, so that how many go in and out is told of none: say"
                            + " --covers riket, or --covers kommun=1480, or covers: in indicators.yml");
        }
        return new PreparedFlows(flows, summary, notes, warnings);
    }

    private static String what(YearFlows year) {
        return year.indicator() + ", " + year.year();
    }

    private static String told(YearFlows year) {
        double persons = Arrays.stream(year.pairs().persons())
                .filter(number -> number > 0)
                .sum();
        return what(year) + ": " + ValueIntake.plain(persons) + " persons between areas of " + year.vintage()
                + " and within, in "
                + year.pairs().size() + " pairs, "
                + (year.covers().isKnown()
                        ? "all of " + (year.covers().isOfAreas() ? year.covers() : "the country")
                        : "not known to be all anywhere")
                + largest(year);
    }

    /** By which somebody sees whether from and to were exchanged. */
    private static String largest(YearFlows year) {
        Pairs pairs = year.pairs();
        return IntStream.range(0, pairs.size())
                .filter(pair -> pairs.origins()[pair] != pairs.destinations()[pair] && pairs.persons()[pair] > 0)
                .boxed()
                .max(Comparator.comparingDouble(pair -> pairs.persons()[pair]))
                .map(pair -> "; most go from " + year.codes().get(pairs.origins()[pair]) + " to "
                        + year.codes().get(pairs.destinations()[pair]) + ": "
                        + ValueIntake.plain(pairs.persons()[pair]))
                .orElse("");
    }

    private static long withStatus(YearFlows year, Status status) {
        long count = 0;
        for (byte code : year.pairs().statuses()) if (code == status.code()) count++;
        return count;
    }

    private EventCoverage checked(EventCoverage covers, FlowsRequest request, Store store) {
        if (!covers.isOfAreas()) return covers;
        String division = request.vintage().division();
        if (!covers.division().equals(division)) {
            throw new ImportException("covers " + covers + ": the flows go between areas of " + division
                    + "; name some of these, as in " + division + "=CODE, or riket");
        }
        AreaCodes areas = areas(request, store);
        for (String code : covers.codes()) {
            if (areas.number(code) < 0) {
                throw new ImportException("covers " + covers + ": " + request.vintage() + " has no area " + code);
            }
        }
        return covers;
    }
}
