package se.regstat.geoserver.inspire;

import se.regstat.geoserver.Published;
import se.regstat.geoserver.Publisher;
import se.regstat.geoserver.VisibleLayers;
import se.regstat.geoserver.document.InfoDocument;
import se.regstat.geoserver.document.Refusal;
import se.regstat.statistics.division.ChangeLog;
import se.regstat.statistics.division.VintageId;
import se.regstat.statistics.observation.Series;

/** Layers of change logs and of indicators under INSPIRE's names. */
public final class InspireAddress {

    private final Publisher publisher;
    private final VisibleLayers layers;

    /** @param layers what the asker may see */
    public InspireAddress(Publisher publisher, VisibleLayers layers) {
        this.publisher = publisher;
        this.layers = layers;
    }

    /** @throws Refusal 404 if there is no such change log, or not all of it for the asker; 400 for what cannot be understood */
    public InfoDocument evolutions(InspireRequest request) {
        String layer = layer(request, "evolutions", "deso_changes_2018_2025");
        Published published = published(layer, "change logs");
        ChangeLog log = published.observations().snapshot().changeLogs().stream()
                .filter(one -> one.layerName().equals(layer))
                .findFirst()
                .orElseThrow(() -> none(layer, "change logs"));
        boolean areasShown = isShown(log, log.from(), published) && isShown(log, log.to(), published);
        return document(
                request,
                layer + "-evolutions",
                EvolutionSheet.of(log, published.observations().snapshot(), areasShown));
    }

    /** @throws Refusal 404 if there is no such layer of an indicator, or not all of it for the asker; 400 for what cannot be understood */
    public InfoDocument statisticalValues(InspireRequest request) {
        String layer = layer(request, "statisticalvalues", "population_deso");
        Series series = published(layer, "indicators")
                .layers()
                .series(layer)
                .filter(Series::isPublished)
                .orElseThrow(() -> none(layer, "indicators"));
        return document(
                request, layer + "-statistical-values", StatisticalValueSheet.of(layer, series, request.locale()));
    }

    private static String layer(InspireRequest request, String operation, String example) {
        if (!request.format().equals("geojson") && !request.format().equals("csv")) {
            throw Refusal.badRequest(
                    "there is no " + operation + "." + request.format() + ", but " + operation + ".geojson and .csv");
        }
        if (request.layer().isEmpty()) {
            throw Refusal.badRequest("layer: name a layer, as in layer=" + example)
                    .of("layer");
        }
        return request.layer();
    }

    private Published published(String layer, String kind) {
        return publisher
                .published()
                .filter(published -> layers.whole(layer, published).isPresent())
                .orElseThrow(() -> none(layer, kind));
    }

    private boolean isShown(ChangeLog log, String vintage, Published published) {
        return layers.whole(new VintageId(log.division(), vintage).layerName(), published)
                .isPresent();
    }

    private static Refusal none(String layer, String kind) {
        return Refusal.notFound("layer: there is no layer " + Refusal.shortened(layer) + " of " + kind)
                .of("layer");
    }

    private static InfoDocument document(InspireRequest request, String name, Sheet sheet) {
        return request.format().equals("csv")
                ? InfoDocument.streamed("text/csv", name + ".csv", sheet::csv)
                : InfoDocument.streamed("application/geo+json", name + ".geojson", sheet::geoJson);
    }
}
