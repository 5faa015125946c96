package se.regstat.standalone.wps;

import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.geotools.api.data.Parameter;
import org.geotools.api.feature.type.Name;
import org.geotools.process.Process;
import org.geotools.process.ProcessFactory;
import org.geotools.process.Processors;

/**
 * A process that GeoTools knows and that can be asked for here.
 *
 * @param name as in {@code regstat:Reaggregate}
 */
record Offered(String name, ProcessFactory factory, Name processName) {

    /** All whose inputs and outputs can be written here, those of ours first. */
    static List<Offered> all() {
        return Processors.getProcessFactories().stream()
                .flatMap(factory -> factory.getNames().stream().map(name -> of(factory, name)))
                .filter(Offered::isWritable)
                .sorted(Comparator.comparing((Offered o) -> !o.name.startsWith("regstat:"))
                        .thenComparing(Offered::name))
                .toList();
    }

    private static Offered of(ProcessFactory factory, Name name) {
        return new Offered(name.getNamespaceURI() + ":" + name.getLocalPart(), factory, name);
    }

    /** @throws WpsException if there is none of that name */
    static Offered named(String name) {
        return all().stream()
                .filter(offered -> offered.name.equals(name))
                .findFirst()
                .orElseThrow(() -> WpsException.invalid(
                        "Identifier", "there is no process '" + name + "'; GetCapabilities lists those there are"));
    }

    private boolean isWritable() {
        return inputs().values().stream()
                        .allMatch(p -> p.minOccurs == 0 || DataType.of(p.type).isPresent())
                && outputs().values().stream().allMatch(p -> DataType.of(p.type).isPresent());
    }

    Map<String, Parameter<?>> inputs() {
        return factory.getParameterInfo(processName);
    }

    Map<String, Parameter<?>> outputs() {
        return factory.getResultInfo(processName, null);
    }

    /** @throws WpsException if it has no such input */
    Parameter<?> input(String identifier) {
        Parameter<?> parameter = inputs().get(identifier);
        if (parameter == null) {
            throw WpsException.invalid(
                    identifier,
                    name + " has no input '" + identifier + "'; it has " + String.join(", ", inputs().keySet()));
        }
        return parameter;
    }

    String title() {
        return String.valueOf(factory.getTitle(processName));
    }

    String description() {
        return String.valueOf(factory.getDescription(processName));
    }

    String version() {
        return Optional.ofNullable(factory.getVersion(processName)).orElse("1.0.0");
    }

    Process create() {
        return factory.create(processName);
    }
}
