package se.regstat.standalone.host;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;
import org.eclipse.jetty.util.IteratingCallback;
import se.regstat.geoserver.metrics.Outcome;
import se.regstat.standalone.access.AccessLog;

/**
 * Sends what one thread hands over at the pace of the client, so that the thread is done when its work is. Only with very much
 * unsent is it held up, and no longer than the time given. A client that takes longer for what it is sent than that time, with a
 * second more for each 64 KB, is given up.
 */
final class Sender extends IteratingCallback {

    /** Bytes a second, beyond the first of a client's time. */
    private static final long SLOWEST = 64 * 1024;

    private final Response response;
    private final Callback whole;
    private final ScheduledThreadPoolExecutor clock;
    private final Duration patience;
    private final Room room;
    private final Backlog backlog;
    private Future<?> alarm;
    private ByteBuffer underWay;
    private long heldUp;
    private long sent;
    private long taking;
    private long since;
    private boolean ended;
    private boolean lastSent;
    private Throwable failure;
    private boolean brokenOff;

    /** @param whole told when everything is sent, or that it cannot be */
    Sender(Response response, Callback whole, ScheduledThreadPoolExecutor clock, Duration patience, Room room) {
        this.response = response;
        this.whole = whole;
        this.clock = clock;
        this.patience = patience;
        this.room = room;
        this.backlog = new Backlog(room);
    }

    /** An empty buffer, to be filled and sent. */
    ByteBuffer piece() {
        return backlog.piece();
    }

    /**
     * @param piece not to be touched any more
     * @throws IOException if the client has gone, or was given up
     */
    void send(ByteBuffer piece, boolean last) throws IOException {
        synchronized (this) {
            try {
                while (failure == null && backlog.onDisk() > room.each()) waitForClient();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new InterruptedIOException("interrupted while the client reads");
            }
            if (failure != null) throw new IOException("the client has gone", failure);
            backlog.add(piece);
            ended = last;
        }
        iterate();
    }

    private synchronized void waitForClient() throws InterruptedException {
        long left = patience.toNanos() - heldUp;
        if (left <= 0) {
            failure = new TimeoutException("the client takes too little");
            clock.execute(this::giveUp);
            return;
        }
        long before = System.nanoTime();
        TimeUnit.NANOSECONDS.timedWait(this, left);
        heldUp += System.nanoTime() - before;
    }

    /** Breaks the reply off. */
    void breakOff(Throwable cause) {
        synchronized (this) {
            if (failure == null) {
                failure = cause;
                brokenOff = true;
            }
        }
        iterate();
    }

    /** Whether sending failed. */
    synchronized boolean hasFailed() {
        return failure != null;
    }

    @Override
    protected synchronized Action process() throws Throwable {
        if (alarm != null) {
            alarm.cancel(false);
            alarm = null;
            taking += System.nanoTime() - since;
        }
        if (failure != null) throw failure;
        if (lastSent) return Action.SUCCEEDED;
        if (underWay != null) backlog.done(underWay);
        underWay = backlog.poll();
        notifyAll();
        if (underWay == null) return Action.IDLE;
        lastSent = ended && backlog.isEmpty();
        sent += underWay.remaining();
        since = System.nanoTime();
        long allowed = patience.toNanos() + TimeUnit.SECONDS.toNanos(sent / SLOWEST);
        alarm = clock.schedule(this::giveUp, allowed - taking, TimeUnit.NANOSECONDS);
        response.write(lastSent, underWay, this);
        return Action.SCHEDULED;
    }

    private void giveUp() {
        response.getRequest()
                .getConnectionMetaData()
                .getConnection()
                .getEndPoint()
                .close(new TimeoutException("the client takes too little"));
    }

    @Override
    protected void onCompleteSuccess() {
        release();
        whole.succeeded();
    }

    @Override
    protected void onCompleteFailure(Throwable cause) {
        synchronized (this) {
            if (failure == null) failure = cause;
            Outcome outcome = brokenOff ? Outcome.FAILED : Outcome.GONE;
            response.getRequest().setAttribute(AccessLog.OUTCOME, outcome);
            notifyAll();
        }
        release();
        whole.failed(cause);
    }

    private void release() {
        synchronized (this) {
            if (alarm != null) alarm.cancel(false);
        }
        try {
            backlog.close();
        } catch (IOException e) {
            // A temporary file that cannot be closed is the operating system's at the end of the program.
        }
    }
}
