package se.regstat.geoserver.info;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import se.regstat.geoserver.Publisher;
import se.regstat.geoserver.VisibleLayers;
import se.regstat.geoserver.metrics.Metrics;
import se.regstat.geotools.process.AnsweredOperation;
import se.regstat.statistics.request.Arguments;
import se.regstat.statistics.request.Door;
import se.regstat.statistics.request.Message;
import se.regstat.statistics.request.ReaggregationDeclaration;
import se.regstat.statistics.request.ReaggregationException;
import se.regstat.statistics.request.ResultLayout;

/** Re-aggregation by a plain address: its {@code target} is a division or a layer, unless polygons are in the body of a POST. */
final class ReaggregateAddress extends OperationAddress {

    private final Publisher publisher;
    private final VisibleLayers layers;

    /** @param room for bodies, of all requests */
    ReaggregateAddress(Publisher publisher, VisibleLayers layers, Metrics metrics, BodyRoom room) {
        super(AnsweredOperation.REAGGREGATE, publisher, layers, metrics, room);
        this.publisher = publisher;
        this.layers = layers;
    }

    /** With several indicators side by side in GeoJSON, so that it does not repeat each geometry for each of them. */
    @Override
    Arguments arguments(Map<String, List<String>> sent, Door door, String format) {
        Map<String, List<String>> given = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        given.putAll(sent);
        Arguments arguments = super.arguments(given, door, format);
        boolean said = given.getOrDefault(ReaggregationDeclaration.LAYOUT.at(door), List.of()).stream()
                .anyMatch(text -> !text.isBlank());
        boolean several = arguments.get(ReaggregationDeclaration.INDICATORS).size() > 1;
        return several && !said && format.equals("geojson")
                ? arguments.with(ReaggregationDeclaration.LAYOUT, ResultLayout.WIDE)
                : arguments;
    }

    @Override
    Optional<OfLayer> ofLayer(Arguments arguments) {
        String target = arguments
                .get(ReaggregationDeclaration.TARGET_DIVISION)
                .orElseThrow(() -> ReaggregationException.of(
                        "targetDivision",
                        Message.of("name a division or a layer, as in ")
                                .setting("targetDivision", "deso@2025")
                                .text(" or ")
                                .setting("targetDivision", "mine:areas")
                                .text(", or send polygons in the body of a POST")));
        if (target.contains("@")) return Optional.empty();
        if (layers.layer(target).isEmpty()) {
            publisher.reaggregator().refuseDivisionAlone("targetDivision", target, layers);
        }
        return Optional.of(new OfLayer(
                target, "targetDivision", arguments.with(ReaggregationDeclaration.TARGET_DIVISION, Optional.empty())));
    }
}
