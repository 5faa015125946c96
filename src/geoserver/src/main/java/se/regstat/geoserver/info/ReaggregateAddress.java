package se.regstat.geoserver.info;

import java.io.IOException;
import java.io.Reader;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.CancellationException;
import java.util.function.Supplier;
import org.geoserver.catalog.FeatureTypeInfo;
import org.geotools.api.data.SimpleFeatureSource;
import org.geotools.data.simple.SimpleFeatureCollection;
import se.regstat.geoserver.Publisher;
import se.regstat.geoserver.VisibleLayers;
import se.regstat.geoserver.document.InfoDocument;
import se.regstat.geoserver.document.Refusal;
import se.regstat.geoserver.metrics.Metrics;
import se.regstat.geotools.process.BoundaryFeatures;
import se.regstat.geotools.process.ReaggregatedFeatures;
import se.regstat.geotools.process.SentBoundaries;
import se.regstat.statistics.reaggregation.Bounds;
import se.regstat.statistics.reaggregation.OwnBoundaries;
import se.regstat.statistics.reaggregation.Question;
import se.regstat.statistics.reaggregation.Reaggregator;
import se.regstat.statistics.request.Arguments;
import se.regstat.statistics.request.Door;
import se.regstat.statistics.request.Message;
import se.regstat.statistics.request.Operation;
import se.regstat.statistics.request.ReaggregationDeclaration;
import se.regstat.statistics.request.ReaggregationException;
import se.regstat.statistics.request.ResultLayout;

/** Re-aggregation by a plain address: to a division, to a layer, or to polygons in the body of a POST. */
final class ReaggregateAddress {

    private static final Operation OPERATION = ReaggregationDeclaration.OPERATION;

    private final Publisher publisher;
    private final VisibleLayers layers;
    private final Metrics metrics;
    private final BodyRoom room;

    /** @param room for bodies, of all requests */
    ReaggregateAddress(Publisher publisher, VisibleLayers layers, Metrics metrics, BodyRoom room) {
        this.publisher = publisher;
        this.layers = layers;
        this.metrics = metrics;
        this.room = room;
    }

    /**
     * @throws Refusal 404 if there is no such layer, or not for the asker; 413 if the body is too large; 400 for what cannot be
     *     computed
     */
    InfoDocument answer(AddressRequest request) {
        String format = request.format().isEmpty() ? "geojson" : request.format();
        if (format.equals("html")) return OperationPage.of(OPERATION, request.locale());
        if (!List.of("csv", "geojson", "json").contains(format)) {
            throw Refusal.badRequest("there is no reaggregate." + Refusal.shortened(format)
                    + ", but reaggregate.geojson and .csv, and .json, a table without geometry; reaggregate.html tells what"
                    + " may be asked");
        }
        Door door = request.body().isPresent() ? Door.BODY : Door.ADDRESS;
        try {
            Arguments arguments = arguments(request.parameters(), door, format);
            ReaggregatedFeatures features = metrics.reaggregation(() -> run(arguments, request.body()));
            boolean geometry = arguments.get(ReaggregationDeclaration.GEOMETRY);
            return switch (format) {
                case "csv" ->
                    InfoDocument.streamed(
                            "text/csv", "reaggregated.csv", out -> FeatureText.csv(features, geometry, out));
                case "json" ->
                    InfoDocument.streamed(
                            "application/json", "reaggregated.json", out -> ValueTable.write(features, out));
                default ->
                    InfoDocument.streamed(
                            "application/geo+json", "reaggregated.geojson", out -> FeatureText.geoJson(features, out));
            };
        } catch (ReaggregationException e) {
            throw Refusal.badRequest(e.in(OPERATION.spelling(request.forDialog() ? Door.DIALOG : door)))
                    .of(e.parameter().map(OPERATION.spelling(door)::parameter).orElse(""));
        } catch (CancellationException e) {
            throw Refusal.badRequest("the re-aggregation was cancelled");
        }
    }

    /** With several indicators side by side in GeoJSON, so that it does not repeat each geometry for each of them. */
    private static Arguments arguments(Map<String, List<String>> sent, Door door, String format) {
        Map<String, List<String>> given = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        given.putAll(sent);
        Arguments arguments = Arguments.read(OPERATION, door, given);
        boolean said = given.getOrDefault(ReaggregationDeclaration.LAYOUT.at(door), List.of()).stream()
                .anyMatch(text -> !text.isBlank());
        boolean several = arguments.get(ReaggregationDeclaration.INDICATORS).size() > 1;
        return several && !said && format.equals("geojson")
                ? arguments.with(ReaggregationDeclaration.LAYOUT, ResultLayout.WIDE)
                : arguments;
    }

    private ReaggregatedFeatures run(Arguments arguments, Optional<Reader> body) {
        Optional<String> target = arguments.get(ReaggregationDeclaration.TARGET_DIVISION);
        if (target.isEmpty() && body.isEmpty()) {
            throw ReaggregationException.of(
                    "targetDivision",
                    Message.of("name a division or a layer, as in ")
                            .setting("targetDivision", "deso@2025")
                            .text(" or ")
                            .setting("targetDivision", "mine:areas")
                            .text(", or send polygons in the body of a POST"));
        }
        Reaggregator reaggregator = publisher.reaggregator();
        // Services interrupt who has waited long enough.
        Thread asking = Thread.currentThread();
        Bounds bounds = Bounds.of(reaggregator, asking::isInterrupted);
        if (body.isPresent()) {
            Question question = new Question(reaggregator, arguments, layers, bounds);
            long most = bounds.bodyBytes()
                    * reaggregator
                            .observations()
                            .configuration()
                            .reaggregationLimits()
                            .atOnce();
            try (BodyRoom.Share share = room.share(most)) {
                byte[] document = BodyBytes.of(body.get(), bounds, share);
                return run(question, Optional.of(() -> SentBoundaries.read(document, bounds)));
            }
        }
        if (target.get().contains("@")) {
            return run(new Question(reaggregator, arguments, layers, bounds), Optional.empty());
        }
        SimpleFeatureCollection features = features(target.get(), reaggregator);
        Arguments ofLayer = arguments.with(ReaggregationDeclaration.TARGET_DIVISION, Optional.empty());
        return run(
                new Question(reaggregator, ofLayer, layers, bounds),
                Optional.of(() -> BoundaryFeatures.read(features, bounds)));
    }

    private static ReaggregatedFeatures run(Question question, Optional<Supplier<OwnBoundaries>> own) {
        return ReaggregatedFeatures.answer(question, own, done -> {});
    }

    private SimpleFeatureCollection features(String target, Reaggregator reaggregator) {
        Optional<FeatureTypeInfo> layer = layers.layer(target);
        if (layer.isEmpty()) reaggregator.refuseDivisionAlone("targetDivision", target, layers);
        FeatureTypeInfo type = layer.orElseThrow(() -> Refusal.notFound("target: there is no layer "
                        + Refusal.shortened(target) + " of features; name it workspace:layer")
                .of("target"));
        try {
            if (type.getFeatureSource(null, null) instanceof SimpleFeatureSource source) return source.getFeatures();
        } catch (IOException e) {
            throw ReaggregationException.of(
                    "boundaries", "the features of " + Refusal.shortened(target) + " cannot be read now");
        }
        throw ReaggregationException.of(
                "boundaries", "the features of " + Refusal.shortened(target) + " are too complex to be boundaries");
    }
}
