package se.regstat.geoserver.wfs;

import java.io.IOException;
import java.io.OutputStream;
import org.geoserver.ows.Response;
import org.geoserver.platform.Operation;
import org.geoserver.platform.ServiceException;
import org.geoserver.wfs.request.FeatureCollectionResponse;
import org.geotools.data.simple.SimpleFeatureCollection;

/**
 * GeoServer's document, in which only the coordinates of areas are written by ourselves. They are nearly all of it, and GeoServer's writer takes
 * four fifths of its time for them. So it is given areas of a few points that stand in for them, and the areas are put in their place as its text
 * passes by. Coordinates have the same values, with digits where GeoServer has an exponent: from ten million on, and below a thousandth.
 */
final class GeoJsonResponse extends Response {

    private final Response geoServers;
    private final int decimals;

    /**
     * @param geoServers writes GeoJSON in UTF-8
     * @param decimals of coordinates, 0 to 8
     */
    GeoJsonResponse(Response geoServers, int decimals) {
        super(geoServers.getBinding());
        this.geoServers = geoServers;
        this.decimals = decimals;
    }

    @Override
    public void write(Object value, OutputStream output, Operation operation) throws IOException, ServiceException {
        AreasAsTheyPass areas = new AreasAsTheyPass(output, decimals);
        // What the dispatcher made for this answer alone.
        ((FeatureCollectionResponse) value)
                .getFeature()
                .replaceAll(found -> new AreasWithoutCoordinates((SimpleFeatureCollection) found, areas));
        geoServers.write(value, areas, operation);
        areas.finish();
    }

    @Override
    public String getMimeType(Object value, Operation operation) throws ServiceException {
        return geoServers.getMimeType(value, operation);
    }

    @Override
    public String getCharset(Operation operation) {
        return geoServers.getCharset(operation);
    }

    @Override
    public String getPreferredDisposition(Object value, Operation operation) {
        return geoServers.getPreferredDisposition(value, operation);
    }

    @Override
    public String[][] getHeaders(Object value, Operation operation) throws ServiceException {
        return geoServers.getHeaders(value, operation);
    }

    @Override
    public String getAttachmentFileName(Object value, Operation operation) {
        return geoServers.getAttachmentFileName(value, operation);
    }
}
