package se.regstat.statistics.format;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.locationtech.jts.geom.Envelope;
import se.regstat.statistics.crs.AssumedCrs;
import se.regstat.statistics.crs.CrsName;

/**
 * What a document says beside its features.
 *
 * @param columns of the attributes, in the document's order
 * @param crs that it names, of all its features; empty if it does not say
 * @param part in words, how it says itself that it is a part of what there is
 * @param notes what of it was left out
 */
public record ReadDocument(List<String> columns, Optional<CrsName> crs, Optional<String> part, List<String> notes) {

    /** Where GeoJSON says that it is a part. */
    static final Set<String> PART_MEMBERS = Set.of("numberMatched", "totalFeatures", "exceededTransferLimit", "links");

    private static final int MOST_COLUMNS = 500;

    static final String HEIGHTS =
            "heights were left out: positions have more than two coordinates, and the first two count";

    public ReadDocument {
        columns = List.copyOf(columns);
        notes = List.copyOf(notes);
    }

    /**
     * For who fills up the rows of somebody else's document to all its columns.
     *
     * @throws FormatException if there are more than anybody needs
     */
    public ReadDocument checkColumns() {
        if (columns.size() > MOST_COLUMNS) {
            throw new FormatException("its features have " + columns.size() + " attributes of different names, and "
                    + MOST_COLUMNS + " at most are read; leave out those that neither tell them apart nor name them");
        }
        return this;
    }

    /**
     * What is made of it by who takes it as it is.
     *
     * @param crs of all geometries, told or assumed
     * @param notes what was assumed, and what was left out: sentences for the person who asked
     */
    public record Taken(CrsName crs, List<String> notes) {}

    /**
     * @param bounds of what is taken of its geometries
     * @param leftOut of them
     */
    public Taken taken(BoundaryFormat format, Envelope bounds, Polygons.LeftOut leftOut) {
        List<String> told = new ArrayList<>();
        CrsName used = crs.orElseGet(() -> {
            AssumedCrs assumed = AssumedCrs.of(format == BoundaryFormat.GEOJSON, bounds);
            assumed.note().ifPresent(told::add);
            return assumed.crs();
        });
        leftOut.note().ifPresent(told::add);
        told.addAll(notes);
        part.ifPresent(words -> told.add("the boundaries say themselves that they are a part: " + words));
        return new Taken(used, List.copyOf(told));
    }

    static List<String> heights(boolean any) {
        return any ? List.of(HEIGHTS) : List.of();
    }

    /**
     * In words, how a document that a service gave says that there is more: by WFS's {@code numberMatched} (GeoServer's {@code totalFeatures}), ArcGIS's {@code
     * exceededTransferLimit}, or a link to the next page, as OGC API Features has.
     *
     * @param root the collection's {@link #PART_MEMBERS}
     * @param features how many there are
     */
    static Optional<String> part(JsonValue root, long features) {
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
