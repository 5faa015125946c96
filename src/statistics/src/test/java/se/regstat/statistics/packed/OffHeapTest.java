package se.regstat.statistics.packed;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.FutureTask;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OffHeapTest {

    @TempDir
    Path folder;

    @Test
    void bytes_come_back_whatever_their_number_and_whoever_keeps_others_meanwhile() throws Exception {
        OffHeap room = new OffHeap(folder);
        ExecutorService threads = Executors.newFixedThreadPool(4);
        try {
            List<Future<?>> all = new ArrayList<>();
            for (int thread = 0; thread < 4; thread++) {
                Random random = new Random(thread);
                all.add(threads.submit(() -> comeBack(room, random)));
            }
            for (Future<?> one : all) one.get();
        } finally {
            threads.shutdownNow();
        }
    }

    private static void comeBack(OffHeap room, Random random) {
        List<byte[]> given = new ArrayList<>();
        List<ByteBuffer> kept = new ArrayList<>();
        for (int size : new int[] {0, 1, 10, 60_000, 1 << 20, 3 << 20, 5, 700_000, 200_000, 900_000, 12}) {
            byte[] bytes = new byte[size];
            random.nextBytes(bytes);
            given.add(bytes);
            kept.add(room.keep(ByteBuffer.wrap(bytes)));
        }
        for (int i = 0; i < given.size(); i++) {
            assertThat(kept.get(i).isReadOnly()).isTrue();
            byte[] back = new byte[kept.get(i).capacity()];
            kept.get(i).get(0, back);
            assertThat(back).isEqualTo(given.get(i));
        }
    }

    @Test
    void only_what_lies_between_position_and_limit_is_kept() {
        ByteBuffer bytes = ByteBuffer.wrap(new byte[] {1, 2, 3, 4}).position(1).limit(3);
        ByteBuffer kept = new OffHeap(folder).keep(bytes);
        assertThat(kept.capacity()).isEqualTo(2);
        assertThat(kept.get(1)).isEqualTo((byte) 3);
    }

    @Test
    void it_takes_no_heap_and_leaves_no_file() throws IOException {
        OffHeap room = new OffHeap(folder);
        assertThat(room.keep(ByteBuffer.wrap(new byte[2 << 20])).isDirect()).isTrue();
        assertThat(room.keep(ByteBuffer.wrap(new byte[2 << 20])).isDirect()).isTrue();
        try (Stream<Path> files = Files.list(folder)) {
            assertThat(files).isEmpty();
        }
    }

    /** The system says what a process has open and mapped. */
    @Test
    void its_files_are_gone_from_the_disk_when_nobody_refers_to_it_any_more() throws Exception {
        assumeTrue(Files.exists(Path.of("/proc/self/maps")));
        OffHeap room = new OffHeap(folder);
        ByteBuffer kept = room.keep(ByteBuffer.wrap(new byte[] {7}));
        assertThat(open()).isNotEmpty();
        room = null;
        awaitCollected(2);
        assertThat(kept.get(0)).isEqualTo((byte) 7);
        kept = null;
        awaitCollected(0);
        assertThat(open()).isEmpty();
    }

    private void awaitCollected(int most) throws Exception {
        for (int round = 0; round < 200 && open().size() > most; round++) {
            System.gc();
            Thread.onSpinWait();
        }
    }

    private List<String> open() throws IOException {
        List<String> open = new ArrayList<>();
        try (Stream<String> maps = Files.lines(Path.of("/proc/self/maps"))) {
            maps.filter(line -> line.contains(folder.toString())).forEach(open::add);
        }
        try (Stream<Path> descriptors = Files.list(Path.of("/proc/self/fd"))) {
            for (Path descriptor : descriptors.toList()) {
                try {
                    String target = Files.readSymbolicLink(descriptor).toString();
                    if (target.contains(folder.toString())) open.add(target);
                } catch (IOException e) {
                    // closed meanwhile
                }
            }
        }
        return open;
    }

    @Test
    void an_interrupt_stays_and_moves_nothing_into_the_heap() {
        OffHeap room = new OffHeap(folder);
        for (byte number = 1; number < 4; number++) {
            Thread.currentThread().interrupt();
            ByteBuffer kept = room.keep(ByteBuffer.wrap(new byte[] {0, number}));
            assertThat(Thread.interrupted()).isTrue();
            assertThat(kept.isDirect()).isTrue();
            assertThat(kept.get(1)).isEqualTo(number);
        }
        assertThat(room.keep(ByteBuffer.wrap(new byte[1])).isDirect()).isTrue();
    }

    @Test
    void nor_does_one_that_comes_while_bytes_are_written() throws Exception {
        OffHeap room = new OffHeap(folder);
        FutureTask<List<ByteBuffer>> keeping = new FutureTask<>(() -> {
            List<ByteBuffer> kept = new ArrayList<>();
            for (int number = 0; number < 2000; number++) {
                byte[] bytes = new byte[5000];
                Arrays.fill(bytes, (byte) number);
                kept.add(room.keep(ByteBuffer.wrap(bytes)));
            }
            return kept;
        });
        Thread thread = new Thread(keeping);
        thread.start();
        for (int i = 0; i < 500 && !keeping.isDone(); i++) {
            thread.interrupt();
            Thread.onSpinWait();
        }
        List<ByteBuffer> kept = keeping.get();
        for (int number = 0; number < kept.size(); number++) {
            assertThat(kept.get(number).isDirect()).isTrue();
            assertThat(kept.get(number).get(4999)).isEqualTo((byte) number);
        }
    }

    @Test
    void where_no_file_can_be_written_bytes_stay_in_the_heap() {
        OffHeap room = new OffHeap(folder.resolve("not_there"));
        for (byte number = 1; number < 4; number++) {
            ByteBuffer kept = room.keep(ByteBuffer.wrap(new byte[] {0, number}));
            assertThat(kept.isDirect()).isFalse();
            assertThat(kept.get(1)).isEqualTo(number);
        }
    }
}
