package se.regstat.geotools.process;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.function.Supplier;
import org.geotools.api.util.ProgressListener;
import org.geotools.data.simple.SimpleFeatureCollection;
import org.geotools.process.Process;
import org.geotools.process.ProcessException;
import org.geotools.util.Converters;
import se.regstat.statistics.reaggregation.Bounds;
import se.regstat.statistics.reaggregation.OwnBoundaries;
import se.regstat.statistics.reaggregation.Question;
import se.regstat.statistics.reaggregation.Reaggregator;
import se.regstat.statistics.reaggregation.Visible;
import se.regstat.statistics.request.Arguments;
import se.regstat.statistics.request.Door;
import se.regstat.statistics.request.ReaggregationException;

/** An operation as a process, such as {@code regstat:Reaggregate}: its parameters in, {@link ResultFeatures} out. Thread-safe. */
final class OperationProcess implements Process {

    static final String RESULT = "result";

    private final AnsweredOperation operation;
    private final Supplier<Reaggregator> reaggregators;
    private final Visible visible;

    /**
     * @param reaggregators asked at every execution; may throw {@link ReaggregationException} if there is no store
     * @param visible which divisions whoever asks may see
     */
    OperationProcess(AnsweredOperation operation, Supplier<Reaggregator> reaggregators, Visible visible) {
        this.operation = operation;
        this.reaggregators = reaggregators;
        this.visible = visible;
    }

    /**
     * @param inputs by parameter; lists of what is repeated
     * @param monitor told of progress and asked whether to go on; may be null
     * @throws ProcessException if it cannot be done; the message names the parameter and the reason
     */
    @Override
    public Map<String, Object> execute(Map<String, Object> inputs, ProgressListener monitor) {
        try {
            if (monitor != null) monitor.started();
            Reaggregator reaggregator = reaggregators.get();
            Bounds bounds = Bounds.of(reaggregator, () -> monitor != null && monitor.isCanceled());
            Map<String, Object> given = new LinkedHashMap<>(inputs);
            Object boundaries = operation
                    .declared()
                    .features()
                    .map(parameter -> given.remove(parameter.name()))
                    .orElse(null);
            Question question = new Question(
                    reaggregator,
                    Arguments.read(operation.declared(), Door.PROCESS, InputTexts.of(given)),
                    visible,
                    bounds);
            ResultFeatures result = operation.answering().answer(question, own(boundaries, bounds), done -> {
                if (monitor != null) monitor.progress((float) (100 * done));
            });
            if (monitor != null) {
                result.notes()
                        .forEach(note ->
                                monitor.warningOccurred(operation.declared().name(), "boundaries", note));
                monitor.progress(100);
                monitor.complete();
            }
            return Map.of(RESULT, result);
        } catch (ReaggregationException e) {
            // Alone: GeoServer tells the messages of causes too, which are not for readers.
            throw new ProcessException(e.in(operation.declared().spelling(Door.PROCESS)));
        } catch (CancellationException e) {
            throw new ProcessException(operation.declared().name() + " was cancelled");
        }
    }

    private static Optional<Supplier<OwnBoundaries>> own(Object boundaries, Bounds bounds) {
        if (boundaries == null) return Optional.empty();
        SimpleFeatureCollection features = Converters.convert(boundaries, SimpleFeatureCollection.class);
        if (features == null) {
            throw ReaggregationException.of("boundaries", "give simple features, each with a geometry");
        }
        return Optional.of(() -> BoundaryFeatures.read(features, bounds));
    }
}
