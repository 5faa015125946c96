package se.regstat.importing.verify;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import se.regstat.importing.download.Downloads;
import se.regstat.importing.format.Progress;
import se.regstat.importing.pxweb.PxWebApi;
import se.regstat.importing.pxweb.PxWebQuery;
import se.regstat.importing.source.Content;
import se.regstat.importing.source.Place;
import se.regstat.importing.source.Recipe;
import se.regstat.importing.update.Finding;
import se.regstat.importing.update.Finding.Kind;
import se.regstat.importing.wfs.WfsLayers;
import se.regstat.importing.wfs.WfsRequest;
import se.regstat.statistics.division.LocalText;

/** Vintages that publishers have and no recipe is for: layers named as others but for the year, codes with another ending. */
public final class NewVintages {

    private static final Pattern YEAR = Pattern.compile("\\d{4}");

    private NewVintages() {}

    /**
     * @param all recipes that there are
     * @param asked those whose services are asked
     */
    public static List<Finding> of(
            Collection<Recipe> all, Collection<Recipe> asked, Downloads downloads, Progress progress) {
        Set<String> known = all.stream()
                .flatMap(recipe -> layer(recipe.content()).stream())
                .map(Place.WfsLayer::layer)
                .collect(Collectors.toSet());
        Set<String> told = new HashSet<>();
        List<Finding> findings = new ArrayList<>();
        for (Recipe recipe : asked) {
            Optional<Place.WfsLayer> layer = layer(recipe.content());
            if (layer.isPresent()) {
                List<String> names = new WfsLayers(downloads, progress).layers(request(recipe, layer.get()));
                for (String name : newer(layer.get().layer(), names, known)) {
                    if (told.add(name)) findings.add(finding(recipe, name, 1, "skiktet " + name, "the layer " + name));
                }
            } else if (recipe.content() instanceof Content.Table table) {
                Map<String, PxWebQuery.Variable> variables =
                        new PxWebApi(table.table(), 2, downloads, progress).variables();
                newEndings(table, variables).forEach((ending, codes) -> {
                    String what = codes + " koder som slutar på " + ending;
                    if (told.add(recipe.id() + ending)) {
                        findings.add(finding(recipe, ending, codes, what, codes + " codes that end in " + ending));
                    }
                });
            }
        }
        return findings;
    }

    private static Finding finding(Recipe recipe, String about, int count, String sv, String en) {
        return new Finding(
                Kind.UPSTREAM,
                recipe.id(),
                about,
                count,
                0,
                new LocalText(
                        sv + " finns, bredvid det som receptet " + recipe.id() + " hämtar",
                        en + ", beside what the recipe " + recipe.id() + " fetches"),
                List.of());
    }

    /** The layer that something comes from, if it does. */
    static Optional<Place.WfsLayer> layer(Content content) {
        if (content instanceof Content.Cells cells) return Optional.of(cells.from());
        if (content instanceof Content.Areas areas && areas.from() instanceof Place.WfsLayer layer) {
            return Optional.of(layer);
        }
        return Optional.empty();
    }

    static WfsRequest request(Recipe recipe, Place.WfsLayer layer) {
        return new WfsRequest(
                layer.service(),
                layer.layer(),
                layer.sort(),
                "",
                List.of(),
                recipe.expected().columns(),
                recipe.expected().hits(),
                recipe.advice());
    }

    /** Names like a layer's, of a later year than all that are known. */
    private static Set<String> newer(String layer, List<String> names, Set<String> known) {
        Set<String> newer = new LinkedHashSet<>();
        if (!YEAR.matcher(layer).find()) return newer;
        Pattern like = Pattern.compile(Pattern.quote(layer).replaceFirst("\\d{4}", "\\\\E\\\\d{4}\\\\Q"));
        String latest = known.stream()
                .filter(name -> like.matcher(name).matches())
                .max(String::compareTo)
                .orElse(layer);
        names.stream()
                .filter(name -> like.matcher(name).matches() && name.compareTo(latest) > 0)
                .forEach(newer::add);
        return newer;
    }

    /** How many codes of areas have an ending that no mask has, by ending. */
    static Map<String, Integer> newEndings(Content.Table table, Map<String, PxWebQuery.Variable> variables) {
        Map<String, Integer> endings = new TreeMap<>();
        PxWebQuery.Variable region = variables.get(table.region());
        if (region == null) return endings;
        Set<String> known =
                table.regions().values().stream().map(NewVintages::ending).collect(Collectors.toSet());
        region.values().stream()
                .map(NewVintages::ending)
                .filter(ending -> !ending.isEmpty() && !known.contains(ending))
                .forEach(ending -> endings.merge(ending, 1, Integer::sum));
        return endings;
    }

    /** As in {@code _DeSO2025}; empty for codes without one. */
    private static String ending(String code) {
        return code.contains("_") ? code.substring(code.indexOf('_')) : "";
    }
}
