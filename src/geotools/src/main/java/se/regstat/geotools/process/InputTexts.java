package se.regstat.geotools.process;

import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;

/** The literals that a process was given, as text: callers hand on texts, numbers, lists and arrays. */
final class InputTexts {

    private InputTexts() {}

    static Map<String, List<String>> of(Map<String, ?> inputs) {
        Map<String, List<String>> texts = new LinkedHashMap<>();
        inputs.forEach((name, value) -> texts.put(
                name, all(value).filter(Objects::nonNull).map(Object::toString).toList()));
        return texts;
    }

    private static Stream<?> all(Object value) {
        if (value instanceof Collection<?> several) return several.stream();
        return value instanceof Object[] several ? Arrays.stream(several) : Stream.ofNullable(value);
    }
}
