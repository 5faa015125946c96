package se.regstat.importing.check;

import java.util.List;
import java.util.TreeSet;
import se.regstat.importing.check.StoreCheck.Finding;
import se.regstat.statistics.event.Events;
import se.regstat.statistics.indicator.Indicator;
import se.regstat.statistics.observation.Observations;

/** Looks through the points in a store: whether they are counted, where they lie, and whether their numbers are small. */
final class EventCheck {

    private final Observations observations;
    private final List<String> shown;
    private final List<Finding> findings;

    /** @param shown indicators whose points have a table that other programs read */
    EventCheck(Observations observations, List<String> shown, List<Finding> findings) {
        this.observations = observations;
        this.shown = shown;
        this.findings = findings;
    }

    void look() {
        TreeSet<String> indicators = new TreeSet<>();
        for (Events events : observations.snapshot().events()) {
            indicators.add(events.indicator());
            places(events);
        }
        indicators.forEach(this::described);
    }

    private void described(String id) {
        Indicator indicator = observations.configuration().indicator(id);
        if (indicator.events().isEmpty()) {
            findings.add(new Finding(
                    true,
                    id + ": there are points in the store, but indicators.yml does not say that it is counted from such"
                            + " (kind: count, events: {}), so nobody sees them"));
        }
        if (shown.contains(id) && !indicator.publishPoints()) {
            findings.add(new Finding(
                    true,
                    id + ": the store has its points in the table " + Events.layerName(id)
                            + ", which any program reads, though indicators.yml does not let them be shown; 'regstat migrate' takes"
                            + " the table away"));
        }
        if (indicator.events().isPresent()) {
            EventPlaces.findable(indicator).ifPresent(text -> findings.add(new Finding(false, text)));
        }
    }

    private void places(Events events) {
        EventPlaces places = EventPlaces.of(observations, events);
        String what = events.indicator() + ", " + events.year() + ": ";
        for (String outside : places.told(events)) findings.add(new Finding(false, outside));
        if (places.finest().isEmpty()) {
            findings.add(new Finding(false, what + "no division is valid then, so nothing is counted"));
        }
        if (!events.covers().isKnown()) {
            findings.add(new Finding(
                    false,
                    what + "nobody says where all are known, so none in an area is no zero but unknown; import them"
                            + " with --covers, or say covers: in indicators.yml first"));
        }
        boolean open = observations
                .configuration()
                .indicator(events.indicator())
                .disclosure()
                .isEmpty();
        if (open && places.few() > 0) {
            findings.add(new Finding(
                    false,
                    what + places.few() + " areas of " + places.finest().orElseThrow() + " have fewer than "
                            + EventPlaces.FEW + "; if that tells of persons, restrict it with disclosure"));
        }
    }
}
