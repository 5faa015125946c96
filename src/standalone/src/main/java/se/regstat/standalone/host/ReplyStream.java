package se.regstat.standalone.host;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.util.concurrent.TimeoutException;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.server.Response;
import se.regstat.standalone.access.AccessLog;
import se.regstat.standalone.http.OgcReply;

/**
 * The way to the client. Holds back the first bytes, so that a reply which fails early can still become an exception
 * report, and a short one gets a Content-Length; what is longer goes on in large pieces, which a {@link Sender} sends.
 *
 * <p>One thread writes; another may {@link #abandon() abandon} the reply as long as nothing was sent.
 */
final class ReplyStream extends OutputStream {

    private enum State {
        HELD,
        SENDING,
        ABANDONED
    }

    private final Response response;
    private final Sender sender;
    private ByteBuffer held;
    private OgcReply head = OgcReply.ok("", out -> {});
    private State state = State.HELD;

    ReplyStream(Response response, Sender sender) {
        this.response = response;
        this.sender = sender;
        this.held = sender.piece();
    }

    /** Status and headers, sent with the first bytes. */
    void head(OgcReply reply) {
        head = reply;
    }

    /** Whether sending failed: the client went away or stopped reading. */
    boolean clientGone() {
        return sender.hasFailed();
    }

    /** Gives the reply up for another one. @return whether nothing had been sent, so that another can be */
    synchronized boolean abandon() {
        if (state != State.HELD) return false;
        state = State.ABANDONED;
        return true;
    }

    synchronized boolean wasAbandoned() {
        return state == State.ABANDONED;
    }

    /** Ends a reply that has begun and cannot be finished, so that it does not look complete. */
    void breakOff(Throwable cause) {
        sender.breakOff(cause);
    }

    @Override
    public void write(int b) throws IOException {
        if (!held.hasRemaining()) send();
        held.put((byte) b);
    }

    @Override
    public void write(byte[] bytes, int offset, int length) throws IOException {
        int end = offset + length;
        for (int from = offset; from < end; ) {
            if (!held.hasRemaining()) send();
            int piece = Math.min(end - from, held.remaining());
            held.put(bytes, from, piece);
            from += piece;
        }
    }

    /** Does nothing: writers flush far more often than a network wants. */
    @Override
    public void flush() {}

    /** @return whether this is the beginning */
    private synchronized boolean begin() throws IOException {
        if (state == State.ABANDONED) throw new IOException(new TimeoutException("the reply was given up"));
        if (state == State.SENDING) return false;
        state = State.SENDING;
        response.setStatus(head.status());
        response.getRequest().setAttribute(AccessLog.OUTCOME, head.outcome());
        if (!head.contentType().isEmpty()) response.getHeaders().put(HttpHeader.CONTENT_TYPE, head.contentType());
        head.headers().forEach(response.getHeaders()::put);
        return true;
    }

    private void send() throws IOException {
        begin();
        sender.send(held.flip(), false);
        held = sender.piece();
    }

    /** Sends the head alone, as to a HEAD request, and without a length: nobody has made the body that would tell it. */
    void withoutBody() throws IOException {
        begin();
        sender.send(ByteBuffer.allocate(0), false);
    }

    /** Sends what is left and ends the reply. */
    @Override
    public void close() throws IOException {
        if (begin() && held.position() > 0) response.getHeaders().put(HttpHeader.CONTENT_LENGTH, held.position());
        sender.send(held.flip(), true);
    }
}
