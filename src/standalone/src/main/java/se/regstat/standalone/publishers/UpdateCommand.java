package se.regstat.standalone.publishers;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import se.regstat.geotools.IndicatorLayers;
import se.regstat.geotools.reprojection.GeoToolsReprojection;
import se.regstat.importing.download.Downloads;
import se.regstat.importing.format.ImportException;
import se.regstat.importing.source.Fetch;
import se.regstat.importing.source.Gathered;
import se.regstat.importing.source.Recipes;
import se.regstat.importing.update.Asked;
import se.regstat.importing.update.Comparison;
import se.regstat.importing.update.Finding;
import se.regstat.importing.verify.NewVintages;
import se.regstat.standalone.options.DownloadOptions;
import se.regstat.standalone.options.StoreCommand;
import se.regstat.standalone.terminal.TerminalProgress;
import se.regstat.statistics.config.Configuration;
import se.regstat.statistics.file.Unwritable;
import se.regstat.statistics.observation.Observations;
import se.regstat.statistics.snapshot.Snapshot;
import se.regstat.statistics.store.Store;
import se.regstat.statistics.store.StoreUrl;

@Command(
        name = "update",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = {
            "Asks the publishers again for all that was fetched into the store, and tells what is new or other there: years, vintages,"
                    + " corrected figures, changed areas, and what that does to checks and layers. Nothing is written without --apply.",
            "Exit status: 0 nothing new, or all of it taken; 1 failed; 2 wrong use; 3 there is something new that was not taken."
        },
        footer = {"", "Examples:", "  regstat update --report new.html", "  regstat update population deso@2025 --apply"
        })
public final class UpdateCommand extends StoreCommand {

    /** That there is something new, for programs that look every day. */
    private static final int SOMETHING_NEW = 3;

    @Parameters(
            arity = "0..*",
            paramLabel = "ID",
            description = "Recipes that were fetched, as in population. Default: all of them")
    private List<String> ids = new ArrayList<>();

    @Option(names = "--except", paramLabel = "ID", description = "Not that recipe; may be repeated")
    private List<String> except = new ArrayList<>();

    @Option(names = "--apply", description = "Take what is new into the store, in one transaction")
    private boolean apply;

    @Option(
            names = "--replace",
            description = "With --apply: also where areas or figures go that the publishers do not have any more")
    private boolean replace;

    @Option(
            names = "--report",
            paramLabel = "FILE",
            description = "Write what is new to a file, .html for readers (in Swedish and English) or .csv")
    private Path report;

    @Mixin
    private DownloadOptions downloads;

    @Override
    public Integer call() {
        if (report != null && !UpdateReport.canWrite(report)) {
            throw wrong("--report " + report + ": the file's name should end in .html or .csv");
        }
        if (report != null && !Files.isDirectory(report.toAbsolutePath().getParent())) {
            throw wrong("--report " + report + ": there is no folder "
                    + report.toAbsolutePath().getParent());
        }
        if (replace && !apply) throw wrong("--replace goes with --apply");
        Configuration configuration = storeOptions.configuration();
        StoreUrl url = storeOptions.store(configuration);
        Recipes recipes = storeOptions.recipes(configuration);
        Asked asked;
        try (Store store = url.open(StoreUrl.Mode.READ_ONLY)) {
            asked = Asked.of(store, recipes, ids, recipes.named(except), replace || !apply);
        }
        asked.notes().forEach(note -> out().println("note: " + note));
        List<Finding> upstream;
        List<Finding> found = new ArrayList<>();
        try (TerminalProgress progress = TerminalProgress.of(spec);
                Downloads kept = downloads.open(url, progress);
                Gathered gathered =
                        new Fetch(configuration, new GeoToolsReprojection(), kept, progress).gather(url, !apply)) {
            Comparison comparison = new Comparison(configuration, store -> layers(store, configuration));
            gathered.add(asked.wanted(), comparison);
            upstream = NewVintages.of(recipes.all(), asked.recipes(), kept, progress);
            found.addAll(upstream);
            found.addAll(comparison.findings(gathered.copy()));
            if (apply) gathered.store();
        }
        tell(found, url, found.size() > upstream.size());
        if (report != null) write(new UpdateReport(url.toString(), now(), apply, asked.ids(), found));
        List<Finding> left = apply ? upstream : found;
        return left.isEmpty() ? 0 : SOMETHING_NEW;
    }

    private static Instant now() {
        return Instant.now().truncatedTo(ChronoUnit.SECONDS);
    }

    private void write(UpdateReport written) {
        try {
            written.write(report);
        } catch (IOException e) {
            throw new ImportException(Unwritable.told(report, e), e);
        }
        out().println("report: " + report);
        out().flush();
    }

    /** Their names. */
    private static Set<String> layers(Store store, Configuration configuration) {
        Observations observations = Observations.of(Snapshot.of(store), configuration);
        Snapshot snapshot = observations.snapshot();
        IndicatorLayers indicators = IndicatorLayers.of(snapshot, observations);
        Set<String> names = new LinkedHashSet<>();
        snapshot.vintages().forEach(areas -> names.add(areas.vintage().id().layerName()));
        snapshot.changeLogs().forEach(log -> names.add(log.layerName()));
        names.addAll(indicators.sideBySide());
        names.addAll(indicators.series().keySet());
        return names;
    }

    /** @param fetched whether anything of it comes by recipes */
    private void tell(List<Finding> found, StoreUrl url, boolean fetched) {
        Finding.Kind last = null;
        for (Finding finding : found) {
            if (finding.kind() != last) out().println(finding.kind().title().en() + ":");
            last = finding.kind();
            out().println("  " + finding.text().en());
            finding.figures().forEach(figure -> out().println(
                            "    " + figure.code() + ": " + figure.before() + " → " + figure.after()));
        }
        out().println(end(found, url, fetched));
        out().flush();
    }

    private String end(List<Finding> found, StoreUrl url, boolean fetched) {
        if (found.isEmpty()) return "nothing is new; " + url + " has it all as it is";
        if (!fetched) return "nothing that recipes fetch is new; the rest can come in when a recipe has it";
        if (apply) return "stored in " + url;
        boolean goes = found.stream()
                .anyMatch(finding -> finding.kind() == Finding.Kind.GONE || finding.kind() == Finding.Kind.AREAS);
        return "nothing was stored in " + url + "; 'regstat update --apply' takes it"
                + (goes ? ", with --replace too where areas or figures go" : "");
    }
}
