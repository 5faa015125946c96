package se.regstat.statistics.request;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import se.regstat.statistics.division.LocalText;

/**
 * Something that can be asked for at every door.
 *
 * @param name as of the process, {@code Reaggregate}; elsewhere in lower case
 * @param parameters in the order they are told in
 * @param examples of questions, one at least that an address can be asked
 */
public record Operation(
        String name,
        LocalText title,
        LocalText description,
        List<Parameter<?>> parameters,
        Result result,
        List<Example> examples) {

    public Operation {
        parameters = List.copyOf(parameters);
        examples = List.copyOf(examples);
    }

    /** As in addresses and of commands: {@code reaggregate}. */
    public String id() {
        return name.toLowerCase(Locale.ROOT);
    }

    /** The polygons or points that may be sent with a question; empty if none are taken. There is one such parameter at most. */
    public Optional<Parameter<?>> features() {
        return parameters.stream()
                .filter(parameter -> parameter.kind().form().isOfFeatures())
                .findFirst();
    }

    /** What is asked for at a door, in order. */
    public List<Parameter<?>> at(Door door) {
        return parameters.stream().filter(parameter -> parameter.isAt(door)).toList();
    }

    /** A parameter by how it is written at a door, in any case. */
    public Optional<Parameter<?>> find(Door door, String written) {
        return at(door).stream()
                .filter(parameter -> parameter.at(door).equalsIgnoreCase(written))
                .findFirst();
    }

    /** How a door writes the parameters. */
    public Spelling spelling(Door door) {
        Map<String, Parameter<?>> byName = new LinkedHashMap<>();
        parameters.forEach(parameter -> byName.put(parameter.name(), parameter));
        // Who reads what is sent does not know what the operation calls it.
        features().ifPresent(sent -> byName.putIfAbsent("boundaries", sent));
        return door.spelling(byName);
    }
}
