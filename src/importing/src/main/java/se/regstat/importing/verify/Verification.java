package se.regstat.importing.verify;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import se.regstat.importing.download.Answer;
import se.regstat.importing.download.Call;
import se.regstat.importing.download.Downloads;
import se.regstat.importing.download.Http;
import se.regstat.importing.format.ImportException;
import se.regstat.importing.format.Progress;
import se.regstat.importing.pxweb.CodeLists;
import se.regstat.importing.pxweb.PxWebApi;
import se.regstat.importing.pxweb.PxWebQuery;
import se.regstat.importing.source.Content;
import se.regstat.importing.source.Place;
import se.regstat.importing.source.Recipe;
import se.regstat.importing.source.TableLabels;
import se.regstat.importing.wfs.WfsLayers;
import se.regstat.statistics.indicator.NearestIds;

/**
 * Asks services what they say of themselves and tells what differs from what recipes expect: layers, attributes and numbers of
 * features of a WFS, variables and codes of a table, whether a file is at its address. No features, figures or files are fetched, so
 * what is in them is not verified. Not thread-safe.
 */
public final class Verification {

    private static final int CODES_SHOWN = 5;

    private final Downloads downloads;
    private final Http http;
    private final Progress progress;

    /** @param downloads where answers are kept for as long as it takes */
    public Verification(Downloads downloads, Http http, Progress progress) {
        this.downloads = downloads;
        this.http = http;
        this.progress = progress;
    }

    public Verified of(Recipe recipe) {
        List<String> seen = new ArrayList<>();
        List<String> differences = new ArrayList<>();
        String asked = Verified.NOTHING;
        try {
            Content content = recipe.content();
            Optional<Place.WfsLayer> layer = NewVintages.layer(content);
            if (layer.isPresent()) {
                asked = layer.get().service() + ", " + layer.get().layer();
                layer(recipe, layer.get(), seen, differences);
            } else if (content instanceof Content.Table table) {
                asked = table.table().toString();
                table(recipe, table, seen, differences);
            } else if (content instanceof Content.Grouped grouped
                    && grouped.members() instanceof Content.Members.CodeList list) {
                asked = list.address().toString();
                codeList(recipe, list, seen, differences);
            } else if (content instanceof Content.Joined || content instanceof Content.Masked) {
                asked = "nobody; it is made of " + content.needs().get(0);
            } else {
                Optional<Place.Document> document = document(content);
                if (document.isPresent()) {
                    asked = document.get().address().toString();
                    file(document.get(), seen, differences);
                } else {
                    seen.add("it can only be verified by fetching: regstat fetch " + recipe.id() + " --dry-run");
                }
            }
        } catch (ImportException e) {
            differences.add(e.getMessage());
        }
        return new Verified(recipe, asked, seen, differences);
    }

    private static Optional<Place.Document> document(Content content) {
        if (content instanceof Content.Changes changes) return Optional.of(changes.from());
        if (content instanceof Content.Key key) return Optional.of(key.from());
        if (content instanceof Content.Grouped grouped && grouped.members() instanceof Content.Members.Rows rows) {
            return Optional.of(rows.from());
        }
        if (content instanceof Content.Areas areas && areas.from() instanceof Place.Document document) {
            return Optional.of(document);
        }
        return Optional.empty();
    }

    private void layer(Recipe recipe, Place.WfsLayer layer, List<String> seen, List<String> differences) {
        differences.addAll(new WfsLayers(downloads, progress).differences(NewVintages.request(recipe, layer)));
        if (!differences.isEmpty()) return;
        seen.add("the layer is there with " + recipe.expected().columns().size() + " attributes"
                + (recipe.expected().hits().isPresent()
                        ? " and " + recipe.expected().hits().getAsInt() + " features"
                        : "; how many features there should be is not known"));
    }

    private void file(Place.Document document, List<String> seen, List<String> differences) {
        Http.Head head = http.head(document.address());
        if (head.status() == 405 || head.status() == 501) {
            seen.add("the server does not tell without sending the file (" + head.status() + ")");
        } else if (head.status() != 200) {
            differences.add("it answers " + head.status() + "; the file has moved, or is not open to all");
        } else if (head.type().startsWith("text/html")) {
            differences.add("there is a web page in place of the file");
        } else {
            seen.add("there is a file" + (head.type().isEmpty() ? "" : ", " + head.type())
                    + (head.bytes().isPresent() ? ", " + head.bytes().getAsLong() + " bytes" : ""));
        }
    }

    private void codeList(Recipe recipe, Content.Members.CodeList list, List<String> seen, List<String> differences) {
        Answer answer = downloads.answer(Call.get(list.address()));
        if (answer.status() != 200) {
            differences.add("it answers " + answer.status());
            return;
        }
        int groups = CodeLists.membership(answer.body(), list.address().toString())
                .names()
                .size();
        if (recipe.expected().hits().orElse(groups) == groups) seen.add(groups + " groups");
        else
            differences.add("there are " + groups + " groups, and "
                    + recipe.expected().hits().getAsInt() + " are expected");
    }

    private void table(Recipe recipe, Content.Table table, List<String> seen, List<String> differences) {
        Map<String, PxWebQuery.Variable> variables = new PxWebApi(table.table(), 2, downloads, progress).variables();
        table.select().forEach((dimension, wanted) -> variable(variables, dimension, differences)
                .ifPresent(variable -> codes(dimension, variable, wanted, differences)));
        variable(variables, table.region(), differences)
                .ifPresent(region -> table.regions().forEach((vintage, mask) -> {
                    long codes = region.values().stream()
                            .filter(Pattern.compile(Pattern.quote(mask).replace("?", "\\E.\\Q"))
                                    .asMatchPredicate())
                            .count();
                    if (codes == 0)
                        differences.add("no code of " + table.region() + " is as " + mask + " (" + vintage + ")");
                    else seen.add(codes + " codes of " + vintage);
                }));
        variable(variables, table.time(), differences).ifPresent(time -> years(recipe, time, seen, differences));
        NewVintages.newEndings(table, variables)
                .forEach((ending, codes) -> differences.add(
                        codes + " codes of " + table.region() + " end in " + ending + ", which no mask has"));
        new TableLabels(recipe, table).found(downloads, progress);
    }

    private static Optional<PxWebQuery.Variable> variable(
            Map<String, PxWebQuery.Variable> variables, String code, List<String> differences) {
        PxWebQuery.Variable variable = variables.get(code);
        if (variable == null) {
            differences.add("there is no variable '" + code + "'" + NearestIds.question(code, variables.keySet())
                    + "; there are " + String.join(", ", variables.keySet()));
        }
        return Optional.ofNullable(variable);
    }

    /** Expressions such as {@code *} take whatever there is. */
    private static void codes(
            String dimension, PxWebQuery.Variable variable, List<String> wanted, List<String> differences) {
        for (String code : wanted) {
            if (code.matches(".*[*?(].*") || variable.values().contains(code)) continue;
            differences.add(dimension + " has no code '" + code + "'; there are "
                    + String.join(
                            ", ", variable.values().stream().limit(CODES_SHOWN).toList())
                    + (variable.values().size() > CODES_SHOWN ? ", …" : ""));
        }
    }

    private static void years(Recipe recipe, PxWebQuery.Variable time, List<String> seen, List<String> differences) {
        var expected = recipe.expected().years();
        if (expected.from().isEmpty() || expected.to().isEmpty()) return;
        List<String> missing = IntStream.rangeClosed(
                        expected.from().getAsInt(), expected.to().getAsInt())
                .mapToObj(Integer::toString)
                .filter(year -> !time.values().contains(year))
                .toList();
        if (!missing.isEmpty()) differences.add("there are no years " + String.join(", ", missing));
        List<String> newer = time.values().stream()
                .filter(year -> year.compareTo(Integer.toString(expected.to().getAsInt())) > 0)
                .toList();
        if (!newer.isEmpty()) seen.add("newer years than the recipe knows of: " + String.join(", ", newer));
    }
}
