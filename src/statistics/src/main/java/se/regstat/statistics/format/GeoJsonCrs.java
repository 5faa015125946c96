package se.regstat.statistics.format;

import com.google.gson.JsonElement;
import java.util.Optional;
import se.regstat.statistics.crs.CrsName;

/** The {@code crs} member of GeoJSON 2008, which GIS programs still write, and that of the drafts before it, by EPSG code. */
final class GeoJsonCrs {

    private GeoJsonCrs() {}

    /**
     * @param crs the member's value; null if there is none
     * @return empty if there is none, which means longitude, latitude in WGS 84
     * @throws FormatException if it names no system; the message says what would be right
     */
    static Optional<CrsName> read(JsonElement crs) {
        if (crs == null || crs.isJsonNull()) return Optional.empty();
        JsonElement properties = Json.member(crs, "properties");
        boolean byCode = Json.text(Json.member(crs, "type"))
                .filter("EPSG"::equalsIgnoreCase)
                .isPresent();
        return Json.text(crs)
                .or(() -> Json.text(Json.member(properties, "name")))
                .or(() -> byCode ? Json.text(Json.member(properties, "code")) : Optional.empty())
                .filter(name -> !name.isBlank())
                .map(CrsName::of)
                .or(() -> {
                    throw new FormatException(
                            "the crs member names no coordinate reference system; expected a name such as"
                                    + " urn:ogc:def:crs:EPSG::3006, as in"
                                    + " {\"type\": \"name\", \"properties\": {\"name\": \"urn:ogc:def:crs:EPSG::3006\"}}");
                });
    }
}
