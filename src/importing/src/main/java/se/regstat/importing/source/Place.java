package se.regstat.importing.source;

import java.net.URI;
import java.util.Optional;
import se.regstat.importing.format.TableForm;

/** Where a publisher has something. */
public sealed interface Place {

    /** The attribute with codes of kommuner, by which a part can be asked for; empty if it comes whole. */
    default Optional<String> kommun() {
        return Optional.empty();
    }

    /**
     * A layer of an ArcGIS server.
     *
     * @param layer its address, {@code …/FeatureServer/0}
     * @param sort attribute that pages are ordered by
     * @param kommun attribute with codes of kommuner
     */
    record ArcGisLayer(URI layer, String sort, Optional<String> kommun) implements Place {}

    /**
     * A collection of OGC API Features.
     *
     * @param collection its address, {@code …/collections/NAME}
     * @param kommun attribute with codes of kommuner
     */
    record OgcCollection(URI collection, Optional<String> kommun) implements Place {}

    /**
     * A layer of a Web Feature Service, such as GeoServer's.
     *
     * @param layer its name, with its workspace
     * @param sort attribute that pages are ordered by; different in every feature, or nearly
     * @param kommun attribute with codes of kommuner, by which a part can be asked for
     */
    record WfsLayer(URI service, String layer, String sort, Optional<String> kommun) implements Place {}

    /**
     * A file at an address.
     *
     * @param inside if it is a zip: the name of the file in it, {@code *} for any letters
     * @param form if it is a table
     */
    record Document(URI address, Optional<String> inside, TableForm form) implements Place {}
}
