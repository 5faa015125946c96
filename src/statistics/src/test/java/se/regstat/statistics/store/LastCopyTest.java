package se.regstat.statistics.store;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import se.regstat.statistics.ancillary.PackedNumbers;
import se.regstat.statistics.ancillary.WeightedPoints;
import se.regstat.statistics.division.VintageId;
import se.regstat.statistics.indicator.Provenance;
import se.regstat.statistics.indicator.PublishedValues;
import se.regstat.statistics.indicator.Status;
import se.regstat.statistics.store.copy.LastCopy;

class LastCopyTest {

    private static final VintageId DESO = VintageId.parse("deso@2018");
    private static final LastCopy.Key KEY = new LastCopy.Key("jdbc:postgresql://there/statistics", 4711, "basis");

    @TempDir
    Path directory;

    private StoreUrl store;
    private Path folder;
    private LastCopy copy;
    private UUID identity;
    private final List<String> told = new ArrayList<>();

    @BeforeEach
    void fill() {
        store = StoreUrl.of(directory.resolve("store.gpkg"));
        try (Store filled = store.open(StoreUrl.Mode.CREATE)) {
            filled.write(StoreContract.vintage(DESO), List.of(StoreContract.area("a", 0)), List.of());
            filled.writeValues(List.of(values("open", 1.5), values("restricted_one", 98765.4321)));
            PackedNumbers ones = PackedNumbers.of(new double[] {1});
            filled.writePopulation(new WeightedPoints(
                    "rutor",
                    2025,
                    ones,
                    ones,
                    Map.of("open", ones, "restricted_one", ones),
                    100,
                    new Provenance(Instant.EPOCH, "", "", "")));
            filled.writePopulation(new WeightedPoints(
                    "sjuka",
                    2025,
                    ones,
                    ones,
                    Map.of("restricted_one", ones),
                    100,
                    new Provenance(Instant.EPOCH, "", "", "")));
        }
        folder = directory.resolve("last");
        copy = new LastCopy(folder);
    }

    private void make(LastCopy.Key key) throws IOException {
        try (Store from = store.open(StoreUrl.Mode.READ_ONLY)) {
            identity = from.identity().orElseThrow();
            copy.make(key, from, "open"::equals);
        }
    }

    @Test
    void a_copy_has_what_is_open_under_the_store_s_identity() throws IOException {
        make(KEY);
        assertThat(copy.has(KEY)).isTrue();
        LastCopy.Copy made = copy.read(KEY.store(), told::add).orElseThrow();
        assertThat(made.key()).isEqualTo(KEY);
        try (Store read = made.file().open(StoreUrl.Mode.READ_ONLY)) {
            assertThat(read.identity()).contains(identity);
            assertThat(read.values()).singleElement().satisfies(values -> {
                assertThat(values.indicator()).isEqualTo("open");
                assertThat(values.values()).containsExactly(1.5);
            });
            assertThat(read.areas(DESO)).hasSize(1);
            assertThat(read.populations())
                    .singleElement()
                    .extracting(WeightedPoints::kinds)
                    .isEqualTo(List.of("open"));
        }
        assertThat(told).isEmpty();
    }

    @Test
    void nothing_restricted_is_in_the_file_and_nobody_else_may_look() throws IOException {
        make(KEY);
        Path file = files().get(0);
        assertThat(Files.readString(file, ISO_8859_1)).contains("open").doesNotContain("restricted_one");
        try (Store from = store.open(StoreUrl.Mode.READ_ONLY)) {
            String secret = new String(from.secret().orElseThrow().bytes(), ISO_8859_1);
            assertThat(Files.readString(((StoreUrl.GeoPackage) store).file(), ISO_8859_1))
                    .contains(secret);
            assertThat(Files.readString(file, ISO_8859_1)).doesNotContain(secret);
        }
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(folder)))
                .isEqualTo("rwx------");
    }

    @Test
    void a_copy_that_is_not_as_it_was_written_is_not_used_and_told_of() throws IOException {
        make(KEY);
        Path file = files().get(0);
        byte[] bytes = Files.readAllBytes(file);
        bytes[bytes.length / 2] ^= 1;
        Files.write(file, bytes);
        assertThat(copy.read(KEY.store(), told::add)).isEmpty();
        assertThat(told).singleElement().asString().contains("is not as it was written", file.toString());
    }

    @Test
    void a_copy_of_another_store_is_none_of_this() throws IOException {
        make(KEY);
        assertThat(copy.read("jdbc:postgresql://elsewhere/statistics", told::add))
                .isEmpty();
        assertThat(copy.has(new LastCopy.Key(KEY.store(), 4712, KEY.basis()))).isFalse();
        assertThat(told).isEmpty();
    }

    @Test
    void a_later_copy_takes_the_place_of_the_one_there_was() throws IOException {
        make(KEY);
        LastCopy.Key later = new LastCopy.Key(KEY.store(), 4712, KEY.basis());
        make(later);
        assertThat(copy.has(KEY)).isFalse();
        assertThat(copy.read(KEY.store(), told::add).orElseThrow().key()).isEqualTo(later);
        assertThat(files()).hasSize(1);
    }

    @Test
    void without_a_copy_there_is_none() {
        assertThat(copy.read(KEY.store(), told::add)).isEmpty();
        assertThat(copy.has(KEY)).isFalse();
        assertThat(told).isEmpty();
    }

    private List<Path> files() throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file -> file.toString().endsWith(".gpkg")).toList();
        }
    }

    private static PublishedValues values(String indicator, double value) {
        return new PublishedValues(
                indicator,
                DESO,
                2022,
                List.of("a"),
                new double[] {value},
                new byte[] {Status.NORMAL.code()},
                new Provenance(Instant.EPOCH, "tabell.csv", "00ff", "SCB"));
    }
}
