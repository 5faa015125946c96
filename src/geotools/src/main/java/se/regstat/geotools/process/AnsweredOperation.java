package se.regstat.geotools.process;

import java.util.List;
import java.util.Optional;
import java.util.function.DoubleConsumer;
import java.util.function.Supplier;
import se.regstat.statistics.alike.Alike;
import se.regstat.statistics.alike.AlikeDeclaration;
import se.regstat.statistics.commuting.FlowFigures;
import se.regstat.statistics.commuting.FlowsDeclaration;
import se.regstat.statistics.crosswalk.Crosswalk;
import se.regstat.statistics.crosswalk.CrosswalkDeclaration;
import se.regstat.statistics.neighbourhood.Neighbours;
import se.regstat.statistics.neighbourhood.NeighboursDeclaration;
import se.regstat.statistics.reaggregation.OwnBoundaries;
import se.regstat.statistics.reaggregation.Question;
import se.regstat.statistics.request.FigureTable;
import se.regstat.statistics.request.Operation;
import se.regstat.statistics.request.ReaggregationDeclaration;
import se.regstat.statistics.segregation.Segregation;
import se.regstat.statistics.segregation.SegregationDeclaration;
import se.regstat.statistics.sensitivity.Sensitivity;
import se.regstat.statistics.sensitivity.SensitivityDeclaration;
import se.regstat.statistics.types.Types;
import se.regstat.statistics.types.TypesDeclaration;

/**
 * An operation with what answers it, at whatever door it is asked.
 *
 * @param declared its name, parameters, texts and result
 */
public record AnsweredOperation(Operation declared, Answering answering) {

    public static final AnsweredOperation REAGGREGATE =
            new AnsweredOperation(ReaggregationDeclaration.OPERATION, ReaggregatedFeatures::answer);

    public static final AnsweredOperation NEIGHBOURS = ofTable(NeighboursDeclaration.OPERATION, Neighbours::answer);

    public static final AnsweredOperation CROSSWALK = ofTable(CrosswalkDeclaration.OPERATION, Crosswalk::answer);

    public static final AnsweredOperation SEGREGATION = ofTable(SegregationDeclaration.OPERATION, Segregation::answer);

    public static final AnsweredOperation SENSITIVITY = ofTable(SensitivityDeclaration.OPERATION, Sensitivity::answer);

    public static final AnsweredOperation TYPES = ofTable(TypesDeclaration.OPERATION, Types::answer);

    public static final AnsweredOperation ALIKE = ofTable(AlikeDeclaration.OPERATION, Alike::answer);

    public static final AnsweredOperation FLOWS = ofTable(FlowsDeclaration.OPERATION, FlowFigures::answer);

    /** Every operation that is offered. All doors follow this list. */
    public static final List<AnsweredOperation> ALL =
            List.of(REAGGREGATE, NEIGHBOURS, CROSSWALK, SEGREGATION, SENSITIVITY, TYPES, ALIKE, FLOWS);

    /** Computes; the same at every door. */
    @FunctionalInterface
    public interface Answering {
        /**
         * @param own polygons of the asker's; empty if none were given
         * @param progress told of how much is done, from 0 to 1, from several threads
         * @throws se.regstat.statistics.request.ReaggregationException if it cannot be done, with the parameter and the reason
         * @throws java.util.concurrent.CancellationException if it was cancelled
         */
        ResultFeatures answer(Question question, Optional<Supplier<OwnBoundaries>> own, DoubleConsumer progress);
    }

    /** Computes what is a table of the declared columns; otherwise as {@link Answering}. */
    @FunctionalInterface
    private interface Tabulating {
        FigureTable answer(Question question, Optional<Supplier<OwnBoundaries>> own, DoubleConsumer progress);
    }

    private static AnsweredOperation ofTable(Operation declared, Tabulating tabulating) {
        return new AnsweredOperation(
                declared,
                (question, own, progress) ->
                        TableFeatures.of(declared.result(), tabulating.answer(question, own, progress)));
    }

    /** An operation by its id in addresses, in any case. */
    public static Optional<AnsweredOperation> of(String id) {
        return ALL.stream()
                .filter(operation -> operation.declared().id().equalsIgnoreCase(id))
                .findFirst();
    }
}
