package se.regstat.standalone.wps;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import se.regstat.standalone.format.Csv;
import se.regstat.standalone.format.FeatureFormat;
import se.regstat.standalone.format.GeoJson;
import se.regstat.standalone.format.Gml;

/** The formats that features come and go in; the first is the default. */
@SuppressWarnings("ImmutableEnumChecker") // formats are thread-safe and keep nothing
enum FeatureFormats {
    GML("text/xml; subtype=gml/3.1.1", new Gml(Gml.Version.V3_1_1), "gml"),
    GML_32("application/gml+xml; version=3.2", new Gml(Gml.Version.V3_2), "gml"),
    WFS("text/xml; subtype=wfs-collection/1.1", new Gml(Gml.Version.V3_1_1), "gml"),
    GEOJSON("application/json", new GeoJson(), "geojson"),
    CSV("text/csv", new Csv(false), "csv");

    private final String mimeType;
    private final FeatureFormat format;
    private final String extension;

    FeatureFormats(String mimeType, FeatureFormat format, String extension) {
        this.mimeType = mimeType;
        this.format = format;
        this.extension = extension;
    }

    String mimeType() {
        return mimeType;
    }

    FeatureFormat format() {
        return format;
    }

    String extension() {
        return extension;
    }

    /** Of GML; empty for other formats. */
    Optional<Gml.Version> version() {
        return switch (this) {
            case GML, WFS -> Optional.of(Gml.Version.V3_1_1);
            case GML_32 -> Optional.of(Gml.Version.V3_2);
            case GEOJSON, CSV -> Optional.empty();
        };
    }

    /** The format of a media type, whatever its parameters' spaces; empty for the default. @throws WpsException if it is unknown */
    static FeatureFormats of(Optional<String> mimeType, String locator) {
        if (mimeType.isEmpty()) return GML;
        String wanted = key(mimeType.get());
        for (FeatureFormats each : values()) {
            if (key(each.mimeType).equals(wanted)) return each;
        }
        return switch (wanted) {
            case "application/geo+json", "application/vnd.geo+json", "json", "geojson" -> GEOJSON;
            case "csv" -> CSV;
            case "text/xml", "application/xml", "gml", "text/xml;subtype=gml/3.2" ->
                wanted.endsWith("3.2") ? GML_32 : GML;
            case "text/xml;subtype=wfs-collection/1.0", "application/wfs-collection-1.1" -> WFS;
            default ->
                throw WpsException.invalid(
                        locator,
                        locator + ": features do not come as '" + mimeType.get() + "'; they come as "
                                + Arrays.stream(values())
                                        .map(FeatureFormats::mimeType)
                                        .collect(Collectors.joining(", ")));
        };
    }

    /**
     * What a client's features are to be read as. All of GML, of whatever version and in collections of any WFS, is read alike.
     *
     * @throws WpsException if it is unknown
     */
    static FeatureFormats ofInput(String mimeType, String locator) {
        String given = key(mimeType);
        boolean xml = given.startsWith("text/xml")
                || given.startsWith("application/xml")
                || given.contains("gml")
                || given.contains("wfs-collection");
        return xml ? GML : of(Optional.of(mimeType), locator);
    }

    private static String key(String mimeType) {
        String plain = mimeType.toLowerCase(Locale.ROOT).replaceAll("[\\s\"]", "");
        return plain.replaceAll(";charset=[^;]*", "");
    }
}
