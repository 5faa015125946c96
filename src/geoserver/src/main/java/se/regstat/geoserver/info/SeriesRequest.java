package se.regstat.geoserver.info;

import se.regstat.geoserver.document.InfoRequest;

/** Which area's time series is wanted, of an indicator's layer, and how. */
public final class SeriesRequest extends InfoRequest {

    private String code = "";

    public SeriesRequest() {
        super("svg");
    }

    /** @param code of the area */
    public void setCode(String code) {
        this.code = code;
    }

    String code() {
        return code.strip();
    }
}
