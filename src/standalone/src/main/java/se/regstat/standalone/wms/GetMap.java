package se.regstat.standalone.wms;

import java.io.IOException;
import java.util.concurrent.Semaphore;
import se.regstat.catalog.HostLayers;
import se.regstat.standalone.http.Limits;
import se.regstat.standalone.http.OgcReply;
import se.regstat.standalone.http.OgcRequest;
import se.regstat.standalone.render.MapRenderer;

/** Draws maps: many small ones at a time, or few large ones, so that they fit into the heap together. */
final class GetMap {

    /** What a map's pixels, masks and encoded form take of the heap, roughly. */
    private static final int BYTES_PER_PIXEL = 16;

    /** Thousands of pixels that a quarter of the heap has room for. */
    private static final int ROOM = (int)
            Math.min(Integer.MAX_VALUE, Math.max(1, Runtime.getRuntime().maxMemory() / 4 / BYTES_PER_PIXEL / 1000));

    private final Semaphore room = new Semaphore(ROOM, true);

    private final HostLayers layers;
    private final ParsedStyles styles;
    private final Limits limits;

    GetMap(HostLayers layers, ParsedStyles styles, Limits limits) {
        this.layers = layers;
        this.styles = styles;
        this.limits = limits;
    }

    OgcReply handle(OgcRequest request, WmsVersion version) throws WmsException, IOException {
        Parameters p = new Parameters(request.kvp());
        MapRequest map = MapRequest.of(request, version, layers, limits);
        MapFormat format = MapFormat.of(p.required("FORMAT", "such as image/png"));
        int background = MapRequest.background(p, format.transparent);
        // One that is too large for the room is drawn alone.
        int taken =
                (int) Math.min(ROOM, 1 + (long) map.view().width() * map.view().height() / 1000);
        try {
            room.acquire(taken);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("the host is stopping", e);
        }
        try {
            return draw(map, format, background);
        } finally {
            room.release(taken);
        }
    }

    private OgcReply draw(MapRequest map, MapFormat format, int background) throws WmsException, IOException {
        MapRenderer renderer = new MapRenderer(map.view(), background);
        for (MapRequest.Shown shown : map.layers()) {
            try {
                renderer.draw(shown.layer().source(), styles.style(shown.styleName()), shown.filter());
            } catch (IllegalArgumentException e) {
                throw new WmsException(
                        WmsException.NO_CODE, "styles", shown.layer().prefixedName() + ": " + e.getMessage());
            }
        }
        renderer.drawLabels();
        OgcReply reply = format.reply(renderer.image(), background != 0);
        return map.warnings().isEmpty() ? reply : reply.with("Warning", String.join(", ", map.warnings()));
    }
}
