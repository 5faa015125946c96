package se.regstat.geoserver.nodes;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DirectoryLockTest {

    @TempDir
    Path folder;

    @Test
    void one_after_the_other_works_within_a_process() throws Exception {
        List<String> done = new CopyOnWriteArrayList<>();
        CountDownLatch held = new CountDownLatch(1);
        CompletableFuture<Void> first = CompletableFuture.runAsync(() -> hold(() -> {
            held.countDown();
            for (int i = 0; i < 1000; i++) done.add("first");
        }));
        held.await();
        hold(() -> done.add("second"));
        first.join();
        assertThat(done).hasSize(1001).endsWith("first", "second");
    }

    @Test
    void who_is_killed_while_it_works_lets_the_next_one() throws Exception {
        Process other = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin/java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        Holder.class.getName(),
                        folder.toString())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        assertThat(other.getInputStream().read()).as("it has the lock").isEqualTo('x');
        CompletableFuture<Boolean> wait = CompletableFuture.supplyAsync(() -> {
            hold(() -> {});
            return other.isAlive();
        });
        other.destroyForcibly();
        assertThat(wait.join()).as("alive when its turn was over").isFalse();
    }

    @Test
    void where_no_file_can_be_made_the_work_is_done() throws IOException {
        List<String> done = new CopyOnWriteArrayList<>();
        DirectoryLock.hold(folder.resolve("nowhere"), () -> done.add("work"));
        assertThat(done).containsExactly("work");
    }

    @Test
    void where_the_file_system_locks_no_files_the_work_is_done() throws IOException {
        List<String> done = new CopyOnWriteArrayList<>();
        DirectoryLock.Locks refusing = file -> {
            throw new IOException("No locks available");
        };
        for (int i = 0; i < 2; i++) DirectoryLock.hold(folder, refusing, () -> done.add("work"));
        assertThat(done).containsExactly("work", "work");
    }

    private void hold(DirectoryLock.Work work) {
        try {
            DirectoryLock.hold(folder, work);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Another GeoServer that is writing and never ends. */
    static final class Holder {
        public static void main(String[] arguments) throws IOException {
            DirectoryLock.hold(Path.of(arguments[0]), () -> {
                System.out.print('x');
                System.out.flush();
                try {
                    new CountDownLatch(1).await();
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                }
            });
        }
    }
}
