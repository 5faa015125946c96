package se.regstat.statistics.format;

/** The formats that boundaries come in. */
public enum BoundaryFormat {
    GEOJSON,
    GML,
    CSV;

    /** For messages. */
    static final String ALL =
            "GeoJSON (application/geo+json), GML (application/gml+xml) or CSV with a column of WKT (text/csv)";

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
