package se.regstat.statistics.dividing;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BiPredicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import se.regstat.statistics.ancillary.Mask;
import se.regstat.statistics.ancillary.Trials;
import se.regstat.statistics.ancillary.WeightedPoints;
import se.regstat.statistics.config.Configuration;
import se.regstat.statistics.division.ChangeLog;
import se.regstat.statistics.division.CodeList;
import se.regstat.statistics.division.Vintage;
import se.regstat.statistics.division.VintageId;
import se.regstat.statistics.indicator.Indicator;
import se.regstat.statistics.indicator.Provenance;
import se.regstat.statistics.overlay.ContentHash;
import se.regstat.statistics.snapshot.Snapshot;
import se.regstat.statistics.snapshot.VintageAreas;

/**
 * What trials are made with, by where it came from and when: whether trials still speak of what there is follows from that. Besides masks, populations and
 * the areas with their people, these are the divisions that the areas lie in, since densities are estimated within them, and those that lie in the areas,
 * since people may be summed from them; and the other vintages of the division with their people.
 */
public final class TrialBasis {

    /** Of the way that trials are made: another one is needed when it changes. */
    private static final String METHOD = "6";

    private final List<String> shared = new ArrayList<>();
    private final List<Vintage> vintages;
    private final List<People> people;
    private final List<CodeList> codeLists;
    private final List<ChangeLog> changeLogs;
    private final Configuration configuration;

    /**
     * @param vintages all that there are
     * @param masks where they came from, by name
     * @param populations the same
     * @param people of all values that there are
     */
    public TrialBasis(
            List<Vintage> vintages,
            Map<String, Provenance> masks,
            Map<String, Provenance> populations,
            List<People> people,
            List<CodeList> codeLists,
            List<ChangeLog> changeLogs,
            Configuration configuration) {
        this.vintages = vintages;
        this.people = people;
        this.codeLists = codeLists;
        this.changeLogs = changeLogs;
        this.configuration = configuration;
        shared.add(METHOD);
        Stream.of(masks, populations).forEach(all -> all.entrySet().stream()
                .sorted(Map.Entry.comparingByKey())
                .forEach(each -> shared.add(each.getKey() + " " + told(each.getValue()))));
        Indicator described = configuration.indicator(WeightedPoints.PEOPLE);
        shared.add(described.measure() + " " + described.disclosure().isPresent() + " "
                + described.events().isPresent());
    }

    static TrialBasis of(Snapshot snapshot, Configuration configuration) {
        return new TrialBasis(
                snapshot.vintages().stream().map(VintageAreas::vintage).toList(),
                snapshot.masks().stream().collect(Collectors.toMap(Mask::name, Mask::provenance)),
                snapshot.populations().stream()
                        .collect(Collectors.toMap(WeightedPoints::name, WeightedPoints::provenance)),
                snapshot.values().stream()
                        .filter(values -> values.indicator().equals(WeightedPoints.PEOPLE))
                        .map(values -> new People(values.vintage(), values.year(), values.provenance()))
                        .toList(),
                snapshot.codeLists(),
                snapshot.changeLogs(),
                configuration);
    }

    /** Where values come from of how many live where. */
    public record People(VintageId vintage, int year, Provenance provenance) {}

    private static String told(Provenance from) {
        return from.checksum() + " " + from.imported().getEpochSecond();
    }

    /** For a vintage. */
    String of(Vintage vintage) {
        List<String> all = new ArrayList<>(shared);
        reached(vintage, TrialBasis::liesIn).forEach(above -> all.add("in " + told(above)));
        vintages.stream()
                .filter(other -> other.id().division().equals(vintage.id().division()))
                .filter(other -> !other.equals(vintage))
                .forEach(other -> {
                    all.add("beside " + told(other));
                    addPeople(all, other);
                });
        for (Vintage below : reached(vintage, (one, other) -> liesIn(other, one))) {
            all.add(told(below));
            addPeople(all, below);
            codeLists.stream()
                    .filter(list -> list.vintage().equals(below.id()))
                    .forEach(list -> all.add(
                            "listed " + list.checksum() + " " + list.imported().getEpochSecond()));
            changeLogs.stream()
                    .filter(log -> log.division().equals(below.id().division()))
                    .forEach(log -> all.add("changed " + log.checksum()));
        }
        return ContentHash.of(all, List.of()).hex();
    }

    private void addPeople(List<String> all, Vintage of) {
        people.stream()
                .filter(values -> values.vintage().equals(of.id()))
                .forEach(values -> all.add(values.year() + " " + told(values.provenance())));
    }

    private String told(Vintage vintage) {
        return vintage.id() + " " + vintage.checksum() + " "
                + vintage.imported().getEpochSecond() + " "
                + vintage.valid() + " " + vintage.completeWithin() + " "
                + configuration.division(vintage.id().division()).completeWithin();
    }

    /** A vintage and what can be come to from it by steps that lead from one to the next; by id. */
    private List<Vintage> reached(Vintage from, BiPredicate<Vintage, Vintage> leads) {
        Set<Vintage> reached = new HashSet<>(Set.of(from));
        List<Vintage> open = new ArrayList<>(List.of(from));
        while (!open.isEmpty()) {
            Vintage one = open.remove(open.size() - 1);
            vintages.stream()
                    .filter(next -> leads.test(one, next))
                    .filter(reached::add)
                    .forEach(open::add);
        }
        return vintages.stream().filter(reached::contains).toList();
    }

    private static boolean liesIn(Vintage part, Vintage whole) {
        return part.valid().overlaps(whole.valid())
                && part.parents().stream()
                        .anyMatch(parent -> parent.division().equals(whole.id().division()));
    }

    /** Whether trials are of a vintage, and were made with what there is. */
    public boolean isOf(Trials trials, Vintage vintage) {
        return trials.vintage().equals(vintage.id()) && trials.basis().equals(of(vintage));
    }
}
