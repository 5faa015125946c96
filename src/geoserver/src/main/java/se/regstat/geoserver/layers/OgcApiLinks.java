package se.regstat.geoserver.layers;

import static java.util.stream.Collectors.joining;

import java.io.Serializable;
import java.lang.reflect.Constructor;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.geoserver.catalog.MetadataMap;
import se.regstat.geoserver.ledger.Property;

/** The links that GeoServer's OGC API adds to what it tells of a layer. Where that extension is not installed there are none. */
final class OgcApiLinks {

    private static final String KEY = "ogcApiLinks";
    private static final String LINK = "org.geoserver.ogcapi.impl.LinkInfoImpl";

    private OgcApiLinks() {}

    static Property property(MetadataMap metadata, List<References.Relation> wanted) {
        Optional<Constructor<?>> link = constructor();
        String told =
                link.isEmpty() ? "" : wanted.stream().map(OgcApiLinks::told).collect(joining(", "));
        return new Property("links of OGC API", () -> told(metadata.get((Object) KEY)), told, () -> {
            if (told.isEmpty()) metadata.remove(KEY);
            else metadata.put(KEY, links(link.orElseThrow(), wanted));
        });
    }

    private static Optional<Constructor<?>> constructor() {
        try {
            return Optional.of(Class.forName(LINK).getConstructor(String.class, String.class, String.class));
        } catch (ReflectiveOperationException | LinkageError e) {
            return Optional.empty();
        }
    }

    private static Serializable links(Constructor<?> constructor, List<References.Relation> wanted) {
        ArrayList<Object> links = new ArrayList<>();
        for (References.Relation relation : wanted) {
            try {
                links.add(constructor.newInstance(
                        relation.rel(), relation.link().type(), relation.link().address()));
            } catch (ReflectiveOperationException e) {
                throw new IllegalStateException(LINK + " cannot be made: " + e.getMessage(), e);
            }
        }
        return links;
    }

    private static String told(References.Relation relation) {
        return relation.rel() + " " + relation.link().type() + " "
                + relation.link().address();
    }

    /** Without the extension GeoServer reads nothing, or a text, from what was saved with it. */
    private static String told(Object value) {
        if (!(value instanceof Collection<?> links)) return Objects.toString(value, "");
        return links.stream()
                .map(link -> got(link, "getRel") + " " + got(link, "getType") + " " + got(link, "getHref"))
                .collect(joining(", "));
    }

    private static Object got(Object link, String getter) {
        try {
            return link.getClass().getMethod(getter).invoke(link);
        } catch (ReflectiveOperationException e) {
            return null;
        }
    }
}
