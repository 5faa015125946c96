package se.regstat.standalone.host;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.util.concurrent.TimeoutException;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.server.Response;

/**
 * The way to the client. Holds back the first bytes, so that a reply which fails early can still become an exception
 * report, and a short one gets a Content-Length; what is longer streams in large pieces.
 *
 * <p>One thread writes; another may {@link #abandon() abandon} the reply as long as nothing was sent.
 */
final class ReplyStream extends OutputStream {

    private static final int PIECE = 64 * 1024;

    private enum State {
        HELD,
        SENDING,
        ABANDONED
    }

    private final Response response;
    private final OutputStream client;
    private final byte[] held = new byte[PIECE];
    private int count;
    private OgcReply head = OgcReply.ok("", out -> {});
    private State state = State.HELD;
    private volatile boolean clientGone;

    ReplyStream(Response response) {
        this.response = response;
        this.client = Content.Sink.asOutputStream(response);
    }

    /** Status and headers, sent with the first bytes. */
    void head(OgcReply reply) {
        head = reply;
    }

    /** Whether sending failed: the client went away or stopped reading. */
    boolean clientGone() {
        return clientGone;
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

    @Override
    public void write(int b) throws IOException {
        if (count == PIECE) send();
        held[count++] = (byte) b;
    }

    @Override
    public void write(byte[] bytes, int offset, int length) throws IOException {
        int from = offset;
        int left = length;
        while (left > 0) {
            if (count == PIECE) send();
            int piece = Math.min(left, PIECE - count);
            System.arraycopy(bytes, from, held, count, piece);
            count += piece;
            from += piece;
            left -= piece;
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
        if (!head.contentType().isEmpty()) response.getHeaders().put(HttpHeader.CONTENT_TYPE, head.contentType());
        head.headers().forEach(response.getHeaders()::put);
        return true;
    }

    private void send() throws IOException {
        begin();
        try {
            client.write(held, 0, count);
            count = 0;
        } catch (IOException e) {
            clientGone = true;
            throw e;
        }
    }

    /** Sends the head alone, as to a HEAD request, and without a length: nobody has made the body that would tell it. */
    void withoutBody() throws IOException {
        begin();
        try {
            Content.Sink.write(response, false, ByteBuffer.allocate(0));
        } catch (IOException e) {
            clientGone = true;
            throw e;
        }
    }

    /** Sends what is left and ends the reply. */
    @Override
    public void close() throws IOException {
        if (begin() && count > 0) response.getHeaders().put(HttpHeader.CONTENT_LENGTH, count);
        try {
            Content.Sink.write(response, true, ByteBuffer.wrap(held, 0, count));
        } catch (IOException e) {
            clientGone = true;
            throw e;
        }
    }
}
