package se.regstat.geoserver.info;

import java.util.Locale;
import java.util.Optional;
import se.regstat.geoserver.metadata.Addresses;

/** Which datasets are searched for, and how they are wanted. Filled in from parameters that have INSPIRE's names and OpenSearch's. */
public final class SearchRequest {

    private String words = "";
    private String code = "";
    private String crs = "";
    private String language = "";
    private String format = "";
    private String baseUrl = "";

    /** @param words that must all be there */
    public void setQ(String words) {
        this.words = words;
    }

    /** @param code the UUID of one dataset */
    @SuppressWarnings("MemberName") // INSPIRE's
    public void setSpatial_dataset_identifier_code(String code) {
        this.code = code;
    }

    /** @param crs that files are wanted in */
    public void setCrs(String crs) {
        this.crs = crs;
    }

    /** @param language of texts that are told in one */
    public void setLanguage(String language) {
        this.language = language;
    }

    /** @param format that the address ends in */
    public void setFormat(String format) {
        this.format = format;
    }

    /** @param baseUrl GeoServer's address, as the request was sent to */
    public void setBaseUrl(String baseUrl) {
        this.baseUrl = baseUrl;
    }

    String words() {
        return words.strip();
    }

    /** Empty if no dataset is named. */
    Optional<String> code() {
        return Optional.of(code.strip()).filter(text -> !text.isEmpty());
    }

    String crs() {
        return crs.strip();
    }

    String format() {
        return format.strip().toLowerCase(Locale.ROOT);
    }

    /** Swedish or English; the other one if neither is asked for. */
    Locale locale(Locale otherwise) {
        return MetadataRequest.locale(language, otherwise);
    }

    Addresses addresses(String workspace) {
        return new Addresses(baseUrl, workspace);
    }
}
