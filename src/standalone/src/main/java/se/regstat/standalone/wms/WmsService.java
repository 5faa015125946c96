package se.regstat.standalone.wms;

import java.io.IOException;
import java.util.Locale;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import se.regstat.catalog.HostLayers;
import se.regstat.catalog.LayerGoneException;
import se.regstat.standalone.http.Limits;
import se.regstat.standalone.http.OgcReply;
import se.regstat.standalone.http.OgcRequest;
import se.regstat.standalone.http.OgcService;
import se.regstat.statistics.config.Publishing;

/**
 * Web Map Service 1.1.1 (OGC 01-068r3) and 1.3.0 (OGC 06-042) over the catalog's layers.
 *
 * <ul>
 *   <li>Bounding boxes are easting first in 1.1.1, and as the CRS's authority has it in 1.3.0.
 *   <li>Styles are the catalog's; documents sent along (SLD, SLD_BODY) are refused.
 *   <li>Whatever goes wrong is answered as a service exception of the version asked for.
 * </ul>
 */
public final class WmsService implements OgcService {

    private static final Logger LOG = LoggerFactory.getLogger(WmsService.class);

    private final Limits limits;
    private final GetCapabilities getCapabilities;
    private final GetMap getMap;
    private final GetFeatureInfo getFeatureInfo;
    private final GetLegendGraphic getLegendGraphic;

    /** Without a word about who publishes. */
    public WmsService(HostLayers layers, Limits limits) {
        this(layers, limits, () -> Publishing.NOTHING);
    }

    /** @param publishing who publishes, asked anew for each capabilities document */
    public WmsService(HostLayers layers, Limits limits, Supplier<Publishing> publishing) {
        ParsedStyles styles = new ParsedStyles(layers);
        this.limits = limits;
        this.getCapabilities = new GetCapabilities(layers, styles, limits, publishing);
        this.getFeatureInfo = new GetFeatureInfo(layers, styles, limits);
        this.getLegendGraphic = new GetLegendGraphic(layers, styles);
        this.getMap = new GetMap(layers, styles, limits);
    }

    @Override
    public String name() {
        return "WMS";
    }

    @Override
    public OgcReply handle(OgcRequest request) {
        try {
            return answer(request);
        } catch (WmsException e) {
            return report(request, e);
        } catch (LayerGoneException e) {
            return report(request, new WmsException("LayerNotDefined", "layers", e.getMessage()));
        } catch (IOException | RuntimeException e) {
            LOG.error("WMS request failed: {}", request.kvp(), e);
            return report(request, new WmsException(WmsException.NO_CODE, "", "the server failed; its log says how"));
        }
    }

    private OgcReply report(OgcRequest request, WmsException e) {
        return ExceptionImage.reply(request, limits, e)
                .orElseGet(() ->
                        WmsVersion.guessed(request.kvp()).report.reply(200, e.code(), e.locator(), e.getMessage()))
                .countedAs(e.code().equals(WmsException.NO_CODE) ? 500 : 400);
    }

    private OgcReply answer(OgcRequest request) throws WmsException, IOException {
        if (request.body().isPresent()) {
            throw new WmsException("OperationNotSupported", "", "requests by POST are form fields here, not XML");
        }
        Parameters parameters = new Parameters(request.kvp());
        String operation = parameters.required("REQUEST", "such as GetCapabilities or GetMap");
        return switch (operation.toLowerCase(Locale.ROOT)) {
            case "getcapabilities" -> {
                // Of all requests only this one must name the service (06-042, table 3; 01-068r3, table 3).
                parameters.required("SERVICE", "WMS");
                yield getCapabilities.handle(request, WmsVersion.negotiated(request.kvp()));
            }
            case "capabilities" -> getCapabilities.handle(request, WmsVersion.negotiated(request.kvp()));
            case "getfeatureinfo", "feature_info" -> getFeatureInfo.handle(request, WmsVersion.of(request.kvp()));
            case "getlegendgraphic" -> getLegendGraphic.handle(request);
            case "getmap", "map" -> getMap.handle(request, WmsVersion.of(request.kvp()));
            default ->
                throw new WmsException(
                        "OperationNotSupported",
                        "request",
                        "there is no operation " + Parameters.shortened(operation)
                                + ", but GetCapabilities, GetMap, GetFeatureInfo and GetLegendGraphic");
        };
    }
}
