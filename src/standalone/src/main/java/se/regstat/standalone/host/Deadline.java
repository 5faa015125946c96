package se.regstat.standalone.host;

import java.time.Duration;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/**
 * Time that a reply may take to begin. When it is over, the working thread is interrupted and somebody else answers; a
 * reply that has begun may take as long as the client keeps reading.
 */
final class Deadline {

    private final Thread worker = Thread.currentThread();
    private final ScheduledFuture<?> alarm;
    private boolean over;

    /**
     * Starts now, for the calling thread.
     *
     * @param answer run in another thread if the reply can still be given up
     */
    Deadline(ScheduledThreadPoolExecutor clock, Duration time, ReplyStream reply, Runnable answer) {
        alarm = clock.schedule(
                () -> {
                    if (!reply.abandon()) return;
                    interrupt();
                    answer.run();
                },
                time.toMillis(),
                TimeUnit.MILLISECONDS);
    }

    private synchronized void interrupt() {
        if (!over) worker.interrupt();
    }

    /** Called by the working thread when it is done; it is not interrupted any more. */
    synchronized void done() {
        over = true;
        alarm.cancel(false);
        Thread.interrupted();
    }

    /** Runs alarms. */
    static ScheduledThreadPoolExecutor clock() {
        ScheduledThreadPoolExecutor clock = new ScheduledThreadPoolExecutor(1, work -> {
            Thread thread = new Thread(work, "deadlines");
            thread.setDaemon(true);
            return thread;
        });
        clock.setRemoveOnCancelPolicy(true);
        return clock;
    }
}
