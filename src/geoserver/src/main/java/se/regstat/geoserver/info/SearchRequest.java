package se.regstat.geoserver.info;

import java.util.Optional;
import se.regstat.geoserver.document.InfoRequest;
import se.regstat.geoserver.metadata.Addresses;

/** Which datasets are searched for, and how they are wanted. The parameters have INSPIRE's names and OpenSearch's. */
public final class SearchRequest extends InfoRequest {

    private String words = "";
    private String code = "";
    private String crs = "";

    public SearchRequest() {
        super("");
    }

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

    Addresses addresses(String workspace) {
        return new Addresses(baseUrl(), workspace);
    }
}
