package se.regstat.geoserver.map;

import se.regstat.geoserver.Published;
import se.regstat.geoserver.Publisher;
import se.regstat.geoserver.VisibleLayers;
import se.regstat.geoserver.document.InfoDocument;
import se.regstat.geoserver.document.Refusal;

/** Where the web map and all that it reads are found. */
public final class MapAddress {

    private static final String JSON = "application/json";

    private final Publisher publisher;
    private final VisibleLayers layers;

    /** @param layers what the asker may see */
    public MapAddress(Publisher publisher, VisibleLayers layers) {
        this.publisher = publisher;
        this.layers = layers;
    }

    /** @throws Refusal 404 if there is no such file, layer or vintage, or not all of it for the asker; 400 for what cannot be understood */
    public InfoDocument answer(MapRequest request) {
        String name = request.format().isEmpty() ? request.file() : request.file() + "." + request.format();
        return switch (name) {
            case "", ".html" -> page(request);
            case "catalogue.json" ->
                InfoDocument.of(
                        JSON,
                        name,
                        MapCatalogue.of(published(), layers, workspace()).json(request.locale()));
            case "areas.json" -> MapAreas.of(published(), layers).answer(request);
            case "values.json" ->
                InfoDocument.of(JSON, request.layer() + ".json", new MapValues(published(), layers).json(request));
            default ->
                WebFile.named(name)
                        .orElseThrow(() -> Refusal.notFound("the map has no file " + Refusal.shortened(name)));
        };
    }

    /** Its links are relative, so that they lead to the page's files whatever stands before its path. */
    private InfoDocument page(MapRequest request) {
        if (!request.path().matches(".*/map(\\.html)?")) {
            throw Refusal.notFound("the map is at regstat-info/map, without a slash at the end");
        }
        return MapPage.of(MapCatalogue.of(published(), layers, workspace()), request);
    }

    private Published published() {
        return publisher.published().orElseThrow(() -> Refusal.notFound("nothing is published yet"));
    }

    private String workspace() {
        return publisher.workspace().orElse("");
    }
}
