package se.regstat.standalone.wps;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.geotools.api.data.Parameter;
import org.geotools.data.simple.SimpleFeatureCollection;
import org.geotools.feature.FeatureCollection;
import org.geotools.geometry.jts.ReferencedEnvelope;
import org.geotools.util.Converters;
import org.locationtech.jts.geom.Geometry;

/** How a parameter of a process is written in WPS. */
enum DataType {
    LITERAL,
    FEATURES,
    GEOMETRY;

    private static final Map<Class<?>, String> LITERALS = Map.ofEntries(
            Map.entry(String.class, "xs:string"),
            Map.entry(Boolean.class, "xs:boolean"),
            Map.entry(boolean.class, "xs:boolean"),
            Map.entry(Integer.class, "xs:int"),
            Map.entry(int.class, "xs:int"),
            Map.entry(Long.class, "xs:long"),
            Map.entry(long.class, "xs:long"),
            Map.entry(Double.class, "xs:double"),
            Map.entry(double.class, "xs:double"),
            Map.entry(Float.class, "xs:float"),
            Map.entry(float.class, "xs:float"),
            Map.entry(Number.class, "xs:double"));

    /** Empty if values of this kind cannot be written here. Features may be of a type of the process' own. */
    static Optional<DataType> of(Class<?> type) {
        if (LITERALS.containsKey(type) || type.isEnum()) return Optional.of(LITERAL);
        if (SimpleFeatureCollection.class.isAssignableFrom(type) || type == FeatureCollection.class) {
            return Optional.of(FEATURES);
        }
        if (Geometry.class.isAssignableFrom(type) && !ReferencedEnvelope.class.isAssignableFrom(type)) {
            return Optional.of(GEOMETRY);
        }
        return Optional.empty();
    }

    /** The name of a literal's type in XML Schema. */
    static String schemaType(Class<?> type) {
        return LITERALS.getOrDefault(type, "xs:string");
    }

    /** What a literal may be; empty for anything of its type. */
    static List<String> allowed(Parameter<?> parameter) {
        if (parameter.metadata != null && parameter.metadata.get(Parameter.OPTIONS) instanceof List<?> options) {
            return options.stream().map(String::valueOf).toList();
        }
        if (parameter.type.isEnum()) {
            return Arrays.stream(parameter.type.getEnumConstants())
                    .map(String::valueOf)
                    .toList();
        }
        return List.of();
    }

    /** @throws WpsException if the text is not of the literal's type, or not allowed */
    static Object literal(Parameter<?> parameter, String text) {
        List<String> allowed = allowed(parameter);
        if (!allowed.isEmpty() && !allowed.contains(text)) {
            throw WpsException.invalid(
                    parameter.key,
                    parameter.key + ": '" + text + "' is not known; give "
                            + (allowed.size() == 2
                                    ? String.join(" or ", allowed)
                                    : "one of " + String.join(", ", allowed)));
        }
        if (parameter.type == String.class) return text;
        if (parameter.type == Boolean.class || parameter.type == boolean.class) {
            return switch (text.strip().toLowerCase(Locale.ROOT)) {
                case "true", "1" -> true;
                case "false", "0" -> false;
                default -> throw wrong(parameter, text);
            };
        }
        Object value = Converters.convert(text.strip(), parameter.type);
        if (value == null) throw wrong(parameter, text);
        return value;
    }

    private static WpsException wrong(Parameter<?> parameter, String text) {
        return WpsException.invalid(
                parameter.key,
                parameter.key + ": '" + text + "' is not a value of type "
                        + schemaType(parameter.type).substring("xs:".length()));
    }
}
