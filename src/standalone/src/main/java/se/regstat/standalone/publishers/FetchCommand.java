package se.regstat.standalone.publishers;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import se.regstat.geotools.reprojection.GeoToolsReprojection;
import se.regstat.importing.download.Downloads;
import se.regstat.importing.source.Fetch;
import se.regstat.importing.source.Fetched;
import se.regstat.importing.source.Recipe;
import se.regstat.importing.source.Recipes;
import se.regstat.standalone.options.DownloadOptions;
import se.regstat.standalone.options.StoreImport;
import se.regstat.standalone.terminal.TerminalProgress;
import se.regstat.statistics.config.Configuration;
import se.regstat.statistics.store.StoreUrl;

@Command(
        name = "fetch",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = {
            "Fetches divisions, change logs and tables from their publishers, by recipes, into the store; 'regstat sources' lists them.",
            "All that is asked for is downloaded and checked first, then stored in one transaction: wholly or not at all.",
            "What differs from what a recipe expects is refused. What is broken off goes on where it was when it is said again."
        },
        footer = {
            "",
            "Examples:",
            "  regstat fetch regso@2025 kommun@2025 deso@2025 population --kommun 1480",
            "  regstat fetch --all --kommun 1480",
            "  regstat fetch deso@2025 --offline regstat-downloads"
        })
public final class FetchCommand extends StoreImport {

    @Parameters(
            arity = "0..*",
            paramLabel = "ID",
            description =
                    "Recipes, as in deso@2025 or population; deso is all its vintages, the name of a set all in it")
    private List<String> ids = new ArrayList<>();

    @Option(
            names = "--all",
            description = "All recipes but those that are fetched by name only; these are told, and why")
    private boolean all;

    @Option(names = "--except", paramLabel = "ID", description = "Not that recipe; may be repeated")
    private List<String> except = new ArrayList<>();

    @Option(
            names = "--kommun",
            paramLabel = "CODE",
            description =
                    "Only what lies in that kommun, where it can be asked for; may be repeated. Default: the country")
    private List<String> kommuner = new ArrayList<>();

    @Mixin
    private DownloadOptions downloads;

    @Option(
            names = "--replace",
            description = "Take away what is in the store and did not come now, such as areas of other kommuner")
    private boolean replace;

    @Override
    public Integer call() {
        Configuration configuration = storeOptions.configuration();
        StoreUrl url = storeOptions.store(configuration);
        Recipes recipes = storeOptions.recipes(configuration);
        Fetch.Wanted wanted = parsed(() -> new Fetch.Wanted(chosen(recipes), kommuner, replace, dryRun));
        if (all) recipes.apart().forEach((id, why) -> out().println("not " + id + ": " + why.en()));
        out().flush();
        List<Fetched> fetched;
        long bytes;
        try (TerminalProgress progress = TerminalProgress.of(spec);
                Downloads kept = downloads.open(url, progress)) {
            fetched = new Fetch(configuration, new GeoToolsReprojection(), kept, progress).into(url, wanted);
            bytes = kept.bytes();
        }
        fetched.forEach(this::tell);
        String came = downloads.isOffline() ? "" : String.format(Locale.ROOT, "; %.1f MB were downloaded", bytes / 1e6);
        boolean nothing = fetched.stream().allMatch(Fetched::isKnown);
        String end = nothing
                ? "nothing is new; " + url + " has it all as it is"
                : dryRun ? "a dry run, nothing was stored in " + url : "stored in " + url;
        out().println(end + came);
        out().flush();
        return 0;
    }

    private List<Recipe> chosen(Recipes recipes) {
        if (all != ids.isEmpty())
            throw wrong("say which recipes, as in deso@2025, or --all; './regstat sources' lists them");
        List<Recipe> chosen = new ArrayList<>(all ? recipes.together() : recipes.named(ids));
        chosen.removeAll(recipes.named(except));
        if (chosen.isEmpty()) throw wrong("--except leaves nothing to fetch");
        return chosen;
    }

    private void tell(Fetched fetched) {
        fetched.warnings().forEach(warning -> out().println("warning: " + warning));
        fetched.notes().forEach(note -> out().println("note: " + note));
        fetched.summary().forEach(line -> out().println(line + (fetched.isKnown() ? "; as in the store" : "")));
    }
}
