package se.regstat.statistics.sensitivity;

import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Stream;
import se.regstat.statistics.division.LocalText;
import se.regstat.statistics.request.Choice;

/** Of what it is told how much depends on borders. */
enum SensitivityUnit {
    FIGURE("varje mått på varje indelning", "each measure on each division"),
    /** In how many random divisions its area is in the {@link TopClass}. */
    UNIT(
            "varje område i källindelningen: i hur stor del av de slumpvisa indelningarna det ligger i den högsta tiondelen",
            "each unit: in which share of the random divisions it lies in the highest tenth");

    private final String sv;
    private final String en;

    SensitivityUnit(String sv, String en) {
        this.sv = sv;
        this.en = en;
    }

    static Stream<Choice<SensitivityUnit>> choices() {
        return Arrays.stream(values())
                .map(unit -> new Choice<>(unit.name().toLowerCase(Locale.ROOT), unit, new LocalText(unit.sv, unit.en)));
    }
}
