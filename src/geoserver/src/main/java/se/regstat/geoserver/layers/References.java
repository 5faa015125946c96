package se.regstat.geoserver.layers;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What a layer refers to outside itself. Addresses without a host are below GeoServer's own, which makes them absolute as it tells
 * them: so they hold behind a proxy too.
 *
 * @param identifier of the dataset that it shows, the same for ever
 * @param relations what OGC API tells of it: addresses as clients see them, since OGC API tells these as they are
 * @param entries of its metadata, for GeoServer's CSW; keys begin with {@code regstat} and have no dots
 * @param records what is told of it
 * @param files all of it, to fetch
 * @param topics categories of ISO 19115
 */
public record References(
        Optional<Identifier> identifier,
        List<Link> records,
        List<Link> files,
        List<Relation> relations,
        Map<String, String> entries,
        List<String> topics) {

    /** Entry of a layer's metadata that is none of these: when an administrator last changed its texts. */
    public static final String EDITED = "regstatEdited";

    public static final References NONE =
            new References(Optional.empty(), List.of(), List.of(), List.of(), Map.of(), List.of());

    /**
     * What somebody calls something.
     *
     * @param authority a single word for who that is
     * @param authorityUrl and who it stands for
     */
    public record Identifier(String authority, String authorityUrl, String id) {}

    /** @param type of the document, as in {@code text/xml} */
    public record Link(String type, String address) {}

    /**
     * A link with its meaning.
     *
     * @param rel of IANA's list of relations, such as {@code license}
     */
    public record Relation(String rel, Link link) {}

    public References {
        relations = List.copyOf(relations);
        entries = Map.copyOf(entries);
        records = List.copyOf(records);
        files = List.copyOf(files);
        topics = List.copyOf(topics);
    }
}
