package se.regstat.statistics.segregation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;

/** Against what package {@code segregation} of R publishes of its own example, schools by race in three states. */
@EnabledIf("isThere")
class PublishedSegregationTest {

    private static final Path FILE =
            Path.of(System.getProperty("regstat.root"), "../shared/data/segregation_schools00.csv");

    private static GroupCounts counts;
    private static int[] states;

    static boolean isThere() {
        return Files.isRegularFile(FILE);
    }

    @BeforeAll
    static void read() throws IOException {
        Map<String, double[]> bySchool = new LinkedHashMap<>();
        Map<String, Integer> stateOf = new LinkedHashMap<>();
        List<String> races = new ArrayList<>();
        List<String> names = new ArrayList<>();
        List<String> lines = Files.readAllLines(FILE);
        for (String line : lines.subList(1, lines.size())) {
            String race = line.split(",", -1)[3];
            if (!races.contains(race)) races.add(race);
        }
        for (String line : lines.subList(1, lines.size())) {
            String[] fields = line.split(",", -1);
            if (!names.contains(fields[0])) names.add(fields[0]);
            stateOf.put(fields[2], names.indexOf(fields[0]));
            bySchool.computeIfAbsent(fields[2], school -> new double[races.size()])[races.indexOf(fields[3])] +=
                    Double.parseDouble(fields[4]);
        }
        counts = GroupCounts.of(races.size(), bySchool.values().toArray(double[][]::new));
        states = bySchool.keySet().stream().mapToInt(stateOf::get).toArray();
    }

    @Test
    void all_of_it() {
        assertThat(SegregationMeasure.M.of(counts)).isCloseTo(0.426, within(0.0005));
        assertThat(SegregationMeasure.H.of(counts)).isCloseTo(0.419, within(0.0005));
    }

    @Test
    void between_states_and_within_them() {
        Parts parts = Parts.ofM(counts, states, 3);
        double entropy = SegregationMeasure.entropy(counts);

        assertThat(parts.between()).isCloseTo(0.0992, within(0.00005));
        assertThat(parts.between() / entropy).isCloseTo(0.0977, within(0.00005));
        assertThat(parts.within()).isCloseTo(0.326, within(0.0005));
        assertThat(parts.within() / entropy).isCloseTo(0.321, within(0.0005));
        assertThat(parts.all()).isCloseTo(SegregationMeasure.M.of(counts), within(1e-12));
    }

    @Test
    void without_the_bias_of_small_counts() {
        var corrected = Bootstrap.corrected(
                counts, EnumSet.of(SegregationMeasure.M, SegregationMeasure.H), 500, 1, () -> false);
        assertThat(corrected.get(SegregationMeasure.M)).isCloseTo(0.422, within(0.0005));
        assertThat(corrected.get(SegregationMeasure.H)).isCloseTo(0.415, within(0.0005));
    }
}
