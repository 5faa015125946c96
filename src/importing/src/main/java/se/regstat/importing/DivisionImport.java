package se.regstat.importing;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;
import org.locationtech.jts.geom.MultiPolygon;
import se.regstat.importing.FileRequest.ParentColumn;
import se.regstat.importing.borders.AreaGeometries;
import se.regstat.importing.borders.Dissolve;
import se.regstat.importing.borders.Generalisations;
import se.regstat.importing.borders.SharedVertices;
import se.regstat.importing.borders.Tessellation;
import se.regstat.importing.check.WhatIsLost;
import se.regstat.importing.format.Checksum;
import se.regstat.importing.format.Feature;
import se.regstat.importing.format.FeatureFile;
import se.regstat.importing.format.ImportException;
import se.regstat.importing.format.Problems;
import se.regstat.importing.format.Progress;
import se.regstat.importing.format.Shape;
import se.regstat.importing.table.AreaCodes;
import se.regstat.importing.table.Membership;
import se.regstat.statistics.config.Configuration;
import se.regstat.statistics.crs.Reprojection;
import se.regstat.statistics.division.Area;
import se.regstat.statistics.division.Division;
import se.regstat.statistics.division.Vintage;
import se.regstat.statistics.division.VintageId;
import se.regstat.statistics.division.YearRange;
import se.regstat.statistics.store.Generalisation;
import se.regstat.statistics.store.Store;

/**
 * Makes a vintage of a division out of a file, or out of a vintage that nests in it. What comes out:
 *
 * <ul>
 *   <li>has codes that are there, distinct, and of the division's form;
 *   <li>lies in EPSG:3006, inside Sweden with its sea, and is valid;
 *   <li>names parents that exist, where the parent's vintage is in the store, and is not itself joined from this one again after it;
 *   <li>does not overlap another vintage of the division in its years.
 * </ul>
 *
 * Anything else is refused as a whole. Invalid rings are repaired, and overlaps and gaps between areas left as they are; both are
 * told as warnings. All of it happens in memory, nothing is written before {@link PreparedImport#writeTo}.
 */
public final class DivisionImport {

    private final Configuration configuration;
    private final Reprojection.Provider reprojections;
    private final Progress progress;
    private final Set<VintageId> remade;

    public DivisionImport(Configuration configuration, Reprojection.Provider reprojections, Progress progress) {
        this(configuration, reprojections, progress, Set.of());
    }

    /** @param remade vintages that are joined again afterwards, from those that they were joined from */
    public DivisionImport(
            Configuration configuration,
            Reprojection.Provider reprojections,
            Progress progress,
            Set<VintageId> remade) {
        this.configuration = configuration;
        this.reprojections = reprojections;
        this.progress = progress;
        this.remade = remade;
    }

    /**
     * From a file.
     *
     * @param store the one it is meant for; empty if that is not made yet
     * @throws ImportException if anything in it is wrong, with the reasons
     */
    public PreparedImport fromFile(FileRequest request, VintageRequest wanted, Optional<Store> store) {
        store.ifPresent(DivisionImport::refuseDemo);
        Problems problems = request.choice().problems(request.file());
        List<String> notes = new ArrayList<>();
        List<String> warnings = new ArrayList<>();
        YearRange valid = validity(wanted, store);
        Division division = configuration.division(wanted.id().division());
        List<Parentage> parentages =
                Parentage.of(configuration, request.parents(), wanted.id(), valid, store, remade, notes);

        CompletableFuture<String> checksum = CompletableFuture.supplyAsync(() -> Checksum.sha256(request.file()));
        progress.begin("reading " + request.file().getFileName(), 0);
        FeatureFile file = request.choice().of(request.geoFile().read(Shape.AREAS, problems), request.file());
        VintageRequest told = partly(file, wanted, notes);
        AreaAttributes attributes = new AreaAttributes(request);
        attributes.requireColumns(file);
        if (file.features().isEmpty() && problems.none()) {
            throw new ImportException(request.file() + " has no features"
                    + (request.choice().where().isEmpty()
                            ? ""
                            : " where " + request.choice().where()));
        }

        Map<String, List<Feature>> byCode = attributes.byCode(division, file, problems);
        IdentityHashMap<Feature, MultiPolygon> geometries = new AreaGeometries(reprojections, progress)
                .of(file, feature -> feature.attribute(request.code()), problems, notes, warnings);
        List<Area> areas = new ArrayList<>();
        progress.begin("checking and joining", byCode.size());
        byCode.forEach((code, features) -> {
            progress.at(areas.size());
            List<MultiPolygon> parts = features.stream()
                    .map(geometries::get)
                    .filter(Objects::nonNull)
                    .toList();
            Map<String, String> parents = attributes.parents(features, parentages, problems);
            String name = attributes.name(code, features, warnings);
            OptionalDouble landArea = attributes.landArea(features, problems);
            if (parts.size() == features.size()) {
                areas.add(new Area(code, name, Optional.empty(), parents, Dissolve.of(parts), landArea));
            }
        });
        problems.refuseIfAny();
        if (file.features().size() > areas.size()) {
            notes.add(file.features().size() + " parts were joined to " + areas.size() + " areas");
        }
        String from = request.file().getFileName()
                + request.layer().map(layer -> ", layer " + layer).orElse("");
        List<Vintage.Parent> parents =
                request.parents().stream().map(ParentColumn::parent).toList();
        Vintage vintage = vintage(told, valid, parents, division.source(), division.licence(), from, checksum.join());
        return finish(vintage, areas, store, wanted.replace(), notes, warnings);
    }

    /**
     * From the areas of a vintage in the store, joined by the code they carry of a division above them.
     *
     * @throws ImportException if there is no such vintage, or its areas do not carry codes of that division
     */
    public PreparedImport fromVintage(VintageId from, VintageRequest wanted, Store store) {
        refuseDemo(store);
        String target = wanted.id().division();
        List<String> notes = new ArrayList<>();
        List<String> warnings = new ArrayList<>();
        YearRange valid = validity(wanted, Optional.of(store));
        Vintage source = source(from, store);
        List<String> carried =
                source.parents().stream().map(Vintage.Parent::division).toList();
        if (!carried.contains(target)) {
            throw new ImportException(from + " has no codes of " + target + " to dissolve by; "
                    + (carried.isEmpty()
                            ? "it has none of any division: import it with --parent " + target + "=COLUMN"
                            : "it has those of: " + String.join(", ", carried)));
        }
        Division division = configuration.division(target);
        Problems problems = new Problems(from + " to " + target);
        Map<String, List<Area>> byParent = new TreeMap<>();
        for (Area area : store.areas(from)) {
            String code = area.parents().getOrDefault(target, "");
            if (code.isEmpty()) problems.add(area.code(), "it has no code of " + target);
            else if (!division.acceptsCode(code)) problems.add(area.code(), AreaCodes.malformed(division, code));
            else byParent.computeIfAbsent(code, c -> new ArrayList<>()).add(area);
        }
        problems.refuseIfAny();
        warnIfIncomplete(source, target, warnings);

        return joined(source, byParent, Map.of(), wanted, valid, store, notes, warnings);
    }

    /**
     * From the areas of a vintage in the store, joined by a list that says which group each belongs to. A group of which the store
     * lacks members is left out, and that is told: it would be smaller than it is.
     *
     * @throws ImportException if there is no such vintage, one of its areas is in no group, or no group is there whole
     */
    public PreparedImport fromMembers(VintageId from, Membership membership, VintageRequest wanted, Store store) {
        refuseDemo(store);
        List<String> notes = new ArrayList<>();
        List<String> warnings = new ArrayList<>();
        YearRange valid = validity(wanted, Optional.of(store));
        Vintage source = source(from, store);
        Division division = configuration.division(wanted.id().division());
        Problems problems = new Problems(from + " to " + wanted.id());
        Map<String, List<Area>> byGroup = new TreeMap<>();
        for (Area area : store.areas(from)) {
            String group = membership.groups().get(area.code());
            if (group == null) problems.add(area.code(), "it is in no group of " + wanted.id());
            else if (!division.acceptsCode(group)) problems.add(area.code(), AreaCodes.malformed(division, group));
            else byGroup.computeIfAbsent(group, g -> new ArrayList<>()).add(area);
        }
        problems.refuseIfAny();
        int all = byGroup.size();
        byGroup.entrySet()
                .removeIf(entry -> entry.getValue().size()
                        < membership.members(entry.getKey()).size());
        if (byGroup.isEmpty()) {
            throw new ImportException("none of the areas of " + wanted.id() + " has all its members in " + from
                    + ", so there is nothing to join; get more of that first");
        }
        boolean some = byGroup.size() < all;
        if (some) {
            notes.add(all - byGroup.size() + " areas of " + wanted.id() + " were left out, since " + from
                    + " does not have all of their members");
        }
        VintageRequest told = some ? wanted.withCompleteWithin(Division.NOTHING) : wanted;
        return joined(source, byGroup, membership.names(), told, valid, store, notes, warnings);
    }

    private static Vintage source(VintageId from, Store store) {
        return store.vintage(from)
                .orElseThrow(
                        () -> new ImportException("there is no " + from + " in the store" + AreaCodes.held(store)));
    }

    private PreparedImport joined(
            Vintage source,
            Map<String, List<Area>> byCode,
            Map<String, String> names,
            VintageRequest wanted,
            YearRange valid,
            Store store,
            List<String> notes,
            List<String> warnings) {
        Division division = configuration.division(wanted.id().division());
        List<Vintage.Parent> parents = Joining.parents(source, byCode.values(), division);
        List<Area> areas = Joining.areas(byCode, names, parents, progress);
        notes.add(byCode.values().stream().mapToInt(List::size).sum() + " areas of " + source.id() + " were joined to "
                + areas.size());
        VintageRequest complete = wanted.completeWithin().isPresent()
                ? wanted
                : wanted.withCompleteWithin(completeWithin(source, division));
        Vintage vintage =
                vintage(complete, valid, parents, source.source(), source.licence(), Parentage.madeOf(source.id()), "");
        return finish(vintage, areas, Optional.of(store), wanted.replace(), notes, warnings);
    }

    /** @throws ImportException if the store holds demo data, beside which nothing real belongs */
    public static void refuseDemo(Store store) {
        if (store.isDemo()) {
            throw new ImportException(
                    "this store holds generated demo data, and real divisions do not belong beside it;"
                            + " name another with --store, for example --store gpkg:regstat.gpkg");
        }
    }

    /** A part of what there is is complete within nothing, unless somebody knows better. */
    private static VintageRequest partly(FeatureFile file, VintageRequest wanted, List<String> notes) {
        if (file.part().isEmpty()) return wanted;
        notes.add("the file says itself that it is a part, " + file.part().get()
                + (wanted.completeWithin().isPresent()
                        ? ""
                        : "; its areas are taken for complete within nothing, so nothing is summed from them"));
        return wanted.completeWithin().isPresent() ? wanted : wanted.withCompleteWithin(Division.NOTHING);
    }

    private PreparedImport finish(
            Vintage vintage,
            List<Area> unsorted,
            Optional<Store> store,
            boolean replace,
            List<String> notes,
            List<String> warnings) {
        List<String> losses =
                store.map(held -> WhatIsLost.by(vintage, unsorted, held)).orElse(List.of());
        if (!losses.isEmpty() && !replace) {
            throw new ImportException(
                    vintage.id()
                            + " is in the store, and this import would take away what hangs on it; nothing was stored."
                            + " Say what is missing, or --replace if that is meant",
                    losses);
        }
        losses.forEach(loss -> notes.add("it takes away " + loss.replaceFirst(": say --.*", "")));
        SharedVertices.Result shared = SharedVertices.of(
                unsorted.stream().sorted(Comparator.comparing(Area::code)).toList());
        if (shared.moved() > 0) {
            notes.add(shared.moved() + " vertices lay within 0.05 mm of a neighbour's and were made the same");
        }
        List<Area> areas = new ArrayList<>(shared.areas());
        keepLocalNames(vintage.id(), areas, store, notes);
        progress.begin("looking for overlaps and gaps, generalising", 0);
        CompletableFuture<List<Generalisation>> generalisations =
                CompletableFuture.supplyAsync(() -> Generalisations.of(areas));
        warnings.addAll(Tessellation.of(areas, shared.unmatched()).warnings());
        return new PreparedImport(vintage, areas, generalisations.join(), notes, warnings);
    }

    private static void keepLocalNames(VintageId id, List<Area> areas, Optional<Store> store, List<String> notes) {
        if (store.isEmpty() || store.get().vintage(id).isEmpty()) return;
        List<Area> replaced = store.get().areas(id);
        notes.add("it replaces the " + replaced.size() + " areas of " + id + " that were in the store");
        Map<String, String> names = replaced.stream()
                .filter(area -> area.localName().isPresent())
                .collect(Collectors.toMap(Area::code, area -> area.localName().orElseThrow()));
        if (names.isEmpty()) return;
        areas.replaceAll(area -> new Area(
                area.code(),
                area.name(),
                Optional.ofNullable(names.get(area.code())),
                area.parents(),
                area.geometry(),
                area.landAreaKm2()));
        notes.add("the local names they had were kept, where the codes still exist");
    }

    private Vintage vintage(
            VintageRequest wanted,
            YearRange valid,
            List<Vintage.Parent> parents,
            String source,
            String licence,
            String from,
            String checksum) {
        return new Vintage(
                wanted.id(),
                valid,
                parents,
                wanted.completeWithin(),
                wanted.source().orElse(source),
                wanted.licence().orElse(licence),
                wanted.note().orElse(""),
                Instant.now().truncatedTo(ChronoUnit.SECONDS),
                from,
                checksum);
    }

    private YearRange validity(VintageRequest wanted, Optional<Store> store) {
        YearRange known = configuration.validity(wanted.id()).orElse(YearRange.ALWAYS);
        OptionalInt from = wanted.validFrom().isPresent() ? wanted.validFrom() : known.from();
        OptionalInt to = wanted.validTo().isPresent() ? wanted.validTo() : known.to();
        YearRange valid;
        try {
            valid = new YearRange(from, to);
        } catch (IllegalArgumentException e) {
            throw new ImportException(wanted.id() + ": " + e.getMessage(), e);
        }
        for (Vintage other : store.map(Store::vintages).orElse(List.of())) {
            boolean another = other.id().division().equals(wanted.id().division())
                    && !other.id().equals(wanted.id());
            if (another && other.valid().overlaps(valid)) {
                throw new ImportException(wanted.id() + " would be valid " + valid + ", and " + other.id()
                        + " in the store is valid " + other.valid()
                        + "; vintages of a division must not overlap: say --valid-from and --valid-to, or remove "
                        + other.id());
            }
        }
        return valid;
    }

    /**
     * What areas joined from a vintage are known to be complete within: the level that it is, if that lies above them. What is
     * said of their division in general is not true of those made from a part of the country.
     */
    private String completeWithin(Vintage source, Division target) {
        return source.completeWithin()
                .or(() -> configuration.division(source.id().division()).completeWithin())
                .filter(level -> target.parents().contains(level) || level.equals(Division.COUNTRY))
                .orElse(Division.NOTHING);
    }

    private void warnIfIncomplete(Vintage source, String target, List<String> warnings) {
        Optional<String> within = source.completeWithin()
                .or(() -> configuration.division(source.id().division()).completeWithin());
        boolean complete = within.isPresent()
                && (within.get().equals(target)
                        || configuration.division(target).parents().contains(within.get()));
        if (!complete) {
            warnings.add(source.id() + " is not known to be complete within " + target
                    + ": an area of it is only as large as what is loaded; say otherwise with --complete-within when"
                    + " importing "
                    + source.id());
        }
    }
}
