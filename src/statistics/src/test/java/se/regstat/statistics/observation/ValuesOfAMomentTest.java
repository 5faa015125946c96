package se.regstat.statistics.observation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.OptionalInt;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import se.regstat.statistics.config.Configuration;
import se.regstat.statistics.division.Area;
import se.regstat.statistics.division.VintageId;
import se.regstat.statistics.indicator.Provenance;
import se.regstat.statistics.indicator.PublishedValues;
import se.regstat.statistics.indicator.Status;
import se.regstat.statistics.snapshot.Snapshots;
import se.regstat.statistics.snapshot.ValueSet;
import se.regstat.statistics.store.Store;
import se.regstat.statistics.store.StoreContract;
import se.regstat.statistics.store.StoreUrl;

/** Whatever becomes of the store, values are those of the moment that the asker began with, however late they are asked for. */
class ValuesOfAMomentTest {

    private static final VintageId DESO = VintageId.parse("deso@2025");
    private static final List<String> INDICATORS = List.of("population", "women", "men", "areas");
    private static final int AREAS = 200;

    @TempDir
    Path directory;

    private StoreUrl.GeoPackage url;
    private Configuration configuration;

    @BeforeEach
    void make_a_store() throws IOException {
        Files.writeString(directory.resolve("indicators.yml"), """
                indicators:
                  population: {kind: count}
                  women: {kind: count}
                  men: {kind: count}
                  areas: {kind: count}
                  women_by_area: {kind: ratio, numerator: women, denominator: areas, per: 1}
                """);
        configuration = Configuration.load(directory);
        url = StoreUrl.of(directory.resolve("store.gpkg"));
        List<Area> areas = new ArrayList<>();
        for (int i = 0; i < AREAS; i++) areas.add(StoreContract.area(code(i), i));
        try (Store store = url.open(StoreUrl.Mode.CREATE)) {
            store.write(StoreContract.vintage(DESO), areas, List.of());
        }
        write(1);
    }

    /** Women and men of each import make up its population, and no others do. */
    @Test
    void imports_never_mix_however_long_after_them_values_are_read() throws Exception {
        AtomicBoolean over = new AtomicBoolean();
        ExecutorService threads = Executors.newFixedThreadPool(3);
        try (Snapshots.Lease lease = Snapshots.acquire(url)) {
            Callable<Integer> asking = () -> {
                Random random = new Random(Thread.currentThread().getId());
                int asked = 0;
                while (!over.get() || asked == 0) {
                    Observations observations = Observations.of(lease.current(), configuration);
                    List<String> order = new ArrayList<>(List.of("population", "women", "men", "women_by_area"));
                    Collections.shuffle(order, random);
                    long[] imports = new long[order.size()];
                    int area = random.nextInt(AREAS);
                    for (int i = 0; i < imports.length; i++) {
                        imports[i] = of(order.get(i), observations, area);
                        if (random.nextBoolean()) lease.refresh();
                    }
                    assertThat(Arrays.stream(imports).distinct())
                            .as("imports seen by one asker")
                            .hasSize(1);
                    asked++;
                }
                return asked;
            };
            List<Future<Integer>> askers = List.of(threads.submit(asking), threads.submit(asking));
            for (int number = 2; number <= 40; number++) write(number);
            over.set(true);
            for (Future<Integer> asker : askers) assertThat(asker.get()).isPositive();
            lease.refresh();
            assertThat(of("men", Observations.of(lease.current(), configuration), 7))
                    .isEqualTo(40);
        } finally {
            over.set(true);
            threads.shutdownNow();
        }
    }

    @Test
    void values_that_nobody_asked_for_are_answered_while_the_store_is_away() throws IOException {
        try (Snapshots.Lease lease = Snapshots.acquire(url)) {
            Observations observations = Observations.of(lease.current(), configuration);
            Files.delete(url.file());
            assertThat(of("women", observations, 4)).isEqualTo(1);
            assertThat(of("women_by_area", observations, 4)).isEqualTo(1);
        }
    }

    @Test
    void who_began_before_an_indicator_was_removed_has_it_and_nobody_else() {
        try (Snapshots.Lease lease = Snapshots.acquire(url)) {
            Observations observations = Observations.of(lease.current(), configuration);
            try (Store store = Store.open(url)) {
                store.removeIndicator("men", OptionalInt.empty());
            }
            lease.refresh();
            assertThat(of("men", observations, 3)).isEqualTo(1);
            assertThat(Observations.of(lease.current(), configuration).indicator("men"))
                    .isEmpty();
        }
    }

    @Test
    void sets_that_an_import_left_as_they_were_are_taken_over_and_others_are_not() {
        try (Snapshots.Lease lease = Snapshots.acquire(url)) {
            List<ValueSet> before = lease.current().values();
            try (Store store = Store.open(url)) {
                store.writeValues(values(2).stream()
                        .filter(values -> values.indicator().equals("women"))
                        .toList());
            }
            lease.refresh();
            List<ValueSet> after = lease.current().values();
            assertThat(after).hasSameSizeAs(before);
            assertThat(after)
                    .filteredOn(set -> !before.contains(set))
                    .extracting(ValueSet::indicator)
                    .containsExactly("women");
            assertThat(of("women", Observations.of(lease.current(), configuration), 3))
                    .isEqualTo(2);
        }
    }

    /** Of the same file, moment and checksum it is the values that tell. */
    @Test
    void a_set_of_which_one_value_changed_is_not_taken_over() {
        try (Snapshots.Lease lease = Snapshots.acquire(url)) {
            List<PublishedValues> changed = values(1);
            changed.forEach(values -> values.values()[7] = -5);
            try (Store store = Store.open(url)) {
                store.writeValues(changed);
            }
            lease.refresh();
            Observations observations = Observations.of(lease.current(), configuration);
            assertThat(observations.year("men", "deso", 2025).orElseThrow().value(7))
                    .isEqualTo(-5);
        }
    }

    /** What is mapped of files that have no name any more, the system knows; other tests' snapshots may go meanwhile. */
    @Test
    void snapshots_that_were_replaced_leave_nothing_on_disk() throws IOException {
        assumeTrue(Files.exists(Path.of("/proc/self/maps")));
        Set<String> before = mapped();
        replaceAgainAndAgain(before);
        assertThat(ofOurs(before, 0)).isEmpty();
    }

    private void replaceAgainAndAgain(Set<String> before) throws IOException {
        try (Snapshots.Lease lease = Snapshots.acquire(url)) {
            for (int number = 2; number <= 9; number++) {
                assertThat(of("women", Observations.of(lease.current(), configuration), 3))
                        .isEqualTo(number - 1);
                write(number);
                lease.refresh();
            }
            // The sets of the last, and perhaps of the one before, and what was found of these.
            assertThat(ofOurs(before, 4)).hasSizeBetween(1, 4);
            assertThat(of("women", Observations.of(lease.current(), configuration), 3))
                    .isEqualTo(9);
        }
    }

    /** What came since, when no more than so much is left of it, or garbage collections do not help. */
    private static Set<String> ofOurs(Set<String> before, int most) throws IOException {
        Set<String> ours = mapped();
        ours.removeAll(before);
        for (int round = 0; round < 200 && ours.size() > most; round++) {
            System.gc();
            ours = mapped();
            ours.removeAll(before);
        }
        return ours;
    }

    private static Set<String> mapped() throws IOException {
        try (Stream<String> maps = Files.lines(Path.of("/proc/self/maps"))) {
            return maps.filter(line -> line.contains("regstat-") && line.contains(".values"))
                    .map(line -> line.substring(line.indexOf('/')))
                    .collect(Collectors.toCollection(TreeSet::new));
        }
    }

    /** Which import a value is of. */
    private static long of(String indicator, Observations observations, int area) {
        double value = observations.year(indicator, "deso", 2025).orElseThrow().value(area);
        return switch (indicator) {
            case "population" -> Math.round((value - area) / 100_000);
            case "women" -> Math.round(value);
            case "men" -> Math.round((value - area) / 99_999);
            default -> Math.round(value * (area + 1));
        };
    }

    private void write(int number) {
        try (Store store = Store.open(url)) {
            store.writeValues(values(number));
        }
    }

    private static List<PublishedValues> values(int number) {
        List<PublishedValues> values = new ArrayList<>();
        for (String indicator : INDICATORS) {
            double[] numbers = new double[AREAS];
            for (int area = 0; area < AREAS; area++) {
                numbers[area] = switch (indicator) {
                    case "population" -> 100_000.0 * number + area;
                    case "women" -> number;
                    case "areas" -> area + 1;
                    default -> 99_999.0 * number + area;
                };
            }
            List<String> codes = new ArrayList<>();
            for (int area = 0; area < AREAS; area++) codes.add(code(area));
            byte[] statuses = new byte[AREAS];
            Arrays.fill(statuses, Status.NORMAL.code());
            Provenance provenance = new Provenance(Instant.EPOCH, number + ".csv", "00", "påhittad");
            values.add(new PublishedValues(indicator, DESO, 2025, codes, numbers, statuses, provenance));
        }
        return values;
    }

    private static String code(int area) {
        return "9801A%04d".formatted(area);
    }
}
