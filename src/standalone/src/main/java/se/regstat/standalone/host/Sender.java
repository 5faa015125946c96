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

/**
 * Sends what one thread hands over at the pace of the client, so that the thread is done when its work is. Only with very much
 * unsent is it held up. A client that takes no piece in the time given is given up.
 */
final class Sender extends IteratingCallback {

    /** Unsent on disk; with more, whoever makes it waits. */
    private static final long MOST_UNSENT = 64L << 20;

    private final Response response;
    private final Callback whole;
    private final ScheduledThreadPoolExecutor clock;
    private final Duration patience;
    private final Backlog backlog = new Backlog();
    private Future<?> alarm;
    private boolean ended;
    private boolean lastSent;
    private Throwable failure;

    /** @param whole told when everything is sent, or that it cannot be */
    Sender(Response response, Callback whole, ScheduledThreadPoolExecutor clock, Duration patience) {
        this.response = response;
        this.whole = whole;
        this.clock = clock;
        this.patience = patience;
    }

    /** @throws IOException if the client has gone, or was given up */
    void send(ByteBuffer piece, boolean last) throws IOException {
        synchronized (this) {
            try {
                while (failure == null && backlog.onDisk() > MOST_UNSENT) wait();
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

    /** Breaks the reply off. */
    void breakOff(Throwable cause) {
        synchronized (this) {
            if (failure == null) failure = cause;
        }
        iterate();
    }

    /** Whether sending failed. */
    synchronized boolean hasFailed() {
        return failure != null;
    }

    @Override
    protected synchronized Action process() throws Throwable {
        if (alarm != null) alarm.cancel(false);
        if (failure != null) throw failure;
        if (lastSent) return Action.SUCCEEDED;
        ByteBuffer piece = backlog.poll();
        notifyAll();
        if (piece == null) return Action.IDLE;
        lastSent = ended && backlog.isEmpty();
        alarm = clock.schedule(this::giveUp, patience.toMillis(), TimeUnit.MILLISECONDS);
        response.write(lastSent, piece, this);
        return Action.SCHEDULED;
    }

    private void giveUp() {
        response.getRequest()
                .getConnectionMetaData()
                .getConnection()
                .getEndPoint()
                .close(new TimeoutException("the client takes nothing"));
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
