package se.regstat.statistics.secret;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * What the noise in restricted figures is made from: whoever knows it can take the noise away. It is a store's, the same as long as the store is
 * there, and told to nobody. Immutable and thread-safe.
 */
public final class Secret {

    private static final int BYTES = 32;
    private static final String ALGORITHM = "HmacSHA256";

    private final byte[] bytes;

    private Secret(byte[] bytes) {
        this.bytes = bytes;
    }

    /** A new one. */
    public static Secret random() {
        byte[] bytes = new byte[BYTES];
        new SecureRandom().nextBytes(bytes);
        return new Secret(bytes);
    }

    /**
     * As it was kept.
     *
     * @throws IllegalArgumentException if it is not of 32 bytes
     */
    public static Secret of(byte[] bytes) {
        if (bytes.length != BYTES) throw new IllegalArgumentException("a secret has " + BYTES + " bytes");
        return new Secret(bytes.clone());
    }

    /** To be kept in a store, and nowhere else. */
    public byte[] bytes() {
        return bytes.clone();
    }

    /** Makes keys for one purpose. */
    public Keys keys(String... purpose) {
        return new Keys(purpose);
    }

    /** Keys of 64 bits that nobody can tell from random ones who does not know the secret (HMAC-SHA256, RFC 2104). Not thread-safe. */
    public final class Keys {
        private final Mac mac;
        private final byte[] purpose;

        private Keys(String... purpose) {
            // The lengths, so that no two purposes are the same text.
            StringBuilder text = new StringBuilder();
            for (String part : purpose) text.append(part.length()).append(' ').append(part);
            this.purpose = text.toString().getBytes(StandardCharsets.UTF_8);
            try {
                mac = Mac.getInstance(ALGORITHM);
                mac.init(new SecretKeySpec(bytes, ALGORITHM));
            } catch (GeneralSecurityException e) {
                throw new IllegalStateException(e);
            }
        }

        public long of(String text) {
            return of(text.getBytes(StandardCharsets.UTF_8));
        }

        public long of(long... numbers) {
            ByteBuffer buffer = ByteBuffer.allocate(Long.BYTES * numbers.length);
            for (long number : numbers) buffer.putLong(number);
            return of(buffer.array());
        }

        private long of(byte[] what) {
            mac.update(purpose);
            return ByteBuffer.wrap(mac.doFinal(what)).getLong();
        }
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Secret secret && MessageDigest.isEqual(bytes, secret.bytes);
    }

    @Override
    public int hashCode() {
        return 0;
    }

    /** Nothing, so that it comes into no log. */
    @Override
    public String toString() {
        return "secret";
    }
}
