package se.regstat.geoserver.table;

import java.util.Locale;
import se.regstat.statistics.config.Harvesting;

/** Of which layer a table is wanted, and of which years. Filled in from the request's parameters; GeoServer adds its own address. */
public final class TableRequest {

    private String layer = "";
    private String vintage = "";
    private String periods = "";
    private String format = "";
    private String language = "sv";
    private String baseUrl = "";

    /** @param layer of one indicator or of all side by side, as in {@code population_deso} or {@code regstat:deso_indicators} */
    public void setLayer(String layer) {
        this.layer = layer;
    }

    /** @param vintage whose areas and years are wanted, as in {@code 2018}; the newest with values if empty */
    public void setVintage(String vintage) {
        this.vintage = vintage;
    }

    /** @param periods as elsewhere: years, ranges such as {@code 2011/2023}, {@code latest}; all of the vintage if empty */
    public void setPeriods(String periods) {
        this.periods = periods;
    }

    /** @param format that the address ends in */
    public void setFormat(String format) {
        this.format = format;
    }

    /** @param language {@code sv}; anything else is answered in English */
    public void setLanguage(String language) {
        this.language = language;
    }

    /** @param baseUrl GeoServer's address, as the request was sent to */
    public void setBaseUrl(String baseUrl) {
        this.baseUrl = baseUrl;
    }

    /** Without a workspace. */
    String layer() {
        String name = layer.strip();
        return name.substring(name.indexOf(':') + 1);
    }

    String vintage() {
        return vintage.strip();
    }

    String periods() {
        return periods.strip();
    }

    String format() {
        return format.strip().toLowerCase(Locale.ROOT);
    }

    Locale locale() {
        return language.strip().toLowerCase(Locale.ROOT).startsWith("sv") ? Harvesting.SWEDISH : Locale.ENGLISH;
    }

    String baseUrl() {
        return baseUrl;
    }
}
