package se.regstat.geoserver.info;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.CancellationException;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.geoserver.catalog.FeatureTypeInfo;
import org.geotools.api.data.SimpleFeatureSource;
import org.geotools.data.simple.SimpleFeatureCollection;
import se.regstat.geoserver.Publisher;
import se.regstat.geoserver.VisibleLayers;
import se.regstat.geotools.process.BoundaryFeatures;
import se.regstat.geotools.process.ReaggregatedFeatures;
import se.regstat.statistics.division.VintageId;
import se.regstat.statistics.reaggregation.Bounds;
import se.regstat.statistics.reaggregation.OwnBoundaries;
import se.regstat.statistics.reaggregation.Question;
import se.regstat.statistics.reaggregation.Reaggregator;
import se.regstat.statistics.request.Arguments;
import se.regstat.statistics.request.Door;
import se.regstat.statistics.request.ReaggregationDeclaration;
import se.regstat.statistics.request.ReaggregationException;
import se.regstat.statistics.request.ResultLayout;

/** Re-aggregation by a plain address. */
final class ReaggregateAddress {

    private final Publisher publisher;
    private final VisibleLayers layers;

    ReaggregateAddress(Publisher publisher, VisibleLayers layers) {
        this.publisher = publisher;
        this.layers = layers;
    }

    /** @throws Refusal 404 if there is no such layer, or not for the asker; 400 for what cannot be computed */
    InfoDocument answer(AddressRequest request) {
        String format = request.format().isEmpty() ? "geojson" : request.format();
        if (!List.of("csv", "geojson", "json").contains(format)) {
            throw Refusal.badRequest(
                    "there is no reaggregate." + InfoService.shortened(format) + ", but reaggregate.geojson and .csv");
        }
        try {
            Arguments arguments = arguments(request, format);
            ReaggregatedFeatures features = run(arguments);
            boolean geometry = arguments.get(ReaggregationDeclaration.GEOMETRY);
            return format.equals("csv")
                    ? new InfoDocument("text/csv", "reaggregated.csv", out -> FeatureText.csv(features, geometry, out))
                    : new InfoDocument(
                            "application/geo+json", "reaggregated.geojson", out -> FeatureText.geoJson(features, out));
        } catch (ReaggregationException e) {
            throw Refusal.badRequest(e.in(ReaggregationDeclaration.OPERATION.spelling(Door.ADDRESS)));
        } catch (CancellationException e) {
            throw Refusal.badRequest("the re-aggregation was cancelled");
        }
    }

    /** With several indicators side by side in GeoJSON, so that it does not repeat each geometry for each of them. */
    private static Arguments arguments(AddressRequest request, String format) {
        Map<String, List<String>> given = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        given.putAll(request.parameters());
        Arguments arguments = Arguments.read(ReaggregationDeclaration.OPERATION, Door.ADDRESS, given);
        boolean said = given.getOrDefault(ReaggregationDeclaration.LAYOUT.at(Door.ADDRESS), List.of()).stream()
                .anyMatch(text -> !text.isBlank());
        boolean several = arguments.get(ReaggregationDeclaration.INDICATORS).size() > 1;
        return several && !said && !format.equals("csv")
                ? arguments.with(ReaggregationDeclaration.LAYOUT, ResultLayout.WIDE)
                : arguments;
    }

    private ReaggregatedFeatures run(Arguments arguments) {
        Optional<String> target = arguments.get(ReaggregationDeclaration.TARGET_DIVISION);
        if (target.isEmpty()) {
            throw ReaggregationException.of(
                    "targetDivision", "name a division or a layer, as in target=deso@2025 or target=mine:areas");
        }
        Reaggregator reaggregator = publisher.reaggregator();
        Predicate<VintageId> visible =
                vintage -> layers.ours(vintage.layerName()).isPresent();
        Thread asking = Thread.currentThread();
        // Services interrupt who has waited long enough.
        Bounds bounds = Bounds.of(reaggregator, asking::isInterrupted);
        Optional<SimpleFeatureCollection> features = target.get().contains("@")
                ? Optional.empty()
                : Optional.of(features(target.get(), reaggregator, visible));
        Arguments asked = features.isEmpty()
                ? arguments
                : arguments.with(ReaggregationDeclaration.TARGET_DIVISION, Optional.empty());
        Optional<Supplier<OwnBoundaries>> own = features.map(found -> () -> BoundaryFeatures.read(found, bounds));
        return ReaggregatedFeatures.answer(new Question(reaggregator, asked, visible, bounds), own, done -> {});
    }

    private SimpleFeatureCollection features(String target, Reaggregator reaggregator, Predicate<VintageId> visible) {
        Optional<FeatureTypeInfo> layer = layers.layer(target);
        if (layer.isEmpty()) reaggregator.refuseDivisionAlone("targetDivision", target, visible);
        FeatureTypeInfo type = layer.orElseThrow(() -> Refusal.notFound("target: there is no layer "
                + InfoService.shortened(target) + " of features; name it workspace:layer"));
        try {
            if (type.getFeatureSource(null, null) instanceof SimpleFeatureSource source) return source.getFeatures();
        } catch (IOException e) {
            throw ReaggregationException.of(
                    "boundaries", "the features of " + InfoService.shortened(target) + " cannot be read now");
        }
        throw ReaggregationException.of(
                "boundaries", "the features of " + InfoService.shortened(target) + " are too complex to be boundaries");
    }
}
