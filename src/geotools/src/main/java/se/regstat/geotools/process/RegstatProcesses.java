package se.regstat.geotools.process;

import java.awt.RenderingHints;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.function.Supplier;
import org.geotools.api.data.Parameter;
import org.geotools.api.feature.type.Name;
import org.geotools.api.util.InternationalString;
import org.geotools.data.simple.SimpleFeatureCollection;
import org.geotools.feature.NameImpl;
import org.geotools.process.Process;
import org.geotools.process.ProcessFactory;
import org.geotools.process.Processors;
import org.geotools.util.SimpleInternationalString;
import se.regstat.statistics.division.LocalText;
import se.regstat.statistics.reaggregation.Reaggregator;
import se.regstat.statistics.reaggregation.Visible;
import se.regstat.statistics.request.Choice;
import se.regstat.statistics.request.Door;
import se.regstat.statistics.request.Kind;
import se.regstat.statistics.request.Operation;

/**
 * The processes of the namespace {@code regstat}, described by the declarations of their operations. Not in META-INF/services, since
 * they need a store: whoever has one registers this factory, and takes it away again.
 */
public final class RegstatProcesses implements ProcessFactory, AutoCloseable {

    public static final String NAMESPACE = "regstat";

    private final Map<Name, AnsweredOperation> offered = new LinkedHashMap<>();

    private final Supplier<Reaggregator> reaggregators;
    private final Visible visible;
    private final BiFunction<Operation, Process, Process> around;

    /**
     * @param reaggregators asked at every execution
     * @param visible which divisions whoever asks may see
     */
    public RegstatProcesses(Supplier<Reaggregator> reaggregators, Visible visible) {
        this(reaggregators, visible, (operation, process) -> process);
    }

    /** @param around what whoever offers the processes does around each */
    public RegstatProcesses(
            Supplier<Reaggregator> reaggregators, Visible visible, BiFunction<Operation, Process, Process> around) {
        this.reaggregators = reaggregators;
        this.visible = visible;
        this.around = around;
        AnsweredOperation.ALL.forEach(
                one -> offered.put(new NameImpl(NAMESPACE, one.declared().name()), one));
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
    public InternationalString getTitle() {
        return new SimpleInternationalString("Regstat");
    }

    @Override
    public Set<Name> getNames() {
        return Set.copyOf(offered.keySet());
    }

    @Override
    public InternationalString getTitle(Name name) {
        return told(declared(name).title());
    }

    @Override
    public InternationalString getDescription(Name name) {
        return told(declared(name).description());
    }

    @Override
    public String getVersion(Name name) {
        return "1.0.0";
    }

    @Override
    public boolean supportsProgress(Name name) {
        return true;
    }

    /** Null for others' processes. */
    @Override
    public Process create(Name name) {
        if (!offered.containsKey(name)) return null;
        return around.apply(declared(name), new OperationProcess(offered.get(name), reaggregators, visible));
    }

    private Operation declared(Name name) {
        return offered.get(name).declared();
    }

    @Override
    public Map<String, Parameter<?>> getParameterInfo(Name name) {
        Map<String, Parameter<?>> described = new LinkedHashMap<>();
        declared(name).at(Door.PROCESS).forEach(one -> described.put(one.name(), described(one)));
        return described;
    }

    private static Parameter<?> described(se.regstat.statistics.request.Parameter<?> declared) {
        boolean features = declared.kind().form().isOfFeatures();
        return features ? described(declared, SimpleFeatureCollection.class) : described(declared, String.class);
    }

    private static <T> Parameter<T> described(se.regstat.statistics.request.Parameter<?> declared, Class<T> type) {
        Kind<?> kind = declared.kind();
        return new Parameter<>(
                declared.name(),
                type,
                told(declared.title()),
                told(declared.details()),
                declared.required(),
                declared.required() ? 1 : 0,
                kind.isRepeated() ? Integer.MAX_VALUE : 1,
                // What is repeated has no single default to show.
                kind.isRepeated() ? null : kind.otherwise().map(type::cast).orElse(null),
                options(kind).isEmpty() ? Map.of() : Map.of(Parameter.OPTIONS, options(kind)));
    }

    private static List<String> options(Kind<?> kind) {
        if (kind.form() == Kind.Form.FLAG) return List.of("true", "false");
        // Of several in one text, separated by commas, WPS would allow none.
        if (kind.form() == Kind.Form.CHOICES) return List.of();
        return kind.choices().stream().<String>map(Choice::id).toList();
    }

    /** Results have a type of their own, by which GeoServer's WPS finds the formats that tell numbers as other doors do. */
    @Override
    public Map<String, Parameter<?>> getResultInfo(Name name, Map<String, Object> inputs) {
        return Map.of(
                OperationProcess.RESULT,
                new Parameter<>(
                        OperationProcess.RESULT,
                        ResultFeatures.class,
                        new SimpleInternationalString(OperationProcess.RESULT),
                        told(declared(name).result().description())));
    }

    private static InternationalString told(LocalText text) {
        return new SimpleInternationalString(text.both());
    }

    @Override
    public boolean isAvailable() {
        return true;
    }

    @Override
    public Map<RenderingHints.Key, ?> getImplementationHints() {
        return Map.of();
    }
}
