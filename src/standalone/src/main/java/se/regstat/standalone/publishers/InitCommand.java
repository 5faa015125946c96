package se.regstat.standalone.publishers;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Year;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import se.regstat.geotools.reprojection.GeoToolsReprojection;
import se.regstat.importing.download.Downloads;
import se.regstat.importing.source.Fetch;
import se.regstat.importing.source.Fetched;
import se.regstat.importing.source.Gathered;
import se.regstat.importing.source.Recipe;
import se.regstat.importing.source.Recipes;
import se.regstat.importing.start.Surroundings;
import se.regstat.standalone.options.DownloadOptions;
import se.regstat.standalone.options.StoreImport;
import se.regstat.standalone.terminal.TerminalProgress;
import se.regstat.statistics.ancillary.Mask;
import se.regstat.statistics.ancillary.WeightedPoints;
import se.regstat.statistics.config.Configuration;
import se.regstat.statistics.file.Unwritable;
import se.regstat.statistics.store.Store;
import se.regstat.statistics.store.StoreUrl;

@Command(
        name = "init",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description =
                "Sets up a store for a kommun, a län or the country, from the publishers' services: divisions of today and"
                        + " before, changes, where people live, and indicators through the years; for a kommun also those around it and in"
                        + " its län. Nothing more is asked; at the end it says what to do next. The recipes are those of the sets 'borders'"
                        + " and 'start' in config/sources.",
        footer = {"", "Examples:", "  regstat init --kommun 0380", "  regstat init --lan 03 --offline regstat-downloads"
        })
public final class InitCommand extends StoreImport {

    /** For what place. */
    static final class Place {
        @Option(names = "--kommun", paramLabel = "CODE", description = "A kommun, with those around it and in its län")
        private String kommun;

        @Option(names = "--lan", paramLabel = "CODE", description = "A län, with the kommuner around it")
        private String lan;

        @Option(names = "--riket", description = "The whole country")
        private boolean riket;

        List<String> kommuner(Store store) {
            if (riket) return List.of();
            return kommun != null ? Surroundings.ofKommun(store, kommun) : Surroundings.ofLan(store, lan);
        }
    }

    @ArgGroup(exclusive = true, multiplicity = "1")
    private Place place;

    @Option(names = "--except", paramLabel = "ID", description = "Not that recipe; may be repeated")
    private List<String> except = new ArrayList<>();

    @Mixin
    private DownloadOptions downloads;

    @Override
    public Integer call() {
        Configuration configuration = storeOptions.configuration();
        StoreUrl url = storeOptions.store(configuration);
        Recipes recipes = storeOptions.recipes(configuration);
        if (place.kommun != null && !place.kommun.matches("\\d{4}")) {
            throw wrong("'" + place.kommun + "' is no code of a kommun: four digits, as in 0380");
        }
        if (place.lan != null && !place.lan.matches("\\d{2}")) {
            throw wrong("'" + place.lan + "' is no code of a län: two digits, as in 03");
        }
        List<String> kommuner;
        List<Fetched> fetched;
        Own own;
        try (TerminalProgress progress = TerminalProgress.of(spec);
                Downloads kept = downloads.open(url, progress);
                Gathered gathered =
                        new Fetch(configuration, new GeoToolsReprojection(), kept, progress).gather(url, dryRun)) {
            gathered.add(List.of(wanted(recipes, "borders", List.of())), Fetch.Watching.NOBODY);
            kommuner = place.kommuner(gathered.copy());
            gathered.add(List.of(wanted(recipes, "start", kommuner)), Fetch.Watching.NOBODY);
            if (!dryRun) gathered.store();
            fetched = gathered.fetched();
            own = Own.of(gathered.copy());
        }
        if (!kommuner.isEmpty()) out().println("kommuner: " + String.join(" ", kommuner));
        for (Fetched one : fetched) {
            if (one.isKnown()) one.summary().forEach(line -> out().println(line + "; as in the store"));
            else tell(one.warnings(), one.notes(), one.summary(), url);
        }
        if (dryRun) return 0;
        derived(configuration.directory().resolve("derived.yml"), own);
        next();
        return 0;
    }

    private Fetch.Wanted wanted(Recipes recipes, String set, List<String> kommuner) {
        List<Recipe> chosen = new ArrayList<>(recipes.named(List.of(set)));
        chosen.removeAll(recipes.named(except));
        return new Fetch.Wanted(chosen, kommuner, false, dryRun);
    }

    // ---- what comes after

    /** What can divide values on boundaries of one's own. */
    private record Own(Optional<String> mask, Optional<String> population) {
        static Own of(Store store) {
            return new Own(
                    store.masks().stream()
                            .map(Mask::name)
                            .filter(Mask.BUILT_UP::equals)
                            .findFirst(),
                    store.populations().stream()
                            .max(Comparator.comparingInt(WeightedPoints::year))
                            .map(WeightedPoints::name));
        }

        /** An entry of derived.yml, with something before each line. */
        String entry(String before) {
            return before + "  delomrade:\n"
                    + before + "    indicators: [population]\n"
                    + before + "    weighting: auto\n"
                    + mask.map(name -> before + "    mask: " + name + "\n").orElse("")
                    + population
                            .map(name -> before + "    population: " + name + "\n")
                            .orElse("");
        }
    }

    /** A place for boundaries of one's own; a file that is there stays as it is. */
    private void derived(Path file, Own own) {
        if (Files.exists(file)) {
            out().println();
            out().println(file
                    + " is there already and stays as it is. For boundaries of your own, put there under derived:");
            out().print(own.entry(""));
            return;
        }
        String text = """
                # Indicators on boundaries of your own, published as layers, always computed from the newest data.
                #
                # First bring in the boundaries, as the division delomrade or what you call it:
                #   ./regstat import division delomraden.gpkg --division delomrade --vintage %s --code kod
                # Then take away the # before the lines under derived, and the {} behind it.
                derived: {}
                %s""".formatted(thisYear(), own.entry("#"));
        try {
            Files.writeString(file, text);
        } catch (IOException e) {
            out().println();
            out().println("note: " + Unwritable.told(file, e) + ". For boundaries of your own, it would be:");
            out().print(text);
            return;
        }
        out().println();
        out().println(file + " has a place for boundaries of your own");
    }

    private static Year thisYear() {
        return Year.now(ZoneOffset.UTC);
    }

    private void next() {
        String year = thisYear().toString();
        out().println();
        out().println("what to do next:");
        command("list", "what is in the store");
        command("check", "what is wrong or lacking");
        command("serve", "maps and data at http://127.0.0.1:8080/geoserver/");
        command(
                "import division delomraden.gpkg --division delomrade --vintage " + year + " --code kod",
                "boundaries of your own, with their file's and column's names");
        command(
                "reaggregate --target-division delomrade@" + year
                        + " --indicators population --periods latest --out delomraden.csv",
                "indicators on them");
        command("update --report new.html", "in a while: what is new at the publishers");
        out().flush();
    }

    private void command(String words, String why) {
        out().println("  ./regstat " + words + storeOptions.repeated() + "    # " + why);
    }
}
