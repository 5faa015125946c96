package se.regstat.catalog;

import java.beans.Introspector;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.UUID;
import java.util.function.UnaryOperator;
import org.geoserver.catalog.AttributeTypeInfo;
import org.geoserver.catalog.CatalogFactory;
import org.geoserver.catalog.DataStoreInfo;
import org.geoserver.catalog.FeatureTypeInfo;
import org.geoserver.catalog.Info;
import org.geoserver.catalog.LayerGroupInfo;
import org.geoserver.catalog.LayerInfo;
import org.geoserver.catalog.MetadataMap;

/**
 * The properties of one catalog object, by name. {@link #view} shows them as the interface the plugin knows, such as
 * {@code FeatureTypeInfo}: its getters and setters read and write the properties of the same name. Views are equal where
 * they show the same object, even if one has been changed and not saved.
 */
final class Entry implements InvocationHandler {

    /** A layer has no name, texts and switches of its own: these are its resource's, and saved with that alone. */
    private static final Set<String> OF_THE_RESOURCE =
            Set.of("name", "title", "abstract", "internationalTitle", "internationalAbstract", "enabled", "advertised");

    private final Class<? extends Info> type;
    private String id;
    private final Map<String, Object> properties;
    private final HostResourcePool pool;

    private Entry(Class<? extends Info> type, String id, Map<String, Object> properties, HostResourcePool pool) {
        this.type = type;
        this.id = id;
        this.properties = properties;
        this.pool = pool;
    }

    static <T extends Info> T create(Class<T> type, HostResourcePool pool) {
        return type.cast(new Entry(type, UUID.randomUUID().toString(), new HashMap<>(), pool).view());
    }

    /** Makes new objects, of the type that its methods return. */
    static CatalogFactory factory(HostResourcePool pool) {
        return (CatalogFactory) Proxy.newProxyInstance(
                CatalogFactory.class.getClassLoader(),
                new Class<?>[] {CatalogFactory.class},
                (proxy, method, arguments) -> method.getReturnType() == AttributeTypeInfo.class
                        ? new HostAttribute()
                        : create(method.getReturnType().asSubclass(Info.class), pool));
    }

    /** What GeoServer's own objects have, and the interfaces do not: an object is given its id before it is added. */
    public interface Identified {
        void setId(String id);
    }

    static Entry of(Info view) {
        return (Entry) Proxy.getInvocationHandler(view);
    }

    Class<? extends Info> type() {
        return type;
    }

    String id() {
        return id;
    }

    /** Null if it was never set. */
    Object property(String name) {
        return properties.get(name);
    }

    /** The names of the properties that are others there, in order. */
    List<String> differences(Entry other) {
        Set<String> names = new TreeSet<>(properties.keySet());
        names.addAll(other.properties.keySet());
        names.removeIf(name -> Objects.equals(property(name), other.property(name)));
        return List.copyOf(names);
    }

    Info view() {
        return (Info) Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type, Identified.class}, this);
    }

    /** A copy to work on, whose references to other objects are replaced; null takes a reference out of a collection. */
    Entry copy(UnaryOperator<Info> references) {
        Map<String, Object> copies = new HashMap<>();
        properties.forEach((name, value) -> copies.put(name, copy(value, references)));
        return new Entry(type, id, copies, pool);
    }

    private static Object copy(Object value, UnaryOperator<Info> references) {
        if (value instanceof Info info) return references.apply(info);
        if (value instanceof MetadataMap metadata) {
            MetadataMap copy = new MetadataMap();
            copy.putAll(metadata);
            return copy;
        }
        if (value instanceof Map<?, ?> map) return new LinkedHashMap<>(map);
        if (value instanceof Collection<?> collection) {
            Collection<Object> copies = value instanceof Set ? new LinkedHashSet<>() : new ArrayList<>();
            for (Object member : collection) copies.add(copy(member, references));
            return copies;
        }
        return value;
    }

    @Override
    public Object invoke(Object proxy, Method method, Object[] arguments) throws Exception {
        String name = method.getName();
        if (method.getDeclaringClass() == Object.class) return ofObject(name, arguments);
        if (name.equals("getId")) return id;
        if (method.getDeclaringClass() == Identified.class) {
            id = (String) arguments[0];
            return null;
        }
        if (name.equals("getDataStore")) return pool.dataStore((DataStoreInfo) proxy);
        if (name.equals("getFeatureSource")) return pool.featureSource((FeatureTypeInfo) proxy);
        String property = Introspector.decapitalize(name.replaceFirst("^(get|set|is)", ""));
        if (type == LayerInfo.class && OF_THE_RESOURCE.contains(property)) {
            return invokeOn(
                    Objects.requireNonNull((Info) properties.get("resource"), "a layer's resource"), name, arguments);
        }
        if (name.startsWith("set")) {
            properties.put(property, arguments[0]);
            return null;
        }
        return properties.computeIfAbsent(property, p -> unset(p, method.getReturnType(), type));
    }

    private Object ofObject(String name, Object[] arguments) {
        return switch (name) {
            case "hashCode" -> id.hashCode();
            case "equals" ->
                arguments[0] instanceof Info other
                        && Proxy.isProxyClass(other.getClass())
                        && of(other).id.equals(id);
            default -> type.getSimpleName() + " " + properties.get("name");
        };
    }

    private static Object invokeOn(Info resource, String name, Object[] arguments) throws Exception {
        for (Method method : of(resource).type.getMethods()) {
            if (method.getName().equals(name)) return of(resource).invoke(resource, method, arguments);
        }
        throw new NoSuchMethodException(name);
    }

    private static Object unset(String property, Class<?> type, Class<?> of) {
        if (type == boolean.class) {
            return property.equals("advertised") || (property.equals("enabled") && of == LayerGroupInfo.class);
        }
        if (type == int.class) return 0;
        if (type == List.class) return new ArrayList<>();
        if (type == Set.class) return new LinkedHashSet<>();
        if (type == MetadataMap.class) return new MetadataMap();
        return type == Map.class ? new LinkedHashMap<>() : null;
    }

    /** All that is known of the object, for comparing and looking at. */
    @Override
    public String toString() {
        return type.getSimpleName() + " " + new TreeMap<>(properties);
    }
}
