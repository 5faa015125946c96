package se.regstat.statistics.request;

import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Predicate;
import se.regstat.statistics.indicator.NearestIds;

/**
 * A value for each parameter of an operation: what was given, and of the rest what the declaration has. Immutable; equal if all
 * values are, however they were written.
 */
public final class Arguments {

    private final List<Parameter<?>> parameters;
    private final Map<String, Object> values;

    private Arguments(List<Parameter<?>> parameters, Map<String, Object> values) {
        this.parameters = parameters;
        this.values = values;
    }

    /**
     * @param given texts by name as it is written at the door, in any case; blank texts are none
     * @throws ReaggregationException if there is no such parameter, or a text is no value of its kind
     */
    public static Arguments read(Operation operation, Door door, Map<String, ? extends Collection<String>> given) {
        Map<String, List<String>> byName = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        given.forEach((name, texts) -> {
            if (operation.find(door, name).isEmpty()) throw unknown(operation, door, name);
            byName.put(name, List.copyOf(texts));
        });
        Map<String, Object> values = new HashMap<>();
        for (Parameter<?> parameter : operation.parameters()) {
            List<String> texts = parameter.isAt(door) ? byName.getOrDefault(parameter.at(door), List.of()) : List.of();
            values.put(parameter.name(), parameter.kind().read(parameter.name(), texts));
        }
        return new Arguments(operation.parameters(), values);
    }

    /** What the declaration has. */
    public static Arguments none(Operation operation) {
        return read(operation, Door.PROCESS, Map.of());
    }

    private static ReaggregationException unknown(Operation operation, Door door, String name) {
        List<String> known =
                operation.at(door).stream().map(parameter -> parameter.at(door)).toList();
        return new ReaggregationException(name + ": there is no such parameter" + NearestIds.question(name, known)
                + "; there are " + String.join(", ", known));
    }

    /** @throws IllegalArgumentException for a parameter of another operation */
    @SuppressWarnings("unchecked")
    public <T> T get(Parameter<T> parameter) {
        Object value = values.get(parameter.name());
        if (value == null) throw new IllegalArgumentException("there is no parameter " + parameter.name());
        return (T) value;
    }

    /** The text of a parameter's value, as it may be given; empty if that is none. */
    public Optional<String> given(Parameter<?> parameter) {
        return Optional.of(text(parameter)).filter(text -> !text.isEmpty());
    }

    /** Whether something else holds than what does where nothing is given. */
    public boolean isOther(Parameter<?> parameter) {
        return !text(parameter).equals(parameter.kind().otherwise().orElse(""));
    }

    /** @throws ReaggregationException if a number is out of range */
    public <T> Arguments with(Parameter<T> parameter, T value) {
        Map<String, Object> others = new HashMap<>(values);
        others.put(parameter.name(), parameter.checked(value));
        return new Arguments(parameters, others);
    }

    /** Of some of the parameters. */
    public Arguments only(Predicate<Parameter<?>> wanted) {
        List<Parameter<?>> some = parameters.stream().filter(wanted).toList();
        Map<String, Object> theirs = new HashMap<>();
        some.forEach(parameter -> theirs.put(parameter.name(), values.get(parameter.name())));
        return new Arguments(some, theirs);
    }

    /** All with their values, as they may be given, separated by commas; what is not, with "no" before it. */
    public Message told() {
        Message told = Message.of("");
        String before = "";
        for (Parameter<?> parameter : parameters) {
            String value = text(parameter);
            told = told.text(before);
            told = value.isEmpty() || value.equals("false")
                    ? told.text("no ").parameter(parameter.name())
                    : told.setting(parameter.name(), value);
            before = ", ";
        }
        return told;
    }

    private <T> String text(Parameter<T> parameter) {
        return parameter.kind().told(get(parameter));
    }

    @Override
    public String toString() {
        return told().toString();
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Arguments arguments && values.equals(arguments.values);
    }

    @Override
    public int hashCode() {
        return values.hashCode();
    }
}
