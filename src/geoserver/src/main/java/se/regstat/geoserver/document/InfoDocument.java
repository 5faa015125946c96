package se.regstat.geoserver.document;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * What an operation of the plugin's own service answers. What HTTP makes of it follows from what it is, and an operation need do no
 * more than choose one of these:
 *
 * <ul>
 *   <li>A {@link #of text} is made before it is sent. It has a length and an entity tag, its checksum, so that a client which has it
 *       already is answered 304 and no body.
 *   <li>A {@link #file} besides is sent in parts to who asks for a range of bytes, and saved rather than shown.
 *   <li>What is {@link #streamed} is made while it is sent, and kept by nobody; so is what is {@link #momentary}, which is made before.
 * </ul>
 *
 * The first two may be kept, but are asked for again each time ({@code Cache-Control: no-cache}): an import shows at once, whoever
 * else may see less gets no more from a cache between, and asking costs a few bytes. Immutable.
 */
public final class InfoDocument {

    private final String type;
    private final String name;
    private final Content content;
    private final Optional<Freshness> freshness;
    private final Optional<String> location;
    private final int status;

    private InfoDocument(
            String type, String name, Content content, Optional<Freshness> freshness, Optional<String> location) {
        this(type, name, content, freshness, location, Conditions.OK);
    }

    private InfoDocument(
            String type,
            String name,
            Content content,
            Optional<Freshness> freshness,
            Optional<String> location,
            int status) {
        this.status = status;
        this.type = type;
        this.name = name;
        this.content = content;
        this.freshness = freshness;
        this.location = location;
    }

    /** Writes the document. */
    @FunctionalInterface
    public interface Content {
        void writeTo(OutputStream out) throws IOException;
    }

    /** A document whose length is known before it is written. */
    interface Sized extends Content {
        /** Bytes. */
        long length();
    }

    private static final class Text implements Sized {
        private final byte[] bytes;

        Text(byte[] bytes) {
            this.bytes = bytes;
        }

        @Override
        public long length() {
            return bytes.length;
        }

        @Override
        public void writeTo(OutputStream out) throws IOException {
            out.write(bytes);
        }
    }

    /**
     * A text, in UTF-8.
     *
     * @param type its media type, without charset
     * @param name for who saves it, as in {@code population.json}
     */
    public static InfoDocument of(String type, String name, String text) {
        return of(type, name, text.getBytes(StandardCharsets.UTF_8));
    }

    /** As {@link #of(String, String, String)} else, of bytes: a text in UTF-8, or what is no text. Not to be changed afterwards. */
    public static InfoDocument of(String type, String name, byte[] bytes) {
        return new InfoDocument(type, name, new Text(bytes), Optional.of(Freshness.ofContent(bytes)), Optional.empty());
    }

    /** A text that is written bit by bit, as {@link #of} else: its bytes are in memory, as length and tag follow from all of them. */
    public static InfoDocument written(String type, String name, Consumer<PrintWriter> text) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (PrintWriter out = new PrintWriter(bytes, false, StandardCharsets.UTF_8)) {
            text.accept(out);
        }
        return of(type, name, bytes.toByteArray());
    }

    /**
     * What is too much to be made before it is sent.
     *
     * @param type its media type, without charset; it is in UTF-8
     * @param name for who saves it
     */
    public static InfoDocument streamed(String type, String name, Content content) {
        return new InfoDocument(type, name, content, Optional.empty(), Optional.empty());
    }

    /**
     * A text, in UTF-8, that is true at this moment and kept by nobody.
     *
     * @param status of HTTP
     * @param type its media type, without charset
     * @param name for who saves it
     */
    public static InfoDocument momentary(int status, String type, String name, String text) {
        Content content = new Text(text.getBytes(StandardCharsets.UTF_8));
        return new InfoDocument(type, name, content, Optional.empty(), Optional.empty(), status);
    }

    /**
     * A file on disk, which is not written to any more. It may be removed meanwhile.
     *
     * @param type its media type
     * @param name for who saves it
     * @param file opened; it is closed when all is answered
     */
    public static InfoDocument file(String type, String name, OpenFile file, Freshness freshness) {
        return new InfoDocument(type, name, file, Optional.of(freshness), Optional.empty());
    }

    /** The same, with when what it shows last changed; of what is streamed that is told to nobody. */
    public InfoDocument modified(Instant when) {
        Optional<Freshness> told = freshness.map(known -> new Freshness(known.tag(), Optional.of(when)));
        return new InfoDocument(type, name, content, told, location);
    }

    /**
     * The same, chosen for the client by what it {@link Accepted accepts}.
     *
     * @param ownLocation where this very document is, relative to the address that was asked, as in {@code dcat.ttl}
     */
    public InfoDocument negotiated(String ownLocation) {
        return new InfoDocument(type, name, content, freshness, Optional.of(ownLocation));
    }

    /** Its media type, without charset. */
    public String type() {
        return type;
    }

    /** For who saves it. */
    public String name() {
        return name;
    }

    public Content content() {
        return content;
    }

    /** Of HTTP, as long as no condition says otherwise. */
    public int status() {
        return status;
    }

    /** Empty if it is not to be kept. */
    public Optional<Freshness> freshness() {
        return freshness;
    }

    /** Where it is, if it was chosen among several by what the client accepts. */
    Optional<String> location() {
        return location;
    }
}
