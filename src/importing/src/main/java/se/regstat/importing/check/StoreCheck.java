package se.regstat.importing.check;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.locationtech.jts.operation.valid.IsValidOp;
import org.locationtech.jts.operation.valid.TopologyValidationError;
import se.regstat.importing.trial.StoreTrials;
import se.regstat.statistics.config.Configuration;
import se.regstat.statistics.division.Area;
import se.regstat.statistics.division.Division;
import se.regstat.statistics.division.Vintage;
import se.regstat.statistics.division.VintageId;
import se.regstat.statistics.observation.Observations;
import se.regstat.statistics.reaggregation.Derivations;
import se.regstat.statistics.snapshot.Snapshot;
import se.regstat.statistics.store.Store;
import se.regstat.statistics.store.StoreUrl;

/** Looks through a store and its configuration for what is wrong or lacking, and says so in plain words. */
public final class StoreCheck {

    /** @param wrong whether figures or maps may come out wrong; else something is merely lacking */
    public record Finding(boolean wrong, String text) {}

    private static final int CODES_SHOWN = 10;

    private final Configuration configuration;
    private final List<Finding> findings = new ArrayList<>();
    private final Map<VintageId, Set<String>> codes = new HashMap<>();

    private StoreCheck(Configuration configuration) {
        this.configuration = configuration;
    }

    /** What was found, wrong things first; empty if all is well. */
    public static List<Finding> of(Store store, Configuration configuration) {
        StoreCheck check = new StoreCheck(configuration);
        List<Vintage> vintages = store.vintages();
        if (vintages.isEmpty()) check.lacking("the store is empty; './regstat import division …' fills it");
        vintages.stream().map(v -> v.id().division()).distinct().forEach(check::division);
        check.years(vintages);
        for (Vintage vintage : vintages) check.vintage(vintage, vintages, store);
        Snapshot snapshot = Snapshot.of(store);
        Observations observations = Observations.of(snapshot, configuration);
        check.uncovered(observations);
        StoreTrials.stale(store, configuration)
                .forEach(id -> check.lacking(id
                        + ": its trials of weightings were made by an earlier version or with other data, so they tell"
                        + " nothing; './regstat migrate' makes them anew"));
        check.findings.addAll(CodeListCheck.of(store));
        new IndicatorCheck(configuration, vintages, snapshot.values(), id -> check.codes(id, store), check.findings)
                .look();
        WholeCheck.warnings(observations).forEach(check::lacking);
        new EventCheck(observations, store.shownEvents(), check.findings).look();
        new FlowCheck(observations, check.findings).look();
        Derivations.of(observations.snapshot(), observations)
                .protectedByNoiseAlone()
                .forEach(line -> check.lacking("restricted indicators: " + line));
        return check.findings.stream()
                .sorted(java.util.Comparator.comparing(Finding::wrong).reversed())
                .toList();
    }

    /** What is found of who may read a store with restricted figures: that should be its owner, or a group. */
    public static Optional<Finding> readers(StoreUrl url, Configuration configuration) {
        boolean restricted = configuration.indicators().stream()
                .anyMatch(indicator -> indicator.disclosure().isPresent());
        return restricted && url instanceof StoreUrl.GeoPackage geoPackage && geoPackage.isReadableByAll()
                ? Optional.of(new Finding(
                        false,
                        "the store may be read by everybody on this machine, also restricted figures and the secret that their"
                                + " noise is made from; 'chmod o= " + geoPackage.file()
                                + "' leaves it to its owner and group"))
                : Optional.empty();
    }

    private void wrong(String text) {
        findings.add(new Finding(true, text));
    }

    private void lacking(String text) {
        findings.add(new Finding(false, text));
    }

    private void division(String id) {
        if (configuration.divisions().stream().noneMatch(d -> d.id().equals(id))) {
            lacking(id + ": not described in divisions.yml, so its layers are titled '" + id
                    + "' and its codes are not checked");
        }
    }

    private void years(List<Vintage> vintages) {
        for (int i = 0; i < vintages.size(); i++) {
            for (Vintage other : vintages.subList(0, i)) {
                Vintage vintage = vintages.get(i);
                if (vintage.id().division().equals(other.id().division())
                        && vintage.valid().overlaps(other.valid())) {
                    wrong(
                            other.id() + " (valid " + other.valid() + ") and " + vintage.id() + " (valid "
                                    + vintage.valid()
                                    + ") overlap: a year in both has no one vintage; import one again with --valid-from or --valid-to");
                }
            }
        }
        for (Vintage vintage : vintages) {
            configuration
                    .validity(vintage.id())
                    .filter(years -> !years.equals(vintage.valid()))
                    .ifPresent(years -> lacking(vintage.id() + ": valid " + vintage.valid() + " in the store, " + years
                            + " in divisions.yml; the store's years hold"));
        }
    }

    private void vintage(Vintage vintage, List<Vintage> vintages, Store store) {
        VintageId id = vintage.id();
        List<Area> areas = store.areas(id);
        if (areas.isEmpty()) wrong(id + ": has no areas; import it again, or remove it");
        if (vintage.licence().isBlank() || vintage.licence().equals(Division.UNKNOWN_LICENCE)) {
            lacking(id + ": its licence is unknown, so nobody may tell whether it can be published;"
                    + " import it with --licence, or describe it in divisions.yml first");
        }
        if (vintage.source().isBlank()) lacking(id + ": its source is unknown; import it with --source");
        Division division = configuration.division(id.division());
        few(areas.stream()
                        .map(Area::code)
                        .filter(code -> !division.acceptsCode(code))
                        .toList())
                .ifPresent(few -> wrong(id + ": codes not of the form in divisions.yml: " + few));
        for (Area area : areas) {
            TopologyValidationError error = new IsValidOp(area.geometry()).getValidationError();
            if (error != null) {
                wrong(id + ": the geometry of " + area.code() + " is invalid: "
                        + error.getMessage().toLowerCase(Locale.ROOT) + "; import it again, which repairs it");
            }
        }
        for (Vintage.Parent parent : vintage.parents()) parent(vintage, areas, parent, vintages, store);
    }

    private void parent(Vintage vintage, List<Area> areas, Vintage.Parent parent, List<Vintage> vintages, Store store) {
        VintageId id = vintage.id();
        List<Vintage> candidates = vintages.stream()
                .filter(v -> v.id().division().equals(parent.division()))
                .filter(v -> parent.vintage()
                        .map(year -> v.id().year().equals(year))
                        .orElseGet(() -> v.valid().overlaps(vintage.valid())))
                .toList();
        if (candidates.isEmpty()) {
            String wanted =
                    parent.vintage().map(year -> parent.division() + "@" + year).orElse(parent.division());
            lacking(id + ": has codes of " + wanted + ", which is not in the store"
                    + (parent.vintage().isPresent() ? "" : " for its years " + vintage.valid())
                    + "; 'import division --from "
                    + id + " --dissolve-to " + parent.division()
                    + " --vintage YEAR' makes it where nobody publishes it");
            return;
        }
        Set<String> known = new TreeSet<>();
        for (Vintage candidate : candidates) known.addAll(codes(candidate.id(), store));
        List<String> unknown = areas.stream()
                .map(area -> area.parents().get(parent.division()))
                .filter(code -> code != null && !known.contains(code))
                .distinct()
                .toList();
        String where = candidates.stream().map(v -> v.id().toString()).collect(Collectors.joining(" or "));
        few(unknown)
                .ifPresent(few ->
                        wrong(id + ": codes of " + parent.division() + " without an area in " + where + ": " + few));
        long without = areas.stream()
                .filter(area -> !area.parents().containsKey(parent.division()))
                .count();
        if (without > 0) wrong(id + ": " + without + " areas have no code of " + parent.division());
    }

    private void uncovered(Observations observations) {
        Map<List<Object>, List<Observations.Uncovered>> byKind = new LinkedHashMap<>();
        for (Observations.Uncovered area : observations.uncovered()) {
            if (!area.lacking().isEmpty()) {
                lacking(area.whole() + ": of " + area.code() + " the areas "
                        + few(List.copyOf(area.lacking())).orElseThrow() + " of " + area.part()
                        + " are not in it here, as a code list, another vintage or the change log tells, so nothing is"
                        + " summed from the others; import them too");
            }
            if (!area.strays().isEmpty()) {
                wrong(area.whole() + ": of " + area.code() + " the areas "
                        + few(List.copyOf(area.strays())).orElseThrow() + " of " + area.part()
                        + " lie in another by a code list, so nothing is summed from them and those beside them; import"
                        + " what is wrong again");
            }
            if (!area.lacking().isEmpty() || !area.strays().isEmpty()) continue;
            byKind.computeIfAbsent(List.of(area.whole(), area.part(), area.summed()), k -> new ArrayList<>())
                    .add(area);
        }
        byKind.forEach((kind, areas) -> {
            String few = few(areas.stream()
                            .map(area -> String.format(Locale.ROOT, "%s (%.0f %%)", area.code(), 100 * area.covered()))
                            .toList())
                    .orElseThrow();
            boolean summed = areas.get(0).summed();
            lacking(areas.get(0).whole() + ": the areas of " + areas.get(0).part()
                    + " that lie in them cover only a part of "
                    + few
                    + (summed
                            ? "; their sums are told all the same: are all of them there?"
                            : ", less than half, so nothing is summed from them; import the others too"));
        });
    }

    private Set<String> codes(VintageId id, Store store) {
        return codes.computeIfAbsent(
                id, v -> store.areas(v).stream().map(Area::code).collect(Collectors.toSet()));
    }

    /** The first of them, and how many more there are; empty if there are none. */
    static Optional<String> few(List<String> codes) {
        if (codes.isEmpty()) return Optional.empty();
        String shown = String.join(", ", codes.subList(0, Math.min(CODES_SHOWN, codes.size())));
        return Optional.of(
                codes.size() > CODES_SHOWN ? shown + " and " + (codes.size() - CODES_SHOWN) + " more" : shown);
    }
}
