package se.regstat.geoserver.document;

import java.util.Locale;
import se.regstat.statistics.text.Languages;

/** What requests to the plugin's own service say, as far as several do. Filled in from the request's parameters; GeoServer adds its own address. */
public abstract class InfoRequest {

    private final String usualFormat;
    private String layer = "";
    private String format = "";
    private String language = "";
    private String baseUrl = "";

    /** @param usualFormat what is meant by an address without an ending; empty if nothing is */
    protected InfoRequest(String usualFormat) {
        this.usualFormat = usualFormat;
    }

    /** @param layer as in {@code population_deso} or {@code regstat:population_deso} */
    public final void setLayer(String layer) {
        this.layer = layer;
    }

    /** @param format that the address ends in */
    public final void setFormat(String format) {
        this.format = format;
    }

    /** @param language of texts that are told in one, as {@link Languages#of} reads it */
    public final void setLanguage(String language) {
        this.language = language;
    }

    /** @param baseUrl GeoServer's address, as the request was sent to */
    public final void setBaseUrl(String baseUrl) {
        this.baseUrl = baseUrl;
    }

    /** Without a workspace; empty if none is named. */
    public final String layer() {
        String name = layer.strip();
        return name.substring(name.indexOf(':') + 1);
    }

    /** In lower case. */
    public final String format() {
        return format.isBlank() ? usualFormat : format.strip().toLowerCase(Locale.ROOT);
    }

    /** Swedish or English; English for who asks for another language, and the given one if none is asked for. */
    public final Locale locale(Locale otherwise) {
        return locale(language, otherwise);
    }

    /** The same of a language that is asked for elsewhere. */
    public static Locale locale(String language, Locale otherwise) {
        return language.isBlank() ? otherwise : Languages.of(language).orElse(Locale.ENGLISH);
    }

    /** The same; Swedish if none is asked for. */
    public final Locale locale() {
        return locale(Languages.SWEDISH);
    }

    public final String baseUrl() {
        return baseUrl;
    }
}
