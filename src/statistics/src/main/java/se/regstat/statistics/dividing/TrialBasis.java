package se.regstat.statistics.dividing;

import java.util.ArrayList;
import java.util.List;
import se.regstat.statistics.ancillary.Mask;
import se.regstat.statistics.ancillary.Trials;
import se.regstat.statistics.ancillary.WeightedPoints;
import se.regstat.statistics.division.Vintage;
import se.regstat.statistics.indicator.Provenance;
import se.regstat.statistics.indicator.PublishedValues;
import se.regstat.statistics.overlay.ContentHash;

/** What trials are made with, by where it came from and when: whether trials still speak of what there is follows from that. */
public final class TrialBasis {

    /** Of the way that trials are made: another one is needed when it changes. */
    private static final String METHOD = "1";

    private final List<String> shared = new ArrayList<>();
    private final List<PublishedValues> people;

    /** @param people all values that there are of how many live where */
    public TrialBasis(List<Mask> masks, List<WeightedPoints> populations, List<PublishedValues> people) {
        this.people = people;
        shared.add(METHOD);
        masks.forEach(mask -> shared.add(mask.name() + " " + told(mask.provenance())));
        populations.forEach(population -> shared.add(population.name() + " " + told(population.provenance())));
    }

    private static String told(Provenance from) {
        return from.checksum() + " " + from.imported().getEpochSecond();
    }

    /** For a vintage. */
    String of(Vintage vintage) {
        List<String> all = new ArrayList<>(shared);
        all.add(vintage.id() + " " + vintage.checksum() + " "
                + vintage.imported().getEpochSecond());
        people.stream()
                .filter(values -> values.vintage().equals(vintage.id()))
                .forEach(values -> all.add(values.year() + " " + told(values.provenance())));
        return ContentHash.of(all, List.of()).hex();
    }

    /** Whether trials are of a vintage, and were made with what there is. */
    public boolean isOf(Trials trials, Vintage vintage) {
        return trials.vintage().equals(vintage.id()) && trials.basis().equals(of(vintage));
    }
}
