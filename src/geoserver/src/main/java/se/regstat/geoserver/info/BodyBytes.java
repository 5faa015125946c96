package se.regstat.geoserver.info;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.io.Reader;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import se.regstat.geoserver.document.Refusal;

/** A body that GeoServer has decoded, as a document in UTF-8 again. */
final class BodyBytes {

    private static final int PIECE = 1 << 14;

    private BodyBytes() {}

    /**
     * @param most bytes that are read
     * @throws Refusal if there are more, or they were no text
     */
    static byte[] of(Reader body, long most) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (Writer writer = new OutputStreamWriter(bytes, StandardCharsets.UTF_8)) {
            char[] piece = new char[PIECE];
            boolean first = true;
            for (int read = body.read(piece); read >= 0; read = body.read(piece)) {
                String text = new String(piece, 0, read);
                if (text.indexOf('\uFFFD') >= 0) {
                    throw Refusal.badRequest("boundaries: the body is not in UTF-8; write it so")
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
}
