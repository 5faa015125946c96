package se.regstat.geoserver.wfs;

import java.util.Optional;
import java.util.OptionalInt;
import org.geoserver.catalog.Catalog;
import org.geoserver.catalog.FeatureTypeInfo;
import org.geoserver.catalog.LayerInfo;
import org.geoserver.config.GeoServer;
import org.geoserver.config.GeoServerInitializer;
import org.geoserver.ows.AbstractDispatcherCallback;
import org.geoserver.ows.Request;
import org.geoserver.ows.Response;
import org.geoserver.platform.Operation;
import org.geoserver.wfs.request.FeatureCollectionResponse;
import org.geotools.api.feature.simple.SimpleFeatureType;
import org.geotools.data.simple.SimpleFeatureCollection;
import org.geotools.feature.FeatureCollection;
import org.locationtech.jts.geom.MultiPolygon;
import se.regstat.geoserver.Publisher;

/**
 * Lets {@link GeoJsonResponse} write the areas of our layers where GeoServer would write them as GeoJSON. What is anything else is left to GeoServer.
 */
public final class GeoJsonAnswers extends AbstractDispatcherCallback implements GeoServerInitializer {

    /** Not those that extend it: what they write has another form. */
    private static final String GEOSERVERS = "org.geoserver.wfs.json.GeoJSONGetFeatureResponse";

    /** With more of them GeoServer does not round large coordinates. */
    private static final int MOST_DECIMALS = 8;

    private final Catalog catalog;
    private final Publisher publisher;
    private volatile GeoServer geoServer;

    public GeoJsonAnswers(Catalog catalog, Publisher publisher) {
        this.catalog = catalog;
        this.publisher = publisher;
    }

    @Override
    public void initialize(GeoServer started) {
        geoServer = started;
    }

    @Override
    public Response responseDispatched(Request request, Operation operation, Object result, Response response) {
        if (!response.getClass().getName().equals(GEOSERVERS)
                || !"UTF-8".equalsIgnoreCase(response.getCharset(operation))
                || !(result instanceof FeatureCollectionResponse found)) {
            return response;
        }
        OptionalInt decimals = decimals(found);
        return decimals.isPresent() ? new GeoJsonResponse(response, decimals.getAsInt()) : response;
    }

    /** Of coordinates, as GeoServer has it: the most that any of the layers has, else as the settings say. Empty if not all are areas of ours. */
    private OptionalInt decimals(FeatureCollectionResponse found) {
        int most = 0;
        for (FeatureCollection<?, ?> collection : found.getFeature()) {
            Optional<FeatureTypeInfo> layer = layer(collection);
            if (layer.isEmpty()) return OptionalInt.empty();
            most = Math.max(most, layer.get().getNumDecimals());
        }
        int decimals = most > 0 ? most : geoServer.getSettings().getNumDecimals();
        return decimals < 0 || decimals > MOST_DECIMALS ? OptionalInt.empty() : OptionalInt.of(decimals);
    }

    private Optional<FeatureTypeInfo> layer(FeatureCollection<?, ?> collection) {
        if (!(collection instanceof SimpleFeatureCollection)
                || !(collection.getSchema() instanceof SimpleFeatureType type)
                || type.getGeometryDescriptor() == null
                || type.getGeometryDescriptor().getType().getBinding() != MultiPolygon.class) {
            return Optional.empty();
        }
        return publisher
                .workspace()
                .map(workspace -> catalog.getLayerByName(workspace + ":" + type.getTypeName()))
                .map(LayerInfo::getResource)
                .filter(resource ->
                        resource.getNamespace().getURI().equals(type.getName().getNamespaceURI()))
                .map(resource -> resource instanceof FeatureTypeInfo layer ? layer : null);
    }
}
