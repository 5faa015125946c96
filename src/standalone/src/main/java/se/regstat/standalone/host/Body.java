package se.regstat.standalone.host;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.server.Request;

/** The body of a request, received at the pace of the client while no thread waits for it. */
final class Body {

    private final Request request;
    private final long most;
    private final Receiver receiver;
    private final Future<?> alarm;
    private final Backlog backlog;
    private final AtomicBoolean decided = new AtomicBoolean();
    private long length;

    /** What comes of it: exactly one of these is called, once. */
    interface Receiver {
        void received(Body body);

        void refused(Exchange.Refusal refusal);

        void clientGone(Throwable cause);
    }

    private Body(
            Request request,
            long most,
            Duration time,
            ScheduledThreadPoolExecutor clock,
            Room room,
            Receiver receiver) {
        this.request = request;
        this.backlog = new Backlog(room);
        this.most = most;
        this.receiver = receiver;
        this.alarm = clock.schedule(
                () -> refuse(new Exchange.Refusal(
                        408,
                        "the request's body did not arrive within " + time.toSeconds()
                                + " s (regstat.yml, limits: request_seconds)")),
                time.toMillis(),
                TimeUnit.MILLISECONDS);
    }

    /**
     * @param most bytes
     * @param time in which all must have come
     * @param receiver {@link #forget forgets} the body that it has received
     */
    static void receive(
            Request request,
            long most,
            Duration time,
            ScheduledThreadPoolExecutor clock,
            Room room,
            Receiver receiver) {
        Body body = new Body(request, most, time, clock, room, receiver);
        if (request.getLength() > most) body.refuse(body.tooLarge());
        else body.read();
    }

    private void read() {
        try {
            while (!decided.get()) {
                Content.Chunk chunk = request.read();
                if (chunk == null) {
                    request.demand(this::read);
                    return;
                }
                if (Content.Chunk.isFailure(chunk, false)) {
                    refuse(new Exchange.Refusal(
                            408, "nothing of the request's body came for too long a while; send it again"));
                    return;
                }
                if (Content.Chunk.isFailure(chunk)) {
                    gone(chunk.getFailure());
                    return;
                }
                boolean last = chunk.isLast();
                try {
                    take(chunk.getByteBuffer());
                } finally {
                    chunk.release();
                }
                if (length > most) refuse(tooLarge());
                else if (last && decide()) receiver.received(this);
            }
        } catch (Room.Full e) {
            refuse(new Exchange.Refusal(503, e.getMessage() + "; try again in a moment"));
        } catch (IOException | RuntimeException | Error e) {
            gone(e);
        }
    }

    private void gone(Throwable cause) {
        if (!decide()) return;
        forget();
        receiver.clientGone(cause);
    }

    private void take(ByteBuffer bytes) throws IOException {
        length += bytes.remaining();
        if (length > most || !bytes.hasRemaining()) return;
        backlog.add(ByteBuffer.allocate(bytes.remaining()).put(bytes).flip());
    }

    private Exchange.Refusal tooLarge() {
        return new Exchange.Refusal(
                413, "the request's body is larger than " + most + " bytes (regstat.yml, limits: body_megabytes)");
    }

    private void refuse(Exchange.Refusal refusal) {
        if (!decide()) return;
        forget();
        receiver.refused(refusal);
    }

    private boolean decide() {
        alarm.cancel(false);
        return decided.compareAndSet(false, true);
    }

    /** All of it, once. */
    byte[] bytes() throws IOException {
        byte[] all = new byte[(int) length];
        int count = 0;
        for (ByteBuffer piece = backlog.poll(); piece != null; piece = backlog.poll()) {
            int size = piece.remaining();
            piece.get(all, count, size);
            count += size;
        }
        return all;
    }

    /** Lets go of what has come. */
    void forget() {
        try {
            backlog.close();
        } catch (IOException e) {
            // A temporary file that cannot be closed is the operating system's at the end of the program.
        }
    }
}
