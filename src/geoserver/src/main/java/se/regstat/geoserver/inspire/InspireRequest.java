package se.regstat.geoserver.inspire;

import java.util.Locale;
import se.regstat.statistics.config.Harvesting;

/** Which layer is wanted under INSPIRE's names. Filled in from the request's parameters. */
public final class InspireRequest {

    private String layer = "";
    private String format = "";
    private String language = "sv";

    /** @param layer as in {@code deso_changes_2018_2025} or {@code regstat:population_deso} */
    public void setLayer(String layer) {
        this.layer = layer;
    }

    /** @param format that the address ends in: {@code geojson}, which is meant without one, or {@code csv} */
    public void setFormat(String format) {
        this.format = format;
    }

    /** @param language of comments and units: {@code sv}; anything else is answered in English */
    public void setLanguage(String language) {
        this.language = language;
    }

    /** Without a workspace. */
    String layer() {
        String name = layer.strip();
        return name.substring(name.indexOf(':') + 1);
    }

    String format() {
        return format.isBlank() ? "geojson" : format.strip().toLowerCase(Locale.ROOT);
    }

    Locale locale() {
        return language.strip().toLowerCase(Locale.ROOT).startsWith("sv") ? Harvesting.SWEDISH : Locale.ENGLISH;
    }
}
