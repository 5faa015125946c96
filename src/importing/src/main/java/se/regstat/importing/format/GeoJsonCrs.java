package se.regstat.importing.format;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Optional;
import se.regstat.statistics.crs.CrsName;

/** The {@code crs} member of GeoJSON 2008, which GIS programs still write, and that of the drafts before it, by EPSG code. */
public final class GeoJsonCrs {

    private GeoJsonCrs() {}

    /**
     * @param crs the member's value; missing or null if there is none
     * @return empty if there is none, which means longitude, latitude in WGS 84
     * @throws IllegalArgumentException if it names no system; the message says what would be right
     */
    public static Optional<CrsName> read(JsonNode crs) {
        if (crs.isMissingNode() || crs.isNull()) return Optional.empty();
        String name = crs.isTextual()
                ? crs.asText()
                : crs.path("properties").path("name").asText("");
        if (name.isBlank() && "EPSG".equalsIgnoreCase(crs.path("type").asText(""))) {
            name = crs.path("properties").path("code").asText("");
        }
        if (name.isBlank()) {
            throw new IllegalArgumentException(
                    "the crs member names no coordinate reference system; expected a name such as"
                            + " urn:ogc:def:crs:EPSG::3006, as in"
                            + " {\"type\": \"name\", \"properties\": {\"name\": \"urn:ogc:def:crs:EPSG::3006\"}}");
        }
        return Optional.of(CrsName.of(name));
    }
}
