package se.regstat.geoserver.info;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;

/**
 * What the service answers.
 *
 * @param type its media type, without charset; it is in UTF-8
 * @param name for who saves it
 */
public record InfoDocument(String type, String name, Content content) {

    /** Writes the document. */
    @FunctionalInterface
    public interface Content {
        void writeTo(OutputStream out) throws IOException;
    }

    static InfoDocument of(String type, String name, String text) {
        return new InfoDocument(type, name, out -> out.write(text.getBytes(StandardCharsets.UTF_8)));
    }
}
