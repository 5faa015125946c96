package se.regstat.statistics.commuting;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.TreeMap;
import se.regstat.statistics.flow.YearFlows;
import se.regstat.statistics.indicator.Indicator;
import se.regstat.statistics.observation.Observations;
import se.regstat.statistics.snapshot.Snapshot;

/**
 * Flows of a snapshot that are told of: of an indicator that the configuration has as a flow, between areas of a division, in years that their vintage is valid for.
 *
 * @param years one at least, ascending
 */
public record KnownFlows(Indicator indicator, String division, List<YearFlows> years) {

    public KnownFlows {
        years = List.copyOf(years);
    }

    /** All there are, by indicator and division. */
    public static List<KnownFlows> of(Observations observations) {
        Snapshot snapshot = observations.snapshot();
        TreeMap<String, KnownFlows> known = new TreeMap<>();
        for (YearFlows year : snapshot.flows()) {
            Indicator indicator = observations.configuration().indicator(year.indicator());
            boolean valid = snapshot.vintage(year.vintage())
                    .filter(areas -> areas.vintage().valid().contains(year.year()))
                    .isPresent();
            if (indicator.flow().isEmpty() || !valid) continue;
            // What the configuration says of real statistics is not true of invented ones.
            KnownFlows one = new KnownFlows(
                    snapshot.demo() ? indicator.invented() : indicator,
                    year.vintage().division(),
                    List.of(year));
            known.merge(one.layerName(), one, KnownFlows::and);
        }
        return List.copyOf(known.values());
    }

    private KnownFlows and(KnownFlows other) {
        List<YearFlows> all = new ArrayList<>(years);
        all.addAll(other.years);
        all.sort(Comparator.comparing(YearFlows::year));
        return new KnownFlows(indicator, division, all);
    }

    /** What the layer of lines is called: {@code commuting_kommun_flows}. */
    public String layerName() {
        return indicator.id() + "_" + division + "_flows";
    }

    /** What figures of a year are derived from: {@code kommun@2025, 2022, pendling.csv}. */
    static String derivedFrom(YearFlows year) {
        return year.vintage() + ", " + year.year() + ", " + year.provenance().file();
    }
}
