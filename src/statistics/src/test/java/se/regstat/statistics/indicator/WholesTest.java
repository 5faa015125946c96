package se.regstat.statistics.indicator;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import se.regstat.statistics.config.Configuration;

class WholesTest {

    @Test
    void parts_of_parts_and_numerators_are_held_and_what_shares_a_part_overlaps(@TempDir Path folder)
            throws IOException {
        Files.writeString(folder.resolve("indicators.yml"), """
                indicators:
                  all: {kind: count, parts: [young, old]}
                  young: {kind: count, parts: [infants, pupils]}
                  old: {kind: count}
                  infants: {kind: count}
                  pupils: {kind: count}
                  under_seven: {kind: count, parts: [infants]}
                  poor: {kind: count}
                  share_poor: {kind: ratio, numerator: poor, denominator: old}
                """);
        Wholes wholes = new Wholes(Configuration.load(folder).indicators());
        assertThat(wholes.holds("all", "infants")).isTrue();
        assertThat(wholes.holds("all", "poor")).isTrue();
        assertThat(wholes.holds("infants", "all")).isFalse();
        assertThat(wholes.holds("all", "all")).isFalse();
        assertThat(wholes.overlap("all", "infants")).isTrue();
        assertThat(wholes.overlap("young", "under_seven")).isTrue();
        assertThat(wholes.overlap("young", "old")).isFalse();
    }
}
