package se.regstat.importing.format;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Optional;

/** Whether GeoJSON that a service gave says of itself that there is more. */
final class PartOfAnswer {

    private PartOfAnswer() {}

    /**
     * In words, how it says so: by WFS's {@code numberMatched} (GeoServer's {@code totalFeatures}), ArcGIS's {@code
     * exceededTransferLimit}, or a link to the next page, as OGC API Features has.
     *
     * @param root the collection's members but for the features
     * @param features how many there are
     */
    static Optional<String> told(JsonNode root, int features) {
        for (String member : new String[] {"numberMatched", "totalFeatures"}) {
            JsonNode all = root.path(member);
            if (all.canConvertToLong() && all.asLong() > features) {
                return Optional.of(features + " of " + all.asLong() + " features (" + member + ")");
            }
        }
        if (root.path("exceededTransferLimit").asBoolean(false)
                || root.path("properties").path("exceededTransferLimit").asBoolean(false)) {
            return Optional.of("cut where the service's limit was (exceededTransferLimit)");
        }
        for (JsonNode link : root.path("links")) {
            if (link.path("rel").asText("").equals("next")) {
                return Optional.of("a page that another one follows (rel=next)");
            }
        }
        return Optional.empty();
    }
}
