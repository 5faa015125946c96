package se.regstat.importing.check;

import java.util.List;
import java.util.TreeSet;
import se.regstat.importing.check.StoreCheck.Finding;
import se.regstat.importing.table.ValueIntake;
import se.regstat.statistics.flow.YearFlows;
import se.regstat.statistics.indicator.Indicator;
import se.regstat.statistics.observation.Observations;
import se.regstat.statistics.snapshot.VintageAreas;

/** Looks through the flows in a store: whether anybody sees them, and whether it is known where all of them are. */
final class FlowCheck {

    private final Observations observations;
    private final List<Finding> findings;

    FlowCheck(Observations observations, List<Finding> findings) {
        this.observations = observations;
        this.findings = findings;
    }

    void look() {
        List<YearFlows> flows = observations.snapshot().flows();
        flows.stream().map(YearFlows::indicator).distinct().forEach(this::described);
        flows.forEach(this::year);
    }

    private void described(String id) {
        Indicator indicator = observations.configuration().indicator(id);
        if (indicator.flow().isPresent()) return;
        findings.add(new Finding(
                true,
                id
                        + ": there are flows between areas in the store, but indicators.yml does not say that it is one (kind:"
                        + " count, flow: {}), so nobody sees them"));
    }

    private void of(VintageAreas areas, YearFlows year, String what) {
        if (!areas.vintage().valid().contains(year.year())) {
            findings.add(new Finding(
                    true,
                    what + "its flows go between areas of " + year.vintage() + ", which is valid "
                            + areas.vintage().valid() + ", so nobody sees them"));
        }
        List<String> elsewhere = year.codes().stream()
                .filter(code -> areas.indexOf(code).isEmpty())
                .toList();
        if (!elsewhere.isEmpty()) {
            findings.add(new Finding(
                    false,
                    what + (elsewhere.size() == 1 ? "1 area" : elsewhere.size() + " areas")
                            + " that it has flows of are not in " + year.vintage() + ", and count as elsewhere: "
                            + ValueIntake.few(new TreeSet<>(elsewhere))));
        }
    }

    private void year(YearFlows year) {
        String what = year.indicator() + ", " + year.year() + ": ";
        observations
                .snapshot()
                .vintage(year.vintage())
                .ifPresentOrElse(
                        areas -> of(areas, year, what),
                        () -> findings.add(new Finding(
                                true,
                                what + "its flows go between areas of " + year.vintage()
                                        + ", which is not in the store")));
        if (!year.covers().isKnown()) {
            findings.add(new Finding(
                    false,
                    what
                            + "nobody says of which areas all flows are known, so that how many go in and out is told of none;"
                            + " import them with --covers, or say covers: in indicators.yml first"));
        }
    }
}
