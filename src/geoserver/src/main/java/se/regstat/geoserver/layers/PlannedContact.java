package se.regstat.geoserver.layers;

import se.regstat.statistics.division.LocalText;

/** Whom to ask about the services of the workspace; empty where nobody said. */
public record PlannedContact(LocalText organisation, String email, String site) {

    /** One whose time is over. */
    static final PlannedContact GONE = new PlannedContact(LocalText.of(""), "", "");

    /** Whether there is nobody to ask. */
    public boolean isEmpty() {
        return organisation.isEmpty() && email.isEmpty();
    }
}
