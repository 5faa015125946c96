package se.regstat.geoserver.info;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
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
import se.regstat.geotools.process.AnsweredOperation;
import se.regstat.geotools.process.BoundaryFeatures;
import se.regstat.geotools.process.ResultFeatures;
import se.regstat.geotools.process.SentBoundaries;
import se.regstat.statistics.reaggregation.Bounds;
import se.regstat.statistics.reaggregation.OwnBoundaries;
import se.regstat.statistics.reaggregation.Question;
import se.regstat.statistics.reaggregation.Reaggregator;
import se.regstat.statistics.request.Arguments;
import se.regstat.statistics.request.Door;
import se.regstat.statistics.request.Operation;
import se.regstat.statistics.request.ReaggregationDeclaration;
import se.regstat.statistics.request.ReaggregationException;

/** An operation by a plain address; polygons come in the body of a POST, or are those of a layer that is named. */
class OperationAddress {

    private final AnsweredOperation operation;
    private final Publisher publisher;
    private final VisibleLayers layers;
    private final Metrics metrics;
    private final BodyRoom room;

    /** @param room for bodies, of all requests */
    OperationAddress(
            AnsweredOperation operation, Publisher publisher, VisibleLayers layers, Metrics metrics, BodyRoom room) {
        this.operation = operation;
        this.publisher = publisher;
        this.layers = layers;
        this.metrics = metrics;
        this.room = room;
    }

    final Operation declared() {
        return operation.declared();
    }

    /**
     * @throws Refusal 404 if there is no such layer, or not for the asker; 413 if the body is too large; 400 for what cannot be
     *     computed
     */
    final InfoDocument answer(AddressRequest request) {
        List<String> formats = formats();
        String format = request.format().isEmpty() ? formats.get(0) : request.format();
        if (format.equals("html")) return OperationPage.of(declared(), request.locale());
        if (!formats.contains(format)) throw noSuchFormat(format);
        boolean sent = request.body().isPresent();
        if (sent && declared().features().isEmpty()) {
            throw Refusal.badRequest(declared().id() + " takes no document; ask it by its parameters alone");
        }
        Door door = sent ? Door.BODY : Door.ADDRESS;
        try {
            Arguments arguments = arguments(request.parameters(), door, format);
            ResultFeatures features = metrics.operation(declared().id(), () -> run(arguments, request));
            String name = declared().result().name() + "." + format;
            return switch (format) {
                case "csv" -> {
                    boolean geometry = features.hasGeometry() && arguments.get(ReaggregationDeclaration.GEOMETRY);
                    yield InfoDocument.streamed("text/csv", name, out -> FeatureText.csv(features, geometry, out));
                }
                case "json" -> InfoDocument.streamed("application/json", name, out -> ValueTable.write(features, out));
                default ->
                    InfoDocument.streamed("application/geo+json", name, out -> FeatureText.geoJson(features, out));
            };
        } catch (ReaggregationException e) {
            throw Refusal.badRequest(e.in(declared().spelling(request.forDialog() ? Door.DIALOG : door)))
                    .of(e.parameter().map(declared().spelling(door)::parameter).orElse(""));
        } catch (CancellationException e) {
            throw Refusal.badRequest("the computation was cancelled");
        }
    }

    /** The first is the default. */
    private List<String> formats() {
        return declared().result().hasGeometry() ? List.of("geojson", "csv", "json") : List.of("json", "csv");
    }

    private Refusal noSuchFormat(String format) {
        String id = declared().id();
        return Refusal.badRequest("there is no " + id + "." + Refusal.shortened(format) + ", but "
                + (declared().result().hasGeometry()
                        ? id + ".geojson and .csv, and .json, a table without geometry"
                        : id + ".json and .csv")
                + "; " + id + ".html tells what may be asked");
    }

    /** @param format that the answer will have */
    Arguments arguments(Map<String, List<String>> sent, Door door, String format) {
        return Arguments.read(declared(), door, sent);
    }

    /**
     * A question about the polygons of a layer.
     *
     * @param name of the layer, with its workspace
     * @param parameter that names it, as declared
     * @param question the arguments that are left
     */
    record OfLayer(String name, String parameter, Arguments question) {}

    /** The layer whose polygons are meant; empty if none is named. Not asked where polygons were sent. */
    Optional<OfLayer> ofLayer(Arguments arguments) {
        return declared().features().flatMap(parameter -> arguments
                .given(parameter)
                .map(name -> new OfLayer(name, parameter.name(), arguments)));
    }

    private ResultFeatures run(Arguments arguments, AddressRequest request) {
        Optional<OfLayer> layer = request.body().isPresent() ? Optional.empty() : ofLayer(arguments);
        Reaggregator reaggregator = publisher.reaggregator();
        // Services interrupt who has waited long enough.
        Thread asking = Thread.currentThread();
        Bounds bounds = Bounds.of(reaggregator, asking::isInterrupted);
        if (request.body().isPresent()) {
            Question question = new Question(reaggregator, arguments, layers, bounds);
            long most = bounds.bodyBytes()
                    * reaggregator
                            .observations()
                            .configuration()
                            .reaggregationLimits()
                            .atOnce();
            try (BodyRoom.Share share = room.share(most)) {
                byte[] document = BodyBytes.of(request.body().get(), bounds, share);
                return run(question, Optional.of(() -> sent(document, bounds)));
            }
        }
        if (layer.isEmpty()) {
            return run(new Question(reaggregator, arguments, layers, bounds), Optional.empty());
        }
        SimpleFeatureCollection features = features(layer.get());
        return run(
                new Question(reaggregator, layer.get().question(), layers, bounds),
                Optional.of(() -> BoundaryFeatures.read(features, bounds)));
    }

    private OwnBoundaries sent(byte[] document, Bounds bounds) {
        return SentBoundaries.read(
                document, declared().features().orElseThrow().kind().form(), bounds);
    }

    private ResultFeatures run(Question question, Optional<Supplier<OwnBoundaries>> own) {
        return operation.answering().answer(question, own, done -> {});
    }

    private SimpleFeatureCollection features(OfLayer layer) {
        String parameter = declared().spelling(Door.ADDRESS).parameter(layer.parameter());
        FeatureTypeInfo type = layers.layer(layer.name())
                .orElseThrow(() -> Refusal.notFound(parameter + ": there is no layer " + Refusal.shortened(layer.name())
                                + " of features; name it workspace:layer")
                        .of(parameter));
        try {
            if (type.getFeatureSource(null, null) instanceof SimpleFeatureSource source) return source.getFeatures();
        } catch (IOException e) {
            throw ReaggregationException.of(
                    "boundaries", "the features of " + Refusal.shortened(layer.name()) + " cannot be read now");
        }
        throw ReaggregationException.of(
                "boundaries",
                "the features of " + Refusal.shortened(layer.name()) + " are too complex to be boundaries");
    }
}
