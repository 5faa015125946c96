package se.regstat.geoserver.download;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import se.regstat.geoserver.document.OpenFile;
import se.regstat.geoserver.document.Refusal;
import se.regstat.statistics.store.StoreUrl;

class ShelfTest {

    private static final String STATE = "0123456789abcdef";
    private static final String VIEW = "fedcba9876543210";

    @TempDir
    Path folder;

    private final Shelf shelf = new Shelf();
    private final AtomicInteger made = new AtomicInteger();
    private Path store;

    @BeforeEach
    void makeStore() throws IOException {
        store = Files.writeString(folder.resolve("store.gpkg"), "store");
    }

    private Shelf.Place place(String state, long bytes, Duration patience) {
        return new Shelf.Place(folder.resolve("a/b"), bytes, StoreUrl.of(store), patience, state);
    }

    private Shelf.Place place() {
        return place(STATE, 1000, Duration.ofSeconds(60));
    }

    private Shelf.Maker text(String text) {
        return (file, named) -> {
            made.incrementAndGet();
            Files.writeString(file, text);
        };
    }

    private String read(Shelf.Place place, String name, String text) throws IOException {
        try (OpenFile file = shelf.open(place, name, VIEW, "csv", text(text))) {
            ByteArrayOutputStream out = new ByteArrayOutputStream();
            file.writeTo(out);
            return out.toString(StandardCharsets.UTF_8);
        }
    }

    private List<String> there() throws IOException {
        try (Stream<Path> files = Files.list(folder.resolve("a/b"))) {
            return files.map(file -> file.getFileName().toString().replaceFirst("-.*", ""))
                    .sorted()
                    .toList();
        }
    }

    @Test
    void a_file_is_made_once_whoever_asks() throws Exception {
        ExecutorService many = Executors.newFixedThreadPool(16);
        try {
            List<Future<String>> answers = new ArrayList<>();
            for (int i = 0; i < 64; i++) answers.add(many.submit(() -> read(place(), "a", "text")));
            for (Future<String> answer : answers) assertThat(answer.get()).isEqualTo("text");
        } finally {
            many.shutdownNow();
        }
        assertThat(made).hasValue(1);
        assertThat(read(place(), "a", "other")).as("it stays").isEqualTo("text");
        assertThat(there()).containsExactly("a");
    }

    @Test
    void what_fails_leaves_nothing_and_is_tried_again() throws Exception {
        for (String words : new String[] {"No space left on device", "gone"}) {
            assertThatThrownBy(() -> shelf.open(place(), "a", VIEW, "csv", (file, named) -> {
                        Files.writeString(file, "half");
                        throw new IOException(words);
                    }))
                    .isInstanceOf(IOException.class)
                    .hasMessageContaining(words.startsWith("No") ? "the disk is full" : "gone");
            assertThat(there()).isEmpty();
        }
        assertThatThrownBy(() -> shelf.open(place(), "a", VIEW, "csv", (file, named) -> {
                    throw new IllegalStateException("a mistake");
                }))
                .hasMessage("a mistake");
        assertThat(there()).isEmpty();
        assertThat(read(place(), "a", "text")).isEqualTo("text");
    }

    @Test
    void beyond_the_limit_those_go_that_nobody_asked_for_the_longest() throws Exception {
        Shelf.Place small = place(STATE, 25, Duration.ofSeconds(1));
        read(small, "a", "x".repeat(10));
        read(small, "b", "x".repeat(10));
        read(small, "a", "never made");
        read(small, "c", "x".repeat(10));
        assertThat(there()).containsExactly("a", "c");
        read(small, "large", "x".repeat(100));
        assertThat(there()).as("the newest stays").containsExactly("large");
    }

    @Test
    void who_is_being_sent_a_file_gets_all_of_it_though_it_is_gone() throws Exception {
        try (OpenFile file = shelf.open(place(), "a", VIEW, "csv", text("text"))) {
            read(place("00000000000000ff", 1000, Duration.ofSeconds(1)), "a", "new");
            assertThat(there()).hasSize(1);
            ByteArrayOutputStream out = new ByteArrayOutputStream();
            file.writeTo(out);
            assertThat(out).hasToString("text");
        }
    }

    @Test
    void files_of_an_earlier_state_go_and_no_others() throws Exception {
        read(place(), "a", "text");
        Files.writeString(folder.resolve("a/b/mine.csv"), "mine");
        Files.writeString(folder.resolve("a/b/mine-too.gpkg"), "mine");
        assertThat(read(place("00000000000000ff", 1, Duration.ofSeconds(1)), "b", "new"))
                .isEqualTo("new");
        assertThat(there()).containsExactly("b", "mine", "mine.csv");
    }

    @Test
    void what_a_server_that_was_stopped_left_behind_goes_after_a_while() throws Exception {
        Path directory = Files.createDirectories(folder.resolve("a/b"));
        String name = ".a-" + STATE + "-" + VIEW + ".csv.%s.unfinished";
        Path left = Files.writeString(directory.resolve(name.formatted(new UUID(1, 2))), "half");
        Files.setLastModifiedTime(left, FileTime.from(Instant.now().minus(Duration.ofHours(2))));
        Path underWay = Files.writeString(directory.resolve(name.formatted(new UUID(3, 4))), "half");
        read(place(), "a", "text");
        assertThat(left).doesNotExist();
        assertThat(underWay).exists();
    }

    @Test
    void several_servers_share_a_directory() throws Exception {
        Shelf other = new Shelf();
        CountDownLatch bothMaking = new CountDownLatch(2);
        Shelf.Maker slow = (file, named) -> {
            bothMaking.countDown();
            try {
                bothMaking.await();
            } catch (InterruptedException e) {
                throw new IOException(e);
            }
            Files.writeString(file, "text");
        };
        ExecutorService two = Executors.newFixedThreadPool(2);
        try {
            List<Future<OpenFile>> files = new ArrayList<>();
            for (Shelf each : List.of(shelf, other)) {
                files.add(two.submit(() -> each.open(place(), "a", VIEW, "csv", slow)));
            }
            for (Future<OpenFile> file : files) {
                try (OpenFile open = file.get()) {
                    assertThat(open.length()).isEqualTo(4);
                }
            }
        } finally {
            two.shutdownNow();
        }
        assertThat(there()).containsExactly("a");
    }

    @Test
    void who_waits_too_long_for_their_turn_is_told_to_come_again() throws Exception {
        CountDownLatch making = new CountDownLatch(1);
        CountDownLatch refused = new CountDownLatch(1);
        ExecutorService one = Executors.newSingleThreadExecutor();
        try {
            Future<OpenFile> slow = one.submit(() -> shelf.open(place(), "a", VIEW, "csv", (file, named) -> {
                making.countDown();
                try {
                    refused.await();
                } catch (InterruptedException e) {
                    throw new IOException(e);
                }
            }));
            making.await();
            assertThatThrownBy(() -> read(place(STATE, 1000, Duration.ofMillis(1)), "b", "text"))
                    .isInstanceOf(Refusal.class)
                    .hasMessageContaining("ask again");
            refused.countDown();
            slow.get().close();
        } finally {
            one.shutdownNow();
        }
        assertThat(there()).containsExactly("a");
    }

    @Test
    void nobody_may_read_it_who_may_not_read_the_store() throws Exception {
        Files.setPosixFilePermissions(store, PosixFilePermissions.fromString("rw-r-----"));
        read(place(), "a", "text");
        try (Stream<Path> files = Files.walk(folder.resolve("a/b"))) {
            for (Path file : files.toList()) {
                assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                        .as("%s", file)
                        .isEqualTo(Files.isDirectory(file) ? "rwxr-x---" : "rw-r-----");
            }
        }
    }

    @Test
    void what_is_taken_back_is_all_that_is_ours_and_nothing_else() throws IOException {
        shelf.open(place(), "deso", VIEW, "csv", text("one")).close();
        Path folderOfFiles = place().directory();
        Files.writeString(folderOfFiles.resolve("." + "deso-" + STATE + "-" + VIEW + ".csv.0a-1.unfinished"), "half");
        Files.writeString(folderOfFiles.resolve("notes.txt"), "theirs");
        shelf.clear(folderOfFiles);
        assertThat(folderOfFiles.toFile().list()).containsExactly("notes.txt");
        shelf.clear(folder.resolve("nowhere"));
        assertThat(folder.resolve("nowhere")).doesNotExist();
    }
}
