package se.regstat.statistics.format;

import java.util.Optional;
import java.util.Set;

/** Whether features that a service gave say of themselves that there are more. */
final class PartOfAnswer {

    /** Where GeoJSON says so. */
    static final Set<String> MEMBERS = Set.of("numberMatched", "totalFeatures", "exceededTransferLimit", "links");

    private PartOfAnswer() {}

    /**
     * In words, how it says so: by WFS's {@code numberMatched} (GeoServer's {@code totalFeatures}), ArcGIS's {@code
     * exceededTransferLimit}, or a link to the next page, as OGC API Features has.
     *
     * @param root the collection's {@link #MEMBERS}
     * @param features how many there are
     */
    static Optional<String> told(JsonValue root, long features) {
        for (String member : new String[] {"numberMatched", "totalFeatures"}) {
            Optional<String> part = matched(member, root.at(member).text(), features);
            if (part.isPresent()) return part;
        }
        if (root.at("exceededTransferLimit").isTrue()
                || root.at("properties").at("exceededTransferLimit").isTrue()) {
            return Optional.of("cut where the service's limit was (exceededTransferLimit)");
        }
        return root.at("links").items().stream()
                        .anyMatch(link -> link.at("rel").text().equals("next"))
                ? Optional.of("a page that another one follows (rel=next)")
                : Optional.empty();
    }

    /** @param matched a number, or {@code unknown} */
    static Optional<String> matched(String member, String matched, long features) {
        try {
            long all = Long.parseLong(matched.strip());
            return all > features
                    ? Optional.of(features + " of " + all + " features (" + member + ")")
                    : Optional.empty();
        } catch (NumberFormatException unknown) {
            return Optional.empty();
        }
    }
}
