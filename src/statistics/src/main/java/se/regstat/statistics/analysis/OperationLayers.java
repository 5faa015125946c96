package se.regstat.statistics.analysis;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import se.regstat.statistics.alike.Alike;
import se.regstat.statistics.alike.AlikeDeclaration;
import se.regstat.statistics.neighbourhood.Neighbours;
import se.regstat.statistics.neighbourhood.NeighboursDeclaration;
import se.regstat.statistics.request.ReaggregationDeclaration;
import se.regstat.statistics.request.ReaggregationException;
import se.regstat.statistics.segregation.SegregationDeclaration;
import se.regstat.statistics.sensitivity.Sensitivity;
import se.regstat.statistics.sensitivity.SensitivityDeclaration;

/** The operations whose answers may be layers. */
final class OperationLayers {

    /** Shares among the nearest neighbours, of one indicator and one size, in percent. */
    private static final OperationLayer NEIGHBOURS = new OperationLayer(
            NeighboursDeclaration.OPERATION,
            ReaggregationDeclaration.SOURCE_DIVISION,
            Neighbours::answer,
            asked -> {
                requireOne("indicators", asked.get(ReaggregationDeclaration.INDICATORS));
                requireOne("k", asked.get(NeighboursDeclaration.SIZES));
                return asked;
            },
            "target_id",
            "share",
            100);

    /** In how many of the random divisions, in percent, each area lies in the highest tenth. */
    private static final OperationLayer SENSITIVITY = new OperationLayer(
            SensitivityDeclaration.OPERATION,
            SegregationDeclaration.SOURCE_DIVISION,
            Sensitivity::answer,
            SensitivityDeclaration::byUnit,
            "code",
            "value",
            100);

    /** Numbers of groups of areas that are alike. */
    private static final OperationLayer ALIKE = new OperationLayer(
            AlikeDeclaration.OPERATION,
            AlikeDeclaration.SOURCE_DIVISION,
            Alike::answer,
            AlikeDeclaration::withoutStability,
            "code",
            "group",
            1);

    private static final Map<String, OperationLayer> BY_OPERATION = Stream.of(NEIGHBOURS, SENSITIVITY, ALIKE)
            .collect(Collectors.toMap(layer -> layer.operation().id(), Function.identity()));

    private OperationLayers() {}

    /** By the operation's id; empty if it makes no layers. */
    static Optional<OperationLayer> of(String operation) {
        return Optional.ofNullable(BY_OPERATION.get(operation));
    }

    /** Ids of operations that make layers, in order. */
    static List<String> operations() {
        return BY_OPERATION.keySet().stream().sorted().toList();
    }

    private static void requireOne(String parameter, List<String> given) {
        if (given.size() != 1) throw ReaggregationException.of(parameter, "a layer is of one; name that");
    }
}
