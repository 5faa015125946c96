package se.regstat.statistics.format;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonPrimitive;
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
    static Optional<String> told(JsonObject root, long features) {
        for (String member : new String[] {"numberMatched", "totalFeatures"}) {
            Optional<String> part = Json.text(root.get(member)).flatMap(matched -> matched(member, matched, features));
            if (part.isPresent()) return part;
        }
        if (root.get("exceededTransferLimit") instanceof JsonPrimitive exceeded && exceeded.getAsBoolean()) {
            return Optional.of("cut where the service's limit was (exceededTransferLimit)");
        }
        if (root.get("links") instanceof JsonArray links) {
            for (JsonElement link : links) {
                if (Json.text(Json.member(link, "rel")).filter("next"::equals).isPresent()) {
                    return Optional.of("a page that another one follows (rel=next)");
                }
            }
        }
        return Optional.empty();
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
