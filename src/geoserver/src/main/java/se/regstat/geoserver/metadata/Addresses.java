package se.regstat.geoserver.metadata;

import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import org.geoserver.ows.URLMangler.URLType;
import org.geoserver.ows.util.ResponseUtils;
import org.locationtech.jts.geom.Envelope;

/** Addresses of what can be fetched, absolute and as clients see them, also behind a proxy. */
public final class Addresses {

    /** Below GeoServer's own address. */
    private static final String DOCUMENTS = "regstat-info/";

    private final String base;
    private final String workspace;

    /**
     * @param base GeoServer's address, as a request was sent to
     * @param workspace of the layers
     */
    public Addresses(String base, String workspace) {
        this.base = base;
        this.workspace = workspace;
    }

    /** @param service {@code wms} or {@code wfs} of the workspace */
    public String service(String service) {
        return ResponseUtils.buildURL(base, workspace + "/" + service, null, URLType.SERVICE);
    }

    /** @param service {@code wms} or {@code wfs} of the workspace */
    public String capabilities(String service) {
        return ResponseUtils.buildURL(
                base,
                workspace + "/" + service,
                parameters("service", service.toUpperCase(Locale.ROOT), "request", "GetCapabilities"),
                URLType.SERVICE);
    }

    /**
     * All features of a layer.
     *
     * @param layer without workspace
     * @param format of WFS, such as {@code application/json} and {@code csv}
     */
    public String features(String layer, String format) {
        return ResponseUtils.buildURL(
                base,
                workspace + "/wfs",
                parameters(
                        "service", "WFS",
                        "version", "2.0.0",
                        "request", "GetFeature",
                        "typeNames", workspace + ":" + layer,
                        "outputFormat", format),
                URLType.SERVICE);
    }

    /**
     * A picture of a layer, in its default style and time.
     *
     * @param layer without workspace
     * @param bounds in EPSG:3006, easting before northing
     * @param width pixels
     * @param height pixels
     */
    public String picture(String layer, Envelope bounds, int width, int height) {
        return ResponseUtils.buildURL(
                base,
                workspace + "/wms",
                parameters(
                        "service", "WMS",
                        "version", "1.1.1",
                        "request", "GetMap",
                        "layers", workspace + ":" + layer,
                        "styles", "",
                        "srs", "EPSG:3006",
                        "bbox",
                                bounds.getMinX() + "," + bounds.getMinY() + "," + bounds.getMaxX() + ","
                                        + bounds.getMaxY(),
                        "width", Integer.toString(width),
                        "height", Integer.toString(height),
                        "format", "image/png"),
                URLType.SERVICE);
    }

    /** The name by which services know a layer. */
    public String qualified(String layer) {
        return workspace + ":" + layer;
    }

    /**
     * A document of the plugin's.
     *
     * @param path below {@code regstat-info}, as in {@code dcat.rdf}
     * @param parameters names and values by turns
     */
    public String document(String path, String... parameters) {
        return ResponseUtils.buildURL(
                base, DOCUMENTS + path, parameters.length == 0 ? null : parameters(parameters), URLType.RESOURCE);
    }

    /** Of a dataset's metadata record. */
    public String record(Dataset dataset) {
        return document("metadata.xml", "dataset", dataset.name());
    }

    /** @param ending of the file, {@code gpkg} or {@code csv} */
    public String download(Dataset dataset, String ending) {
        return document("download/" + dataset.name() + "." + ending);
    }

    /**
     * The address of the record of a layer's dataset, below GeoServer's own: what GeoServer keeps of it, and makes absolute in what it tells, as clients see
     * it then.
     */
    public static String recordPath(String layer) {
        return DOCUMENTS + "metadata.xml?layer=" + layer;
    }

    /** The address of the page of all records, below GeoServer's own. */
    public static String indexPath() {
        return DOCUMENTS + "records";
    }

    /** A file's address below GeoServer's own. */
    public static String downloadPath(Dataset dataset, String ending) {
        return DOCUMENTS + "download/" + dataset.name() + "." + ending;
    }

    private static Map<String, String> parameters(String... namesAndValues) {
        Map<String, String> parameters = new LinkedHashMap<>();
        for (int i = 0; i < namesAndValues.length; i += 2) parameters.put(namesAndValues[i], namesAndValues[i + 1]);
        return parameters;
    }
}
