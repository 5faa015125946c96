package se.regstat.standalone.filter;

import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.geotools.api.feature.simple.SimpleFeatureType;
import org.w3c.dom.Element;

/**
 * What a value reference of a client means, in XPath as far as a filter must take it (OGC 09-026r1, 7.4.4): a relative path from the feature to one of its
 * properties, with the feature type before it or not, positions in brackets, or to its {@code @gml:id}. What lies inside of values, such as a geometry's
 * parts, is not reached.
 *
 * @param kind what is there
 * @param attribute the plain name, of a property that the layer has; else empty
 */
public record PropertyPath(Kind kind, Optional<String> attribute) {

    /** What a path leads to. */
    public enum Kind {
        /** A property of the layer. */
        ATTRIBUTE,
        /** The id that the feature has in GML. */
        GML_ID,
        /** What the schema allows and no feature here has: a property that all features of GML may have, or a second value. */
        ABSENT
    }

    private static final Pattern STEP = Pattern.compile("(@?)(?:([^:/@\\[\\]]+):)?([^:/@\\[\\]]+)(?:\\[(\\d{1,9})])?");

    /** Of gml:AbstractFeatureType and the types it extends, in 3.1 and 3.2. */
    private static final Set<String> INHERITED = Set.of(
            "name", "description", "descriptionReference", "identifier", "metaDataProperty", "boundedBy", "location");

    /**
     * Reads a path.
     *
     * @param context where in a document it is written, for its prefixes; empty for parameters, where {@code gml} is GML's
     * @throws FilterException if it is no such path, or leads to nothing that the schema has
     */
    public static PropertyPath of(String written, SimpleFeatureType schema, Optional<Element> context) {
        String path = written.strip();
        String[] steps = path.split("/", -1);
        int last = steps.length - 1;
        boolean fromType = last == 1 && isType(steps[0], schema);
        Matcher step = STEP.matcher(steps[last]);
        if (last > 1 || (last == 1 && !fromType) || !step.matches()) throw none(path, schema);
        String name = step.group(3);
        Optional<String> prefix = Optional.ofNullable(step.group(2));
        boolean first = step.group(4) == null || Integer.parseInt(step.group(4)) == 1;
        if (!step.group(1).isEmpty()) {
            if (name.equals("id") && isGml(prefix, context)) return new PropertyPath(Kind.GML_ID, Optional.empty());
            throw none(path, schema);
        }
        if (schema.getDescriptor(name) != null) {
            return first ? new PropertyPath(Kind.ATTRIBUTE, Optional.of(name)) : absent();
        }
        if (INHERITED.contains(name) && isGml(prefix, context)) return absent();
        throw none(path, schema);
    }

    private static PropertyPath absent() {
        return new PropertyPath(Kind.ABSENT, Optional.empty());
    }

    private static boolean isType(String written, SimpleFeatureType schema) {
        Matcher step = STEP.matcher(written);
        return step.matches() && step.group(1).isEmpty() && step.group(3).equals(schema.getTypeName());
    }

    private static boolean isGml(Optional<String> prefix, Optional<Element> context) {
        Optional<String> namespace =
                context.flatMap(e -> Optional.ofNullable(e.lookupNamespaceURI(prefix.orElse(null))));
        return namespace
                .map(uri -> uri.startsWith("http://www.opengis.net/gml"))
                .orElse(prefix.equals(Optional.of("gml")));
    }

    private static FilterException none(String path, SimpleFeatureType schema) {
        return new FilterException(
                path,
                "'" + path + "' is not a property of " + schema.getTypeName() + "; it has "
                        + FilterTarget.names(schema));
    }
}
