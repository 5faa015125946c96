package se.regstat.geoserver.document;

/** A request whose answer depends on its header {@code Authorization}. No setter, as GeoServer fills those from parameters. */
public interface Authorized {

    /** @param header as it was sent; empty if it was not */
    void authorizedBy(String header);
}
