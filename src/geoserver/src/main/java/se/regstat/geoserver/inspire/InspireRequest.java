package se.regstat.geoserver.inspire;

import se.regstat.geoserver.document.InfoRequest;

/** Which layer is wanted under INSPIRE's names; the language is that of comments and units. */
public final class InspireRequest extends InfoRequest {

    public InspireRequest() {
        super("geojson");
    }
}
