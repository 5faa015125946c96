package se.regstat.geoserver.info;

import java.util.Locale;

/** Which area's time series is wanted, and how. Filled in from the request's parameters. */
public final class SeriesRequest {

    private String layer = "";
    private String code = "";
    private String format = "svg";
    private String language = "sv";

    /** @param layer an indicator's, as in {@code population_deso} or {@code regstat:population_deso} */
    public void setLayer(String layer) {
        this.layer = layer;
    }

    public void setCode(String code) {
        this.code = code;
    }

    /** @param format {@code svg} or {@code json} */
    public void setFormat(String format) {
        this.format = format;
    }

    /** @param language {@code sv}; anything else is answered in English */
    public void setLanguage(String language) {
        this.language = language;
    }

    /** Without a workspace. */
    String layer() {
        String name = layer.strip();
        return name.substring(name.indexOf(':') + 1);
    }

    String code() {
        return code.strip();
    }

    String format() {
        return format.strip().toLowerCase(Locale.ROOT);
    }

    Locale locale() {
        return Locale.forLanguageTag(language.strip().toLowerCase(Locale.ROOT).startsWith("sv") ? "sv-SE" : "en-GB");
    }
}
