package se.regstat.statistics.format;

import java.util.Locale;
import java.util.Optional;

/** The formats that boundaries come in. */
public enum BoundaryFormat {
    GEOJSON("application/geo+json"),
    GML("application/gml+xml"),
    CSV("text/csv");

    /** For messages. */
    static final String ALL =
            "GeoJSON (application/geo+json), GML (application/gml+xml) or CSV with a column of WKT (text/csv)";

    private final String mediaType;

    BoundaryFormat(String mediaType) {
        this.mediaType = mediaType;
    }

    public String mediaType() {
        return mediaType;
    }

    /** The format of a media type, whatever its parameters; empty where it says nothing of the kind, such as text/plain. */
    public static Optional<BoundaryFormat> of(String mediaType) {
        String plain = mediaType.toLowerCase(Locale.ROOT);
        if (plain.contains("json")) return Optional.of(GEOJSON);
        if (plain.contains("xml") || plain.contains("gml") || plain.contains("wfs-collection")) return Optional.of(GML);
        return plain.contains("csv") ? Optional.of(CSV) : Optional.empty();
    }

    /** What a document looks like. @throws FormatException if it is empty or no text */
    static BoundaryFormat of(byte[] start) {
        if (start.length == 0) throw new FormatException("there is nothing; give " + ALL);
        if (Text.utf16(start).isEmpty() && Text.isBinary(start))
            throw new FormatException("it is no text; give " + ALL);
        return switch (Text.firstSign(start)) {
            case '{', '[' -> GEOJSON;
            case '<' -> GML;
            case ' ' -> throw new FormatException("there is nothing but blanks; give " + ALL);
            default -> CSV;
        };
    }
}
