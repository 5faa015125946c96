package se.regstat.geotools.process;

import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.geotools.api.data.Parameter;
import org.geotools.api.feature.type.Name;
import org.geotools.process.Processors;
import org.geotools.process.factory.AnnotatedBeanProcessFactory;
import org.geotools.util.SimpleInternationalString;
import se.regstat.statistics.division.VintageId;
import se.regstat.statistics.reaggregation.Reaggregator;
import se.regstat.statistics.request.MissingParts;
import se.regstat.statistics.request.Weighting;

/**
 * The processes of the namespace {@code regstat}. Not in META-INF/services, since they need a store: whoever has one registers
 * this factory, and takes it away again.
 */
public class RegstatProcesses extends AnnotatedBeanProcessFactory implements AutoCloseable {

    public static final String NAMESPACE = "regstat";

    private static final Map<String, List<String>> ALLOWED = Map.of(
            "weighting", Arrays.stream(Weighting.values()).map(Weighting::id).toList(),
            "missing",
                    Arrays.stream(MissingParts.values()).map(MissingParts::id).toList(),
            "approximate", List.of("true", "false"),
            "layout", List.of("long", "wide"));

    private final Supplier<Reaggregator> reaggregators;
    private final Predicate<VintageId> visible;

    /**
     * @param reaggregators asked at every execution
     * @param visible which divisions whoever asks may see
     */
    public RegstatProcesses(Supplier<Reaggregator> reaggregators, Predicate<VintageId> visible) {
        super(new SimpleInternationalString("Regstat"), NAMESPACE, ReaggregateProcess.class);
        this.reaggregators = reaggregators;
        this.visible = visible;
    }

    /** Makes the processes known to everything that runs GeoTools processes. */
    public void register() {
        Processors.addProcessFactory(this);
    }

    @Override
    public void close() {
        Processors.removeProcessFactory(this);
    }

    @Override
    protected Object createProcessBean(Name name) {
        return new ReaggregateProcess(reaggregators, visible);
    }

    /** With the values that a parameter allows, which annotations cannot tell. */
    @Override
    public Map<String, Parameter<?>> getParameterInfo(Name name) {
        Map<String, Parameter<?>> described = new LinkedHashMap<>();
        super.getParameterInfo(name)
                .forEach((key, parameter) -> described.put(
                        key, ALLOWED.containsKey(key) ? withOptions(parameter, ALLOWED.get(key)) : parameter));
        return described;
    }

    private static <T> Parameter<T> withOptions(Parameter<T> parameter, List<String> options) {
        Map<String, Object> metadata = new HashMap<>();
        if (parameter.metadata != null) metadata.putAll(parameter.metadata);
        metadata.put(Parameter.OPTIONS, options);
        return new Parameter<>(
                parameter.key,
                parameter.type,
                parameter.title,
                parameter.description,
                parameter.required,
                parameter.minOccurs,
                parameter.maxOccurs,
                parameter.sample,
                metadata);
    }
}
