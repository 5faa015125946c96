package se.regstat.statistics.neighbourhood;

import java.util.Locale;
import se.regstat.statistics.division.LocalText;

/**
 * What is taken of the ring that completes a neighbourhood: of all who live equally far away, with whom there are more people than wanted.
 *
 * <p>A ring is often one area with a thousand people. Taken whole it gathers far more people than were asked for, and at a sharp border between groups that
 * gives another share than the nearest people have.
 */
public enum RingRule {
    /** The same part of each group in it, so that people are as many as wanted. */
    PROPORTIONAL(
            "lika stor del av varje grupp, så att personerna blir så många som önskats",
            "the same part of each group, so that people are as many as wanted"),
    /** All of it, so that people are more than wanted. */
    WHOLE("hela, så att personerna blir fler än önskat", "all of it, so that people are more than wanted"),
    /** As many as are lacking, drawn at random. */
    SAMPLED("så många som fattas, dragna slumpvis", "as many as are lacking, drawn at random");

    private final String sv;
    private final String en;

    RingRule(String sv, String en) {
        this.sv = sv;
        this.en = en;
    }

    /** As in requests: {@code proportional}. */
    public String id() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** For readers. */
    public LocalText words() {
        return new LocalText(sv, en);
    }
}
