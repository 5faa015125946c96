package se.regstat.importing.source;

import java.net.URI;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import se.regstat.importing.format.FileKind;
import se.regstat.importing.layer.ArcGisLayers;
import se.regstat.importing.layer.LayerRequest;
import se.regstat.importing.layer.OgcApiLayers;
import se.regstat.importing.wfs.WfsLayers;
import se.regstat.importing.wfs.WfsRequest;

/** Files of areas, from services of all kinds. */
final class LayerFiles {

    private static final Set<FileKind> FEATURES = EnumSet.of(
            FileKind.JSON,
            FileKind.GEOPACKAGE,
            FileKind.TEXT,
            FileKind.UTF16,
            FileKind.XML,
            FileKind.ZIP,
            FileKind.OTHER);

    private final Errand errand;

    LayerFiles(Errand errand) {
        this.errand = errand;
    }

    /** The file with the features: those of the kommuner that are wanted, if the service can be asked for these, else all. */
    Path of(Recipe recipe, Place place) {
        if (place instanceof Place.WfsLayer layer) return wfs(recipe, layer);
        if (place instanceof Place.ArcGisLayer layer) {
            return new ArcGisLayers(errand.downloads(), errand.progress())
                    .fetch(request(recipe, layer, layer.layer(), Optional.of(layer.sort())), errand.work());
        }
        if (place instanceof Place.OgcCollection items) {
            return new OgcApiLayers(errand.downloads(), errand.progress())
                    .fetch(request(recipe, items, items.collection(), Optional.empty()), errand.work());
        }
        return new Documents(errand).of(recipe, (Place.Document) place, FEATURES);
    }

    private Path wfs(Recipe recipe, Place.WfsLayer layer) {
        Optional<String> chosen = chosen(layer);
        return new WfsLayers(errand.downloads(), errand.progress())
                .fetch(
                        new WfsRequest(
                                layer.service(),
                                layer.layer(),
                                layer.sort(),
                                chosen.map(name -> WfsRequest.anyOf(
                                                name, errand.wanted().kommuner()))
                                        .orElse(""),
                                List.of(),
                                recipe.expected().columns(),
                                chosen.isPresent()
                                        ? OptionalInt.empty()
                                        : recipe.expected().hits(),
                                recipe.advice()),
                        errand.work());
    }

    private LayerRequest request(Recipe recipe, Place place, URI layer, Optional<String> sort) {
        Optional<String> chosen = chosen(place);
        return new LayerRequest(
                layer,
                sort,
                chosen,
                errand.wanted().kommuner(),
                recipe.expected().columns(),
                chosen.isPresent() ? OptionalInt.empty() : recipe.expected().hits(),
                recipe.advice());
    }

    private Optional<String> chosen(Place place) {
        return place.kommun().filter(name -> !errand.whole());
    }
}
