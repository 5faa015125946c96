package se.regstat.geoserver.info;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.io.Reader;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CancellationException;
import se.regstat.geoserver.document.Refusal;
import se.regstat.statistics.reaggregation.Bounds;

/** A body that GeoServer has decoded, as a document in UTF-8 again. */
final class BodyBytes {

    private static final int PIECE = 1 << 14;

    private BodyBytes() {}

    /**
     * @param bounds how many bytes are read, and how long they may take to arrive
     * @param room that they take
     * @throws Refusal if there are more, they take longer, or they were no text
     * @throws CancellationException if whoever asks has gone
     */
    static byte[] of(Reader body, Bounds bounds, BodyRoom.Share room) {
        long most = bounds.bodyBytes();
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (Writer writer = new OutputStreamWriter(bytes, StandardCharsets.UTF_8)) {
            char[] piece = new char[PIECE];
            boolean first = true;
            for (int read = body.read(piece); read >= 0; read = body.read(piece)) {
                // A client may send a byte now and then, and containers wait for each.
                if (bounds.isOver()) throw notInTime(bounds);
                room.take(read);
                String text = new String(piece, 0, read);
                if (text.indexOf('\uFFFD') >= 0) {
                    // Whether the sign was sent, or stands for what GeoServer could not read, nobody can tell any more.
                    throw Refusal.badRequest(
                                    "boundaries: the body is not in UTF-8, or has the sign \uFFFD (U+FFFD) in it,"
                                            + " which stands for what could not be read before; write it in UTF-8 and without")
                            .of("boundaries");
                }
                // The encoding that it names is not the one it has any more.
                writer.write(first ? text.replaceFirst("^\uFEFF?\\s*<\\?xml[^>]*\\?>", "") : text);
                first = false;
                if (bytes.size() > most) {
                    throw Refusal.tooLarge("boundaries: the body is larger than " + (most >> 20)
                                    + " MB; simplify them, or send fewer at a time (regstat.yml, limits: reaggregation:"
                                    + " body_megabytes)")
                            .of("boundaries");
                }
            }
        } catch (IOException e) {
            throw Refusal.badRequest("boundaries: the body broke off").of("boundaries");
        }
        return bytes.toByteArray();
    }

    private static RuntimeException notInTime(Bounds bounds) {
        if (!bounds.isLate()) return new CancellationException();
        return Refusal.tooSlow("boundaries: the body did not arrive within "
                        + bounds.time().toSeconds() + " s (regstat.yml, limits: reaggregation: seconds)")
                .of("boundaries");
    }
}
