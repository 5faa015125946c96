package se.regstat.geoserver;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Consumer;

/** Does many things at once: computing values and finding classes is most of the work of a start. */
final class AllProcessors {

    private AllProcessors() {}

    /** @throws IllegalStateException with the message of what failed */
    static <T> void work(Collection<T> tasks, Consumer<T> work) {
        // Not the common pool, whose threads take on other tasks while they hold what these wait for.
        ExecutorService workers =
                Executors.newFixedThreadPool(Runtime.getRuntime().availableProcessors());
        try {
            List<Future<?>> all = new ArrayList<>();
            for (T task : tasks) all.add(workers.submit(() -> work.accept(task)));
            for (Future<?> one : all) one.get();
        } catch (ExecutionException e) {
            throw new IllegalStateException(e.getCause().getMessage(), e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        } finally {
            workers.shutdownNow();
        }
    }
}
