package se.regstat.geoserver.layers;

import java.util.List;
import java.util.Optional;

/**
 * What a layer refers to outside itself. Addresses without a host are below GeoServer's own, which makes them absolute as it tells
 * them: so they hold behind a proxy too.
 *
 * @param identifier of the dataset that it shows, the same for ever
 * @param records what is told of it
 * @param files all of it, to fetch
 * @param topics categories of ISO 19115
 */
public record References(Optional<Identifier> identifier, List<Link> records, List<Link> files, List<String> topics) {

    public static final References NONE = new References(Optional.empty(), List.of(), List.of(), List.of());

    /**
     * What somebody calls something.
     *
     * @param authority a single word for who that is
     * @param authorityUrl and who it stands for
     */
    public record Identifier(String authority, String authorityUrl, String id) {}

    /** @param type of the document, as in {@code text/xml} */
    public record Link(String type, String address) {}

    public References {
        records = List.copyOf(records);
        files = List.copyOf(files);
        topics = List.copyOf(topics);
    }
}
