package se.regstat.standalone.publishers;

import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import se.regstat.importing.download.Downloads;
import se.regstat.importing.download.Http;
import se.regstat.importing.download.Waiting;
import se.regstat.importing.format.Progress;
import se.regstat.importing.format.WorkFolder;
import se.regstat.importing.source.Recipe;
import se.regstat.importing.source.Recipes;
import se.regstat.importing.source.Recipes.RecipeSet;
import se.regstat.importing.update.Holding;
import se.regstat.importing.update.Holdings;
import se.regstat.importing.verify.Verification;
import se.regstat.importing.verify.Verified;
import se.regstat.standalone.options.StoreCommand;
import se.regstat.standalone.terminal.TerminalProgress;
import se.regstat.standalone.terminal.TextTable;
import se.regstat.statistics.config.Configuration;
import se.regstat.statistics.format.JsonValue;
import se.regstat.statistics.store.Store;
import se.regstat.statistics.store.StoreUrl;

@Command(
        name = "sources",
        mixinStandardHelpOptions = true,
        description = {
            "Lists the recipes by which divisions, change logs and tables are fetched from their publishers: what the store has of each,"
                    + " how many days ago that was imported, the licence, and when somebody last fetched by it from the publisher itself.",
            "With --verify, asks the publishers whether they still have what the recipes expect."
        })
public final class SourcesCommand extends StoreCommand {

    @Parameters(
            arity = "0..*",
            paramLabel = "ID",
            description = "Only these recipes, as in deso@2025 or population. Default: all")
    private List<String> ids = new ArrayList<>();

    @Option(
            names = "--verify",
            description = {
                "Ask the publishers' services what they say of themselves, and tell what differs from what the recipes expect.",
                "Nothing is fetched or stored. Exit status: 0 if all is as expected, 1 if not"
            })
    private boolean verify;

    @Option(names = "--json", description = "With --verify: as JSON, for programs")
    private boolean json;

    @Override
    public Integer call() {
        Configuration configuration = storeOptions.configuration();
        StoreUrl url = storeOptions.store(configuration);
        Recipes recipes = storeOptions.recipes(configuration);
        List<Recipe> all = ids.isEmpty() ? List.copyOf(recipes.all()) : recipes.named(ids);
        if (json && !verify) throw wrong("--json goes with --verify");
        if (verify) return verify(all);
        List<Holding> held = new ArrayList<>();
        if (url.exists()) {
            try (Store store = url.open(StoreUrl.Mode.READ_ONLY)) {
                Holdings holdings = new Holdings(store);
                all.forEach(recipe -> held.add(holdings.of(recipe.content())));
            }
        } else {
            all.forEach(recipe -> held.add(Holding.NOTHING));
        }
        out().println(all.size() + " recipes; in the store is what " + url + " has");
        List<List<String>> rows = new ArrayList<>();
        for (int i = 0; i < held.size(); i++) rows.add(row(all.get(i), held.get(i)));
        TextTable.print(out(), List.of("id", "title", "in the store", "days", "licence", "tried"), rows);
        if (ids.isEmpty() && !recipes.sets().isEmpty()) {
            out().println();
            TextTable.print(
                    out(),
                    List.of("set", "title", "recipes"),
                    recipes.sets().stream().map(SourcesCommand::row).toList());
        }
        return 0;
    }

    private static List<String> row(Recipe recipe, Holding held) {
        return List.of(
                recipe.id(),
                recipe.title().en(),
                held.what(),
                days(held),
                recipe.licence(),
                recipe.tried().map(LocalDate::toString).orElse("never"));
    }

    private static List<String> row(RecipeSet set) {
        return List.of(
                set.id(),
                set.title().en(),
                set.recipes().stream().map(Recipe::id).collect(Collectors.joining(" ")));
    }

    private static String days(Holding holding) {
        return holding.imported()
                .map(when -> Long.toString(ChronoUnit.DAYS.between(
                        when.atZone(ZoneOffset.UTC).toLocalDate(), LocalDate.now(ZoneOffset.UTC))))
                .orElse("");
    }

    // ---- verifying

    private int verify(List<Recipe> recipes) {
        Path folder = WorkFolder.make();
        List<Verified> verified = new ArrayList<>();
        Http http = new Http(Waiting.REAL);
        try (TerminalProgress progress = TerminalProgress.of(spec);
                Downloads downloads = Downloads.into(folder, http, Waiting.REAL, Progress.NONE)) {
            Verification verification = new Verification(downloads, http, progress);
            progress.begin("asking the publishers of recipes", recipes.size());
            for (Recipe recipe : recipes) {
                verified.add(verification.of(recipe));
                progress.at(verified.size());
            }
        } finally {
            WorkFolder.remove(folder);
        }
        if (json)
            out().println(JsonValue.of(
                    verified.stream().map(SourcesCommand::json).toList()));
        else print(verified);
        out().flush();
        return verified.stream().allMatch(Verified::isAsExpected) ? 0 : 1;
    }

    /** A block for each recipe, in a form that can be sent to who keeps the recipes. */
    private void print(List<Verified> verified) {
        out().println(spec.root().version()[0] + ", " + Instant.now().truncatedTo(ChronoUnit.SECONDS));
        for (Verified one : verified) {
            out().println();
            out().println(one.recipe().id() + ": " + one.state());
            out().println("  asked: " + one.asked());
            one.differences().forEach(difference -> out().println("  differs: " + difference));
            one.seen().forEach(seen -> out().println("  seen: " + seen));
            if (!one.isAsExpected()) out().println("  " + one.recipe().advice());
        }
        long differing = verified.stream().filter(one -> !one.isAsExpected()).count();
        out().println();
        long unverified = verified.stream().filter(Verified::isUnverified).count();
        out().println(verified.size() + " recipes, " + differing + " differ"
                + (unverified == 0 ? "" : ", " + unverified + " not verified"));
    }

    private static Map<String, Object> json(Verified verified) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("recipe", verified.recipe().id());
        json.put("state", verified.state());
        json.put("asked", verified.asked());
        json.put("differences", verified.differences());
        json.put("seen", verified.seen());
        return json;
    }
}
