package se.regstat.standalone.wfs;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import se.regstat.standalone.format.Csv;
import se.regstat.standalone.format.FeatureFormat;
import se.regstat.standalone.format.GeoJson;
import se.regstat.standalone.format.Gml;

/**
 * A format features come in.
 *
 * @param extension as in a file's name
 * @param names those GeoServer and its clients have for it, the one it is best known by first
 */
record OutputFormat(FeatureFormat format, String extension, List<String> names) {

    static final OutputFormat GML_3_2 = new OutputFormat(
            new Gml(Gml.Version.V3_2),
            "gml",
            List.of(Gml.Version.V3_2.contentType(), "gml32", "text/xml; subtype=gml/3.2"));

    static final OutputFormat GML_3_1_1 = new OutputFormat(
            new Gml(Gml.Version.V3_1_1),
            "gml",
            List.of(Gml.Version.V3_1_1.contentType(), "gml3", "text/xml; subtype=gml/3.1.1; charset=utf-8"));

    static final OutputFormat GEOJSON = new OutputFormat(
            new GeoJson(),
            "json",
            List.of(GeoJson.CONTENT_TYPE, "json", "geojson", "application/geo+json", "application/vnd.geo+json"));

    static final OutputFormat CSV = new OutputFormat(new Csv(true), "csv", List.of("csv", "text/csv"));

    private static List<OutputFormat> all(WfsVersion version) {
        return version == WfsVersion.V2_0_0
                ? List.of(GML_3_2, GEOJSON, CSV, GML_3_1_1)
                : List.of(GML_3_1_1, GEOJSON, CSV, GML_3_2);
    }

    /**
     * The format asked for, or the version's own.
     *
     * @throws WfsException if there is none of that name
     */
    static OutputFormat of(Optional<String> asked, WfsVersion version) {
        if (asked.isEmpty()) return all(version).get(0);
        String key = key(asked.get());
        return all(version).stream()
                .filter(f -> f.names.stream().anyMatch(name -> key(name).equals(key)))
                .findFirst()
                .orElseThrow(() -> WfsException.invalid(
                        "outputFormat",
                        "features do not come as '" + asked.get() + "'; they come as "
                                + String.join(", ", advertised(version))));
    }

    /** A plus sign in a URL arrives as a space, and clients differ in spaces after semicolons. */
    private static String key(String name) {
        return name.toLowerCase(Locale.ROOT).replaceAll("[ +\"]", "");
    }

    /** The names of all formats, the version's own first. */
    static List<String> advertised(WfsVersion version) {
        return all(version).stream().flatMap(f -> f.names.stream()).toList();
    }
}
