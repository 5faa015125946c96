package se.regstat.standalone.wms;

import java.io.IOException;
import se.regstat.standalone.catalog.Layers;
import se.regstat.standalone.host.OgcReply;
import se.regstat.standalone.host.OgcRequest;
import se.regstat.standalone.render.MapRenderer;
import se.regstat.statistics.config.Limits;

/** Draws maps. */
final class GetMap {

    private final Layers layers;
    private final Styles styles;
    private final Limits limits;

    GetMap(Layers layers, Styles styles, Limits limits) {
        this.layers = layers;
        this.styles = styles;
        this.limits = limits;
    }

    OgcReply handle(OgcRequest request, WmsVersion version) throws WmsException, IOException {
        Parameters p = new Parameters(request.kvp());
        MapRequest map = MapRequest.of(request, version, layers, limits);
        MapFormat format = MapFormat.of(p.required("FORMAT", "such as image/png"));
        int background = MapRequest.background(p, format.transparent);

        MapRenderer renderer = new MapRenderer(map.view(), background);
        for (MapRequest.Shown shown : map.layers()) {
            try {
                renderer.draw(shown.layer().source(), styles.style(shown.styleName()), shown.filter());
            } catch (IllegalArgumentException e) {
                throw new WmsException(
                        "NoApplicableCode", "styles", shown.layer().prefixedName() + ": " + e.getMessage());
            }
        }
        renderer.drawLabels();
        return format.reply(renderer.image(), background != 0);
    }
}
