package se.regstat.standalone.http;

/** One OGC service of the host, such as WMS. Thread-safe. */
public interface OgcService {

    /** Its name as in {@code SERVICE=}, upper case. */
    String name();

    /**
     * Answers a request. What the client did wrong is answered as an exception report of the service and version asked for,
     * not thrown.
     */
    OgcReply handle(OgcRequest request);
}
