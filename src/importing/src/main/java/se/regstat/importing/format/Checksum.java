package se.regstat.importing.format;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HexFormat;
import se.regstat.statistics.config.Unreadable;
import se.regstat.statistics.indicator.Provenance;

/** Which bytes exactly were imported. */
public final class Checksum {

    private Checksum() {}

    /** SHA-256 of a file, hexadecimal. */
    public static String sha256(Path file) {
        MessageDigest digest = digest();
        try (InputStream in = new DigestInputStream(Files.newInputStream(file), digest)) {
            in.transferTo(OutputStream.nullOutputStream());
        } catch (IOException e) {
            throw new ImportException(Unreadable.told(file, e), e);
        }
        return text(digest);
    }

    /** SHA-256 of a text in UTF-8, hexadecimal. */
    public static String sha256(String text) {
        MessageDigest digest = digest();
        digest.update(text.getBytes(StandardCharsets.UTF_8));
        return text(digest);
    }

    /** SHA-256 for what comes in pieces. */
    public static MessageDigest digest() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }

    /** Hexadecimal. */
    public static String text(MessageDigest digest) {
        return HexFormat.of().formatHex(digest.digest());
    }

    /**
     * Of what is imported now from a file.
     *
     * @param part of it, as in {@code layer tatort}; may be empty
     */
    public static Provenance provenance(Path file, String part, String source) {
        return new Provenance(
                Instant.now().truncatedTo(ChronoUnit.SECONDS),
                file.getFileName() + (part.isEmpty() ? "" : ", " + part),
                sha256(file),
                source);
    }
}
