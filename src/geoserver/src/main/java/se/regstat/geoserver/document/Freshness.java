package se.regstat.geoserver.document;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Optional;

/**
 * By what clients tell whether the copy that they have still is the document.
 *
 * @param tag a strong entity tag (RFC 9110, 8.8.3) without its quotes: the same for documents that are equal byte for byte, on
 *     whichever server, and for no others
 * @param modified when what it shows last changed; empty if that is not known
 */
public record Freshness(String tag, Optional<Instant> modified) {

    /** Bytes of a checksum that are told; 128 bits. */
    private static final int TOLD = 16;

    public Freshness {
        if (!tag.matches("[\\x21\\x23-\\x7E]+")) throw new IllegalArgumentException("no entity tag: " + tag);
    }

    /** With the checksum of the document as its tag. */
    public static Freshness ofContent(byte[] document) {
        return new Freshness(tag(sha256().digest(document)), Optional.empty());
    }

    /** A tag of the SHA-256 of a document. */
    public static String tag(byte[] checksum) {
        return HexFormat.of().formatHex(Arrays.copyOf(checksum, TOLD));
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
