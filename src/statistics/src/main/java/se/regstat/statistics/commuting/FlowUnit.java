package se.regstat.statistics.commuting;

import java.util.Locale;
import se.regstat.statistics.division.LocalText;

/** Of what figures of flows are told. */
enum FlowUnit {
    AREA("varje område", "each area"),
    /** Areas that belong together by the flows, as {@link se.regstat.statistics.flow.LocalLabourMarkets} has it. */
    MARKET(
            "varje lokal arbetsmarknad, beräknad här ur samma tabell",
            "each local labour market, computed here of the same table");

    private final String sv;
    private final String en;

    FlowUnit(String sv, String en) {
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
