package se.regstat.importing.source;

import java.net.URI;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import se.regstat.importing.FileRequest.ParentColumn;
import se.regstat.importing.KindColumn;
import se.regstat.importing.source.Recipe.Expected;
import se.regstat.statistics.ancillary.WeightedPoints;
import se.regstat.statistics.config.YamlMapping;
import se.regstat.statistics.division.Vintage;
import se.regstat.statistics.division.VintageId;
import se.regstat.statistics.division.YearRange;

/** Reads the recipes of one key: one, or one for each of its vintages. */
final class RecipeReader {

    private static final List<String> PLACES =
            List.of("wfs", "arcgis", "ogc_features", "file", "codelist", "dissolve", "mask", "pxweb", "kolada");

    /** Those that are of no vintage of their own. */
    private static final List<String> TIMELESS = List.of("pxweb", "kolada", "mask");

    private final String key;
    private final YamlMapping yaml;
    private final Path file;
    private final PlaceReader places;

    private RecipeReader(String key, YamlMapping yaml, Path file) {
        this.key = key;
        this.yaml = yaml;
        this.file = file;
        this.places = new PlaceReader(yaml);
    }

    static List<Recipe> read(String key, YamlMapping sources, Path file) {
        YamlMapping yaml = sources.mapping(key)
                .only(
                        "title",
                        "vintages",
                        "wfs",
                        "arcgis",
                        "ogc_features",
                        "file",
                        "codelist",
                        "dissolve",
                        "mask",
                        "pxweb",
                        "kolada",
                        "areas",
                        "groups",
                        "cells",
                        "changes",
                        "key",
                        "expected",
                        "licence",
                        "source",
                        "page",
                        "tried");
        sources.checked(key, () -> new VintageId(key, "0000"));
        RecipeReader reader = new RecipeReader(key, yaml, file);
        List<String> from = PLACES.stream().filter(yaml.keys()::contains).toList();
        if (from.size() != 1) {
            throw yaml.error(
                    "wfs",
                    from.isEmpty()
                            ? "where it comes from is missing: one of " + String.join(", ", PLACES)
                            : "it comes from one place, and this names several: " + String.join(", ", from));
        }
        boolean vintages = !TIMELESS.contains(from.get(0))
                && !yaml.keys().contains("changes")
                && !yaml.keys().contains("key");
        if (!vintages && yaml.keys().contains("vintages")) {
            throw yaml.error(
                    "vintages", "is for divisions and grids; tables of other kinds name the vintages they are of");
        }
        List<Recipe> recipes = new ArrayList<>();
        if (!vintages) recipes.add(reader.recipe(Optional.empty()));
        else {
            for (String year : yaml.list("vintages")) {
                recipes.add(reader.recipe(Optional.of(yaml.checked("vintages", () -> new VintageId(key, year)))));
            }
            if (recipes.isEmpty()) throw yaml.error("vintages", "is missing: a list of four digits, as in [\"2025\"]");
        }
        return recipes;
    }

    private Recipe recipe(Optional<VintageId> vintage) {
        return new Recipe(
                vintage.map(VintageId::toString).orElse(key),
                yaml.localText("title"),
                content(vintage),
                expected(vintage),
                PlaceReader.required(yaml, "licence"),
                PlaceReader.required(yaml, "source"),
                PlaceReader.address(yaml, "page"),
                tried(),
                file + ", sources." + key);
    }

    private Content content(Optional<VintageId> vintage) {
        if (yaml.keys().contains("key")) return key();
        if (yaml.keys().contains("kolada")) return keyFigures();
        if (yaml.keys().contains("mask")) return mask();
        if (vintage.isEmpty()) return yaml.keys().contains("pxweb") ? table() : changes();
        if (yaml.keys().contains("dissolve")) {
            refuse("areas", "is for files and layers; areas that are joined bring what they are joined from");
            return new Content.Joined(
                    vintage.get(),
                    yaml.checked("dissolve", () -> VintageId.parse(PlaceReader.required(yaml, "dissolve"))));
        }
        if (yaml.keys().contains("cells")) return cells(vintage.get());
        if (yaml.keys().contains("groups")) return groups(vintage.get());
        return areas(vintage.get());
    }

    private void refuse(String other, String why) {
        if (yaml.keys().contains(other)) throw yaml.error(other, why);
    }

    private Content.Masked mask() {
        YamlMapping mask = yaml.mapping("mask").only("name", "of");
        return new Content.Masked(
                PlaceReader.required(mask, "name"),
                mask.checked("of", () -> VintageId.parse(PlaceReader.required(mask, "of"))),
                Optional.empty());
    }

    // ---- divisions

    private Content.Areas areas(VintageId vintage) {
        YamlMapping areas =
                yaml.mapping("areas").only("code", "name", "parents", "dissolve", "crs", "where", "complete_within");
        return new Content.Areas(
                vintage,
                places.areas(vintage),
                PlaceReader.required(areas, "code"),
                areas.text("name"),
                parents(areas.mapping("parents")),
                areas.flag("dissolve", false),
                areas.text("crs"),
                values(areas.mapping("where")),
                areas.text("complete_within"));
    }

    private Content.Grouped groups(VintageId vintage) {
        refuse("areas", "is for files and layers; groups bring what they are joined from");
        YamlMapping groups = yaml.mapping("groups").only("of", "member", "code", "name");
        VintageId of = groups.checked("of", () -> VintageId.parse(PlaceReader.required(groups, "of")));
        if (yaml.keys().contains("codelist")) {
            for (String key : List.of("member", "code", "name")) {
                if (groups.keys().contains(key)) throw groups.error(key, "is for tables; a code list says so itself");
            }
            return new Content.Grouped(vintage, of, new Content.Members.CodeList(places.codeList(vintage)));
        }
        return new Content.Grouped(
                vintage,
                of,
                new Content.Members.Rows(
                        places.document(Optional.of(vintage)),
                        PlaceReader.required(groups, "member"),
                        PlaceReader.required(groups, "code"),
                        groups.text("name")));
    }

    private static List<ParentColumn> parents(YamlMapping parents) {
        return parents.keys().stream()
                .map(id -> new ParentColumn(
                        parents.checked(id, () -> Vintage.Parent.parse(id)), PlaceReader.required(parents, id)))
                .toList();
    }

    private static Map<String, Set<String>> values(YamlMapping where) {
        Map<String, Set<String>> values = new LinkedHashMap<>();
        for (String column : where.keys()) values.put(column, Set.copyOf(where.list(column)));
        return values;
    }

    // ---- grids, change logs and tables

    private Content.Cells cells(VintageId vintage) {
        refuse("areas", "is for divisions, and this is a grid");
        if (!yaml.keys().contains("wfs")) throw yaml.error("cells", "of a grid come from a layer: wfs");
        YamlMapping cells = yaml.mapping("cells").only("corner", "persons", "kinds", "size");
        int size = cells.number("size").orElse(0);
        if (size < 1) throw cells.error("size", "should be the side of a cell in metres, as in 1000");
        return new Content.Cells(
                vintage.layerName(),
                Integer.parseInt(vintage.year()),
                places.layer(vintage),
                PlaceReader.required(cells, "corner"),
                persons(cells),
                size);
    }

    private static List<KindColumn> persons(YamlMapping cells) {
        List<KindColumn> persons = new ArrayList<>();
        persons.add(new KindColumn(WeightedPoints.PEOPLE, PlaceReader.required(cells, "persons")));
        if (cells.keys().contains("kinds")) {
            YamlMapping kinds = cells.mapping("kinds");
            for (String kind : kinds.keys()) persons.add(new KindColumn(kind, PlaceReader.required(kinds, kind)));
        }
        return persons;
    }

    private Content.Changes changes() {
        refuse("areas", "is for divisions, and this is a change log");
        if (!yaml.keys().contains("file")) throw yaml.error("changes", "a change log comes from a file");
        YamlMapping changes =
                yaml.mapping("changes").only("division", "from", "to", "from_code", "to_code", "kind", "date");
        String division = PlaceReader.required(changes, "division");
        return new Content.Changes(
                changes.checked("from", () -> new VintageId(division, PlaceReader.required(changes, "from"))),
                changes.checked("to", () -> new VintageId(division, PlaceReader.required(changes, "to"))),
                places.document(Optional.empty()),
                PlaceReader.required(changes, "from_code"),
                PlaceReader.required(changes, "to_code"),
                PlaceReader.required(changes, "kind"),
                changes.text("date"));
    }

    private Content.Key key() {
        refuse("areas", "is for divisions, and this is a table of which lie in which");
        if (!yaml.keys().contains("file")) throw yaml.error("key", "a key comes from a file");
        YamlMapping columns = yaml.mapping("key").only("of", "in", "code", "within", "name", "parents");
        return new Content.Key(
                columns.checked("of", () -> VintageId.parse(PlaceReader.required(columns, "of"))),
                columns.checked("in", () -> VintageId.parse(PlaceReader.required(columns, "in"))),
                places.document(Optional.empty()),
                PlaceReader.required(columns, "code"),
                PlaceReader.required(columns, "within"),
                PlaceReader.required(columns, "name"),
                texts(columns.mapping("parents")));
    }

    private static Map<String, String> texts(YamlMapping yaml) {
        Map<String, String> texts = new LinkedHashMap<>();
        for (String key : yaml.keys()) texts.put(key, PlaceReader.required(yaml, key));
        return texts;
    }

    private Content.KeyFigures keyFigures() {
        refuseOthers();
        YamlMapping kolada = yaml.mapping("kolada").only("api", "titles", "of", "mapping");
        Map<String, String> titles = texts(kolada.mapping("titles"));
        if (titles.isEmpty())
            throw kolada.error("titles", "is missing: what is in the title of each key figure, by its id");
        List<VintageId> of = kolada.list("of").stream()
                .map(id -> kolada.checked("of", () -> VintageId.parse(id)))
                .toList();
        if (of.isEmpty()) throw kolada.error("of", "is missing: vintages, as in [kommun@2025]");
        return new Content.KeyFigures(PlaceReader.address(kolada, "api"), titles, of, mapping(kolada));
    }

    private void refuseOthers() {
        refuse("areas", "is for divisions, and this is a table");
        refuse("changes", "is for change logs, and this is a table");
    }

    private Path mapping(YamlMapping table) {
        return file.resolveSibling(PlaceReader.required(table, "mapping")).normalize();
    }

    private Content.Table table() {
        refuseOthers();
        YamlMapping pxweb = yaml.mapping("pxweb")
                .only("table", "region", "time", "regions", "select", "labelled", "labels", "mapping");
        URI table = PlaceReader.address(pxweb, "table");
        if (!table.getPath().matches(".*/tables/[^/]+")) {
            throw pxweb.error(
                    "table", table + " is no table's address in version 2 of the API; it ends as …/tables/TAB638");
        }
        YamlMapping masks = pxweb.mapping("regions");
        Map<VintageId, String> regions = new LinkedHashMap<>();
        for (String id : masks.keys()) {
            String mask = PlaceReader.required(masks, id);
            if (!mask.startsWith("????") && !mask.equals("??")) {
                throw masks.error(
                        id, "'" + mask + "' should begin with ????, which stands for a kommun, or be ??, for a län");
            }
            regions.put(masks.checked(id, () -> VintageId.parse(id)), mask);
        }
        if (regions.isEmpty()) throw pxweb.error("regions", "is missing: masks of codes, by vintage");
        YamlMapping chosen = pxweb.mapping("select");
        Map<String, List<String>> select = new LinkedHashMap<>();
        for (String dimension : chosen.keys()) select.put(dimension, chosen.list(dimension));
        YamlMapping called = pxweb.mapping("labels");
        Map<String, Map<String, String>> labels = new LinkedHashMap<>();
        for (String dimension : called.keys()) labels.put(dimension, texts(called.mapping(dimension)));
        return new Content.Table(
                table,
                PlaceReader.required(pxweb, "region"),
                PlaceReader.required(pxweb, "time"),
                regions,
                select,
                texts(pxweb.mapping("labelled")),
                labels,
                mapping(pxweb));
    }

    // ---- what they have in common

    private Expected expected(Optional<VintageId> vintage) {
        YamlMapping expected = yaml.mapping("expected").only("hits", "columns", "years");
        YamlMapping years = expected.mapping("years").only("from", "to");
        return new Expected(
                hits(expected, vintage),
                expected.list("columns"),
                expected.checked("years", () -> new YearRange(years.number("from"), years.number("to"))));
    }

    /** One number, or one for each vintage that it is known of. */
    private static OptionalInt hits(YamlMapping expected, Optional<VintageId> vintage) {
        if (vintage.isEmpty() || !expected.isMapping("hits")) return expected.number("hits");
        return expected.mapping("hits").number(vintage.get().year());
    }

    private Optional<LocalDate> tried() {
        String text = PlaceReader.required(yaml, "tried");
        if (text.equals("never")) return Optional.empty();
        if (text.matches("\\d{4}-\\d{2}-\\d{2}")) {
            try {
                return Optional.of(LocalDate.parse(text));
            } catch (java.time.DateTimeException e) {
                throw yaml.error("tried", "'" + text + "' is no day");
            }
        }
        throw yaml.error(
                "tried", "'" + text + "' should be never, or the day somebody fetched by it, as in 2026-11-30");
    }
}
