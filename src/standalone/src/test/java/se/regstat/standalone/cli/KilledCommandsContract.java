package se.regstat.standalone.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import se.regstat.statistics.ancillary.WeightedPoints;
import se.regstat.statistics.config.Configuration;
import se.regstat.statistics.division.Area;
import se.regstat.statistics.division.Vintage;
import se.regstat.statistics.indicator.PublishedValues;
import se.regstat.statistics.store.Generalisation;
import se.regstat.statistics.store.Store;
import se.regstat.statistics.store.StoreUrl;

/**
 * A command that is killed (SIGKILL) leaves a store as it was before or as it is after, which can be read at once, and in which the same
 * command succeeds. Each kind of command is killed as soon as it writes; {@code -Dregstat.kills=10} kills it so many times more, each at a moment
 * of chance between its start and its end.
 */
abstract class KilledCommandsContract {

    private static final int AREAS = 3000;
    private static final int YEARS = 30;
    private static final int SIGKILL = 9;
    private static final String DIVISION = " --division rutor --vintage 2025 --code kod";

    @TempDir
    Path folder;

    private Path few;
    private Path many;
    private Path people;
    private Path values;
    private Path mapping;
    private Path said;

    /** A store that is not there yet. */
    abstract StoreUrl newStore() throws Exception;

    /** A store that is as another one is. */
    abstract StoreUrl another(StoreUrl store) throws Exception;

    /** Brings a store back to how an earlier version of this program left it. */
    abstract StoreUrl outdated(StoreUrl store) throws Exception;

    /** Whether something is written to the store that is not there for others yet. */
    abstract boolean isWritten(StoreUrl store) throws Exception;

    /** What is in a store, of whichever version; the same as long as nothing is written. */
    abstract String content(StoreUrl store) throws Exception;

    /** What there is to be told of a store besides. */
    void check(StoreUrl store) throws Exception {}

    @BeforeEach
    void write_files() throws IOException {
        Configuration.writeDefaults(folder.resolve("config"));
        said = folder.resolve("said.txt");
        few = areas("few.csv", 10);
        many = areas("many.csv", AREAS);
        people = Files.writeString(folder.resolve("people.csv"), """
                n;wkt
                7;POINT (600050 6600050)
                5;POINT (600150 6600050)
                """);
        StringBuilder table = new StringBuilder("kod");
        StringBuilder columns = new StringBuilder("layout: wide\ncolumns:\n");
        for (int year = 0; year < YEARS; year++) {
            table.append(",bef").append(year);
            columns.append("  bef%d: {indicator: population, period: %d}\n".formatted(year, 1990 + year));
        }
        for (int i = 0; i < AREAS; i++) {
            table.append('\n').append(code(i));
            for (int year = 0; year < YEARS; year++) table.append(',').append(10 + i + year);
        }
        values = Files.writeString(folder.resolve("values.csv"), table.append('\n'));
        mapping = Files.writeString(folder.resolve("mapping.yml"), columns);
    }

    @Test
    void an_import_of_areas() throws Exception {
        StoreUrl base = newStore();
        run(base, "import division " + few + DIVISION);
        kill(base, "import division " + many + DIVISION, 1);
    }

    @Test
    void an_import_of_values() throws Exception {
        StoreUrl base = newStore();
        run(base, "import division " + many + DIVISION);
        kill(base, "import indicators " + values + DIVISION + " --mapping " + mapping, 2);
    }

    @Test
    void bringing_a_store_up_to_date() throws Exception {
        StoreUrl base = newStore();
        run(base, "import division " + few + DIVISION);
        run(base, "import population " + people + " --name people --value n --year 2023");
        Held held = Held.by(base);
        assertThat(kill(outdated(base), "migrate", 3)).isEqualTo(held);
    }

    /** @return what the command leaves that nobody kills */
    private Held kill(StoreUrl base, String command, int seed) throws Exception {
        StoreUrl whole = another(base);
        long start = System.nanoTime();
        Process unharmed = started(whole, command);
        assertThat(unharmed.waitFor()).as(said()).isZero();
        long took = System.nanoTime() - start;
        Held after = Held.by(whole);
        Killed killed = new Killed(base, command, content(base), after);
        killInTheMiddle(killed);
        int kills = Integer.getInteger("regstat.kills", 0);
        Random chance = new Random(seed);
        Map<End, Integer> ends = new EnumMap<>(End.class);
        for (int i = 0; i < kills; i++) {
            long moment = (long) (chance.nextDouble() * took);
            End end = killed.when((store, process) -> process.waitFor(moment, TimeUnit.NANOSECONDS));
            ends.merge(end, 1, Integer::sum);
        }
        if (kills == 0) return after;
        System.out.printf(
                Locale.ROOT,
                "%s: %d kills of %s, each within %.1f s: %s%n",
                getClass().getSimpleName(),
                kills,
                command.replaceAll(" /.*", ""),
                took / 1e9,
                ends);
        return after;
    }

    /** Whoever looks from outside may see too late that something is written; not five times. */
    private void killInTheMiddle(Killed killed) throws Exception {
        List<End> ends = new ArrayList<>();
        do {
            ends.add(killed.when((store, process) -> {
                while (!isWritten(store) && !process.waitFor(1, TimeUnit.MILLISECONDS)) {}
            }));
        } while (!ends.contains(End.AS_BEFORE) && ends.size() < 5);
        assertThat(ends).as("kills of '%s' while it writes", killed.command).contains(End.AS_BEFORE);
    }

    /** How a kill left the store. */
    private enum End {
        AS_BEFORE,
        AS_AFTER,
        TOO_LATE
    }

    private interface Moment {
        void await(StoreUrl store, Process process) throws Exception;
    }

    private final class Killed {
        private final StoreUrl base;
        private final String command;
        private final String before;
        private final Held after;

        Killed(StoreUrl base, String command, String before, Held after) {
            this.base = base;
            this.command = command;
            this.before = before;
            this.after = after;
        }

        End when(Moment moment) throws Exception {
            StoreUrl store = another(base);
            Process process = started(store, command);
            try {
                moment.await(store, process);
            } finally {
                process.destroyForcibly().waitFor();
            }
            assertThat(process.exitValue()).as(said()).isIn(0, 128 + SIGKILL);
            boolean unchanged = content(store).equals(before);
            if (!unchanged) assertThat(Held.by(store)).isEqualTo(after);
            check(store);
            run(store, command);
            assertThat(Held.by(store)).isEqualTo(after);
            check(store);
            if (process.exitValue() == 0) return End.TOO_LATE;
            return unchanged ? End.AS_BEFORE : End.AS_AFTER;
        }
    }

    /** What is the same whenever it was imported. */
    private record Held(
            List<Vintage.Parent> parents,
            List<Area> areas,
            List<List<Generalisation>> generalisations,
            List<String> values,
            List<String> populations) {

        static Held by(StoreUrl url) {
            try (Store store = url.open(StoreUrl.Mode.READ_ONLY)) {
                List<Vintage> vintages = store.vintages();
                return new Held(
                        vintages.stream()
                                .flatMap(vintage -> vintage.parents().stream())
                                .toList(),
                        vintages.stream()
                                .flatMap(vintage -> store.areas(vintage.id()).stream())
                                .toList(),
                        vintages.stream()
                                .map(vintage -> store.generalisations(vintage.id()))
                                .toList(),
                        store.values().stream().map(Held::told).toList(),
                        store.populations().stream().map(Held::told).toList());
            }
        }

        private static String told(PublishedValues year) {
            return year.indicator()
                    + year.vintage()
                    + year.year()
                    + year.codes()
                    + Arrays.toString(year.values())
                    + Arrays.toString(year.statuses());
        }

        private static String told(WeightedPoints population) {
            return population.name()
                    + population.kinds()
                    + Arrays.toString(population.eastings())
                    + Arrays.toString(population.northings())
                    + Arrays.toString(population.weights());
        }
    }

    private Process started(StoreUrl store, String command) throws IOException {
        List<String> words = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx512m",
                "-XX:TieredStopAtLevel=1"));
        passwords().forEach(property -> words.add("-D" + property));
        words.addAll(List.of("-cp", System.getProperty("java.class.path"), Main.class.getName()));
        words.addAll(words(store, command));
        return new ProcessBuilder(words)
                .redirectErrorStream(true)
                .redirectOutput(said.toFile())
                .start();
    }

    private String said() throws IOException {
        return Files.readString(said);
    }

    /** Properties that a command needs to connect. */
    List<String> passwords() {
        return List.of();
    }

    private void run(StoreUrl store, String command) {
        StringWriter said = new StringWriter();
        assertThat(Main.run(said, words(store, command).toArray(String[]::new)))
                .as(said.toString())
                .isZero();
    }

    private List<String> words(StoreUrl store, String command) {
        List<String> words = new ArrayList<>(Arrays.asList(command.split(" ")));
        words.addAll(List.of("--store=" + store, "--config=" + folder.resolve("config")));
        return words;
    }

    /** Squares whose sides have many vertices. */
    private Path areas(String name, int count) throws IOException {
        StringBuilder csv = new StringBuilder("kod;wkt\n");
        for (int i = 0; i < count; i++) {
            csv.append(code(i)).append(";POLYGON ((");
            int east = 600_000 + 100 * (i % 100);
            int north = 6_600_000 + 100 * (i / 100);
            for (int step = 0; step <= 80; step++) {
                int along = 5 * (step % 20);
                int x = new int[] {along, 100, 100 - along, 0, 0}[step / 20];
                int y = new int[] {0, along, 100, 100 - along, 0}[step / 20];
                csv.append(step == 0 ? "" : ", ").append(east + x).append(' ').append(north + y);
            }
            csv.append("))\n");
        }
        return Files.writeString(folder.resolve(name), csv);
    }

    private static String code(int number) {
        return String.format(Locale.ROOT, "R%04d", number);
    }
}
