package se.regstat.statistics.format;

import java.util.Optional;
import java.util.stream.Stream;
import se.regstat.statistics.crs.CrsName;

/** The {@code crs} member of GeoJSON 2008, which GIS programs still write, and that of the drafts before it, by EPSG code. */
final class GeoJsonCrs {

    private GeoJsonCrs() {}

    /**
     * @param crs the member's value; nothing if there is none
     * @return empty if there is none, which means longitude, latitude in WGS 84
     * @throws FormatException if it names no system; the message says what would be right
     */
    static Optional<CrsName> read(JsonValue crs) {
        if (crs.isNothing()) return Optional.empty();
        JsonValue properties = crs.at("properties");
        boolean byCode = crs.at("type").text().equalsIgnoreCase("EPSG");
        return Stream.of(crs, properties.at("name"), byCode ? properties.at("code") : crs.at(""))
                .map(JsonValue::text)
                .filter(name -> !name.isBlank())
                .findFirst()
                .map(CrsName::of)
                .or(() -> {
                    throw new FormatException(
                            "the crs member names no coordinate reference system; expected a name such as"
                                    + " urn:ogc:def:crs:EPSG::3006, as in"
                                    + " {\"type\": \"name\", \"properties\": {\"name\": \"urn:ogc:def:crs:EPSG::3006\"}}");
                });
    }
}
