package se.regstat.standalone.host;

import java.time.Duration;
import java.util.concurrent.Future;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/**
 * Places for requests at work: as many as the heap can bear. The others wait in line, not for ever. What a client does slowly, it does
 * outside.
 */
final class WorkPlaces implements AutoCloseable {

    private static final int WAITING = 1000;

    private final ThreadPoolExecutor workers;
    private final ScheduledThreadPoolExecutor clock;
    private final Duration longestWait;

    WorkPlaces(int places, ScheduledThreadPoolExecutor clock, Duration longestWait) {
        this.clock = clock;
        this.longestWait = longestWait;
        workers = new ThreadPoolExecutor(
                places, places, 1, TimeUnit.MINUTES, new LinkedBlockingQueue<>(WAITING), work -> {
                    Thread thread = new Thread(work, "request");
                    thread.setDaemon(true);
                    return thread;
                });
        workers.allowCoreThreadTimeOut(true);
    }

    /**
     * Has work done as soon as there is a place.
     *
     * @param noPlace run instead where too many wait, or this has waited too long
     */
    void take(Runnable work, Runnable noPlace) {
        Waiting waiting = new Waiting(work);
        try {
            workers.execute(waiting);
        } catch (RejectedExecutionException full) {
            noPlace.run();
            return;
        }
        waiting.alarm(clock.schedule(
                () -> {
                    if (workers.remove(waiting)) noPlace.run();
                },
                longestWait.toMillis(),
                TimeUnit.MILLISECONDS));
    }

    @Override
    public void close() {
        workers.shutdownNow();
    }

    private static final class Waiting implements Runnable {
        private final Runnable work;
        private Future<?> alarm;
        private boolean begun;

        Waiting(Runnable work) {
            this.work = work;
        }

        synchronized void alarm(Future<?> set) {
            alarm = set;
            if (begun) set.cancel(false);
        }

        @Override
        public void run() {
            synchronized (this) {
                begun = true;
                if (alarm != null) alarm.cancel(false);
            }
            work.run();
        }
    }
}
