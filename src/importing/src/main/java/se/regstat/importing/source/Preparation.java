package se.regstat.importing.source;

import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipFile;
import se.regstat.importing.ChangeLogImport;
import se.regstat.importing.ChangesRequest;
import se.regstat.importing.DivisionImport;
import se.regstat.importing.FeatureChoice;
import se.regstat.importing.FileRequest;
import se.regstat.importing.IndicatorImport;
import se.regstat.importing.Prepared;
import se.regstat.importing.PreparedImport;
import se.regstat.importing.PreparedValues;
import se.regstat.importing.Stored;
import se.regstat.importing.VintageRequest;
import se.regstat.importing.download.Call;
import se.regstat.importing.download.Downloads;
import se.regstat.importing.format.FileKind;
import se.regstat.importing.format.ImportException;
import se.regstat.importing.format.Problems;
import se.regstat.importing.format.Progress;
import se.regstat.importing.format.TableFile;
import se.regstat.importing.pxweb.PxWebRequest;
import se.regstat.importing.table.ValueIntake;
import se.regstat.importing.wfs.WfsLayers;
import se.regstat.importing.wfs.WfsRequest;
import se.regstat.statistics.config.Configuration;
import se.regstat.statistics.config.Unreadable;
import se.regstat.statistics.crs.Reprojection;
import se.regstat.statistics.division.Area;
import se.regstat.statistics.division.VintageId;
import se.regstat.statistics.division.YearRange;
import se.regstat.statistics.format.JsonValue;
import se.regstat.statistics.indicator.PublishedValues;
import se.regstat.statistics.store.Store;

/** Downloads by recipes and prepares what came, by the imports that files are imported by; each builds on what came before it. */
final class Preparation {

    private static final Set<FileKind> FEATURES = EnumSet.of(FileKind.JSON, FileKind.GEOPACKAGE, FileKind.TEXT);

    /** Bytes: many times what the largest of the recipes' files has. */
    private static final long MOST_UNPACKED = 4L << 30;

    private final Configuration configuration;
    private final Downloads downloads;
    private final Progress progress;
    private final Fetch.Wanted wanted;
    private final Path work;
    private final Store scratch;
    private final DivisionImport divisions;

    /** @param scratch a copy of the store, which everything prepared is written to */
    Preparation(
            Configuration configuration,
            Reprojection.Provider reprojections,
            Downloads downloads,
            Progress progress,
            Fetch.Wanted wanted,
            Path work,
            Store scratch) {
        this.configuration = configuration;
        this.downloads = downloads;
        this.progress = progress;
        this.wanted = wanted;
        this.work = work;
        this.scratch = scratch;
        this.divisions = new DivisionImport(configuration, reprojections, progress);
    }

    private boolean whole() {
        return wanted.kommuner().isEmpty();
    }

    /**
     * @param watching is told of what the store does not have
     * @throws ImportException if anything is not as the recipe expects
     */
    Fetched of(Recipe recipe, Fetch.Watching watching) {
        List<String> notes = new ArrayList<>();
        List<? extends Prepared> prepared;
        if (recipe.content() instanceof Content.Areas areas) prepared = List.of(areas(recipe, areas, notes));
        else if (recipe.content() instanceof Content.Joined joined) prepared = List.of(joined(recipe, joined));
        else if (recipe.content() instanceof Content.Changes changes) prepared = List.of(changes(recipe, changes));
        else prepared = values(recipe, (Content.Table) recipe.content(), notes);
        List<Stored> fresh = new ArrayList<>();
        List<String> summary = new ArrayList<>();
        List<String> warnings = new ArrayList<>();
        for (Prepared one : prepared) {
            summary.addAll(one.summary());
            warnings.addAll(one.warnings());
            if (one.isIn(scratch)) continue;
            notes.addAll(one.notes());
            watching.coming(recipe, one, scratch);
            one.writeTo(scratch);
            fresh.add(one.stored());
        }
        return new Fetched(recipe, fresh, summary, notes, warnings);
    }

    // ---- divisions

    private PreparedImport areas(Recipe recipe, Content.Areas areas, List<String> notes) {
        boolean part =
                areas.from() instanceof Place.WfsLayer layer && layer.kommun().isPresent() && !whole();
        if (!part && !whole()) {
            notes.add(recipe.id() + " cannot be asked for single kommuner; all of it was taken");
        }
        Path file = areas.from() instanceof Place.WfsLayer layer
                ? features(recipe, layer)
                : document(recipe, (Place.Document) areas.from(), FEATURES);
        FileRequest request = new FileRequest(
                file,
                Optional.empty(),
                areas.crs(),
                areas.code(),
                areas.name(),
                areas.parents(),
                Optional.empty(),
                areas.dissolve(),
                false,
                new FeatureChoice(
                        areas.where(),
                        areas.from() instanceof Place.WfsLayer
                                ? List.of()
                                : recipe.expected().columns()));
        PreparedImport prepared = divisions.fromFile(
                request,
                vintage(recipe, areas.vintage(), part ? Optional.empty() : areas.completeWithin()),
                Optional.of(scratch));
        if (areas.from() instanceof Place.Document)
            requireHits(recipe, prepared.areas().size(), "areas");
        refuseVanishing(recipe, prepared);
        return prepared;
    }

    private VintageRequest vintage(Recipe recipe, VintageId id, Optional<String> completeWithin) {
        return new VintageRequest(
                id,
                OptionalInt.empty(),
                OptionalInt.empty(),
                completeWithin,
                Optional.of(recipe.source()),
                Optional.of(recipe.licence()),
                Optional.empty(),
                wanted.replace());
    }

    private Path features(Recipe recipe, Place.WfsLayer layer) {
        boolean part = layer.kommun().isPresent() && !whole();
        return new WfsLayers(downloads, progress)
                .fetch(
                        new WfsRequest(
                                layer.service(),
                                layer.layer(),
                                layer.sort(),
                                part ? Map.of(layer.kommun().get(), wanted.kommuner()) : Map.of(),
                                recipe.expected().columns(),
                                part ? OptionalInt.empty() : recipe.expected().hits(),
                                recipe.advice()),
                        work);
    }

    private static void requireHits(Recipe recipe, int count, String what) {
        OptionalInt expected = recipe.expected().hits();
        if (expected.isEmpty() || expected.getAsInt() == count) return;
        throw new ImportException(recipe.id() + " has " + count + " " + what + ", and " + expected.getAsInt()
                + " are expected; nothing was stored: " + recipe.advice());
    }

    /** A part that is fetched after another takes its place, and should not do so silently. */
    private void refuseVanishing(Recipe recipe, PreparedImport prepared) {
        if (wanted.replace()) return;
        Set<String> vanishing = scratch.areas(prepared.vintage().id()).stream()
                .map(Area::code)
                .collect(Collectors.toCollection(TreeSet::new));
        prepared.areas().forEach(area -> vanishing.remove(area.code()));
        if (vanishing.isEmpty()) return;
        throw new ImportException(recipe.id() + " is in the store with " + vanishing.size()
                + " areas that did not come now: " + ValueIntake.few(vanishing)
                + "; nothing was stored. Name their kommuner too with --kommun, or say --replace if they are to go");
    }

    private PreparedImport joined(Recipe recipe, Content.Joined joined) {
        if (scratch.vintage(joined.from()).isEmpty()) {
            throw new ImportException(recipe.id() + " is made by joining the areas of " + joined.from()
                    + ", which is not in the store; fetch that too: regstat fetch " + joined.from() + " "
                    + recipe.id());
        }
        PreparedImport prepared =
                divisions.fromVintage(joined.from(), vintage(recipe, joined.vintage(), Optional.empty()), scratch);
        if (whole() && isWhole(joined.from()))
            requireHits(recipe, prepared.areas().size(), "areas");
        refuseVanishing(recipe, prepared);
        return prepared;
    }

    private boolean isWhole(VintageId id) {
        return scratch.vintage(id)
                .flatMap(vintage -> vintage.completeWithin())
                .filter("riket"::equals)
                .isPresent();
    }

    // ---- files

    private Path document(Recipe recipe, Place.Document document, Set<FileKind> wantedKinds) {
        boolean zipped = document.inside().isPresent();
        Set<FileKind> kinds = zipped ? EnumSet.of(FileKind.ZIP) : wantedKinds;
        Path file = downloads.file(Call.get(document.address()), kinds, recipe.advice());
        return zipped ? unpacked(recipe, document, file) : file;
    }

    private Path unpacked(Recipe recipe, Place.Document document, Path file) {
        Pattern like = Pattern.compile(
                "(.*/)?" + Pattern.quote(document.inside().get()).replace("*", "\\E[^/]*\\Q"),
                Pattern.CASE_INSENSITIVE);
        try (ZipFile zip = new ZipFile(file.toFile())) {
            List<? extends ZipEntry> all = zip.stream().toList();
            List<? extends ZipEntry> suitable = all.stream()
                    .filter(entry -> like.matcher(entry.getName()).matches())
                    .toList();
            if (suitable.size() != 1) {
                throw new ImportException(document.address() + " has "
                        + (suitable.isEmpty() ? "no file" : suitable.size() + " files") + " like "
                        + document.inside().get() + " in it, but "
                        + all.stream().map(ZipEntry::getName).limit(10).collect(Collectors.joining(", "))
                        + "; nothing was stored: " + recipe.advice());
            }
            String name = suitable.get(0).getName().replaceFirst(".*[/\\\\]", "");
            try (InputStream in = zip.getInputStream(suitable.get(0))) {
                return unpack(in, name, work, MOST_UNPACKED)
                        .orElseThrow(() -> new ImportException(document.address() + " has a file in it, " + name
                                + ", that unpacks to more than " + (MOST_UNPACKED >> 30)
                                + " GiB, which no data of a recipe does; nothing was stored: " + recipe.advice()));
            }
        } catch (ZipException e) {
            throw new ImportException(
                    document.address() + " gave a ZIP archive that is damaged or not all there; nothing was stored."
                            + " Fetch again; if it stays so, " + recipe.advice(),
                    e);
        } catch (IOException e) {
            throw new ImportException(Unreadable.told(file, e), e);
        }
    }

    /**
     * Writes a file of an archive, in a folder of its own, so that it takes no other file's place whatever it is called.
     *
     * @param most bytes
     * @return empty if there are more
     */
    static Optional<Path> unpack(InputStream in, String name, Path work, long most) throws IOException {
        Path file = Files.createTempDirectory(work, "unpacked").resolve(name);
        try (FileChannel out = FileChannel.open(file, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
            boolean all = out.transferFrom(Channels.newChannel(in), 0, most + 1) <= most;
            return all ? Optional.of(file) : Optional.empty();
        }
    }

    private Prepared changes(Recipe recipe, Content.Changes changes) {
        Path file = document(recipe, changes.from(), EnumSet.of(FileKind.ZIP, FileKind.TEXT, FileKind.UTF16));
        Problems problems = new Problems(file.toString());
        TableFile.Table table = new TableFile(file, changes.from().form()).readTable(problems);
        problems.refuseIfAny();
        for (String column : recipe.expected().columns()) {
            if (table.columns().contains(column)) continue;
            throw new ImportException(changes.from().address() + " has no column '" + column + "'; its columns are: "
                    + String.join(", ", table.columns()) + "; nothing was stored: " + recipe.advice());
        }
        requireHits(recipe, table.rows().size(), "rows");
        return new ChangeLogImport(configuration, progress)
                .read(
                        new ChangesRequest(
                                file,
                                changes.from().form(),
                                changes.earlier().division(),
                                changes.earlier().year(),
                                changes.later().year(),
                                changes.fromCode(),
                                changes.toCode(),
                                changes.kind(),
                                changes.date(),
                                true),
                        scratch);
    }

    // ---- tables

    private List<PreparedValues> values(Recipe recipe, Content.Table table, List<String> notes) {
        List<VintageId> held = table.regions().keySet().stream()
                .filter(id -> scratch.vintage(id).isPresent())
                .toList();
        if (held.isEmpty()) {
            throw new ImportException(recipe.id() + " has values for areas of "
                    + table.regions().keySet().stream().map(VintageId::toString).collect(Collectors.joining(", "))
                    + ", and none of these is in the store; fetch one of them first, or with it");
        }
        List<PreparedValues> prepared = new ArrayList<>();
        for (VintageId id : held) {
            YearRange years = scratch.vintage(id).orElseThrow().valid();
            if (!years.overlaps(recipe.expected().years())) {
                notes.add(recipe.id() + " has no years that " + id + " is valid for, " + years);
                continue;
            }
            PxWebRequest request = PxWebRequest.ofTable(
                    table.table(),
                    query(table, id, years, recipe),
                    id.division(),
                    Optional.of(id.year()),
                    table.mapping(),
                    true);
            PreparedValues values = new IndicatorImport(configuration, progress, downloads)
                    .fromPxWeb(wanted.replace() ? request.replacing() : request, scratch);
            requireYears(recipe, id, years, values);
            prepared.add(values);
        }
        return prepared;
    }

    private Path query(Content.Table table, VintageId id, YearRange years, Recipe recipe) {
        List<Map<String, Object>> selection = new ArrayList<>();
        selection.add(chosen(table.region(), masks(table.regions().get(id))));
        table.select().forEach((dimension, values) -> selection.add(chosen(dimension, values)));
        selection.add(chosen(table.time(), List.of(time(years, recipe.expected().years()))));
        Path file = work.resolve(recipe.id() + "-" + id.layerName() + ".json");
        try {
            return Files.writeString(
                    file, JsonValue.of(Map.of("selection", selection)).toString());
        } catch (IOException e) {
            throw new ImportException(Unreadable.told(file, e), e);
        }
    }

    private static Map<String, Object> chosen(String variable, List<String> values) {
        Map<String, Object> chosen = new LinkedHashMap<>();
        chosen.put("variableCode", variable);
        chosen.put("valueCodes", values);
        return chosen;
    }

    private List<String> masks(String mask) {
        if (whole()) return List.of(mask);
        return wanted.kommuner().stream()
                .map(kommun -> kommun + mask.substring("????".length()))
                .toList();
    }

    /** Of the table's years, those that a vintage is valid for; newer ones than are expected too. */
    private static String time(YearRange valid, YearRange expected) {
        boolean begins = valid.from().isPresent()
                && (expected.from().isEmpty()
                        || valid.from().getAsInt() > expected.from().getAsInt());
        boolean ends = valid.to().isPresent()
                && (expected.to().isEmpty()
                        || valid.to().getAsInt() < expected.to().getAsInt());
        if (begins && ends)
            return "range(" + valid.from().getAsInt() + "," + valid.to().getAsInt() + ")";
        if (begins) return "from(" + valid.from().getAsInt() + ")";
        return ends ? "to(" + valid.to().getAsInt() + ")" : "*";
    }

    private static void requireYears(Recipe recipe, VintageId id, YearRange valid, PreparedValues values) {
        YearRange expected = recipe.expected().years();
        if (expected.from().isEmpty() || expected.to().isEmpty()) return;
        Set<Integer> came = new HashSet<>();
        for (PublishedValues set : values.values()) came.add(set.year());
        List<String> missing = new ArrayList<>();
        for (int year = expected.from().getAsInt(); year <= expected.to().getAsInt(); year++) {
            if (valid.contains(year) && !came.contains(year)) missing.add(Integer.toString(year));
        }
        if (missing.isEmpty()) return;
        throw new ImportException(recipe.id() + " has no values of " + id + " for " + String.join(", ", missing)
                + ", which are expected; nothing was stored: " + recipe.advice());
    }
}
