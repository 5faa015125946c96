package se.regstat.geoserver.metadata;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Comparator;
import java.util.Optional;
import java.util.UUID;
import se.regstat.statistics.division.Vintage;
import se.regstat.statistics.snapshot.Snapshot;
import se.regstat.statistics.snapshot.VintageAreas;

/**
 * Names for ever: UUIDs that follow from who publishes and from what is named, and from no host, port or file (RFC 9562, version
 * 5). The same one stands in a dataset's ISO record, in DCAT, in ATOM and in capabilities.
 *
 * <p>A publisher without organisation number has none of its own. Then the store's identity serves, and names change with the
 * store.
 */
public final class Identities {

    /** Of names that are URLs, in RFC 9562. */
    private static final UUID URLS = UUID.fromString("6ba7b811-9dad-11d1-80b4-00c04fd430c8");

    /** How dataportal.se names an organisation, after which the ten digits of its number come. */
    private static final String ORGANISATION = "http://dataportal.se/organisation/SE";

    private final UUID namespace;
    private final Optional<String> number;

    private Identities(UUID namespace, Optional<String> number) {
        this.namespace = namespace;
        this.number = number;
    }

    /** @param number of the organisation that publishes, ten digits */
    static Identities of(Optional<String> number, Snapshot snapshot) {
        return number.map(digits -> new Identities(versionFive(URLS, ORGANISATION + digits), number))
                .orElseGet(() -> new Identities(snapshot.identity().orElseGet(() -> ofWhatIsThere(snapshot)), number));
    }

    /** For a store of an earlier version, which has none: by what was first imported of what is there, which no other store has. */
    private static UUID ofWhatIsThere(Snapshot snapshot) {
        String first = snapshot.vintages().stream()
                .map(VintageAreas::vintage)
                .min(Comparator.comparing(Vintage::imported).thenComparing(Vintage::id))
                .map(vintage -> vintage.id() + " " + vintage.imported() + " " + vintage.checksum())
                .orElse("");
        return versionFive(URLS, "urn:regstat:store:" + first);
    }

    /** Whether they follow from the publisher, and so are the same on every node and after every import. */
    public boolean arePublishers() {
        return number.isPresent();
    }

    /** The publisher's URI at dataportal.se; empty without an organisation number. */
    public Optional<String> organisation() {
        return number.map(digits -> ORGANISATION + digits);
    }

    /**
     * @param kind what sort of thing, such as {@code dataset}, {@code record}, {@code series}, {@code service}
     * @param name of it, among its kind
     */
    public UUID of(String kind, String name) {
        return versionFive(namespace, kind + ":" + name);
    }

    private static UUID versionFive(UUID namespace, String name) {
        byte[] digest = sha1(
                ByteBuffer.allocate(16)
                        .putLong(namespace.getMostSignificantBits())
                        .putLong(namespace.getLeastSignificantBits())
                        .array(),
                name.getBytes(StandardCharsets.UTF_8));
        ByteBuffer half = ByteBuffer.wrap(digest);
        long most = (half.getLong() & ~0xF000L) | 0x5000L;
        long least = (half.getLong() & 0x3FFF_FFFF_FFFF_FFFFL) | Long.MIN_VALUE;
        return new UUID(most, least);
    }

    private static byte[] sha1(byte[] namespace, byte[] name) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-1");
            digest.update(namespace);
            return digest.digest(name);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
