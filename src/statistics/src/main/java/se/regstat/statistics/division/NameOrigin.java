package se.regstat.statistics.division;

import java.util.Locale;

/** Where the name comes from that an area is listed by. */
public enum NameOrigin {
    /** It was published with the division. */
    PUBLISHED("publicerat med indelningen", "published with the division"),
    /** The kommun or the region calls the area so; it was published with none. */
    LOCAL("lokalt namn", "local name"),
    /** The area has no name: it is told by what it lies in, and its code. */
    MADE(
            "inget namn, utan sammansatt av namnet på det området ligger i (annars indelningens) och koden",
            "no name, but made of the name of what the area lies in (else of its division) and the code");

    private final String sv;
    private final String en;

    NameOrigin(String sv, String en) {
        this.sv = sv;
        this.en = en;
    }

    /** As written in layers: {@code made}. */
    public String id() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** For readers. */
    public LocalText words() {
        return new LocalText(sv, en);
    }
}
