package se.regstat.statistics.alike;

import java.util.Locale;
import se.regstat.statistics.division.LocalText;

/** Of what likeness is told. */
enum AlikeUnit {
    AREA("varje område, eller de som är mest lika ett", "each area, or those most like one"),
    GROUP("varje grupp, dess profil", "each group, its profile");

    private final String sv;
    private final String en;

    AlikeUnit(String sv, String en) {
        this.sv = sv;
        this.en = en;
    }

    /** As in requests: {@code area}. */
    String id() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** For readers. */
    LocalText words() {
        return new LocalText(sv, en);
    }
}
