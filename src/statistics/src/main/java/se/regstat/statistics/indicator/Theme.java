package se.regstat.statistics.indicator;

import se.regstat.statistics.division.LocalText;

/**
 * A subject that indicators are looked for under.
 *
 * @param id {@code [a-z][a-z0-9_]*}
 */
public record Theme(String id, LocalText title) {

    /** Of indicators that have no other. */
    public static final Theme OTHER = new Theme("other", new LocalText("Övrigt", "Other"));

    public Theme {
        if (!id.matches("[a-z][a-z0-9_]*")) {
            throw new IllegalArgumentException(
                    "'" + id + "' is not a theme's id; use lower-case letters, digits and _, as in population");
        }
    }
}
