package org.geoserver.catalog;

import java.io.Serializable;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/** What is known of a catalog object beyond its properties. */
public class MetadataMap implements Map<String, Serializable>, Serializable {
    private static final long serialVersionUID = 1;

    private final LinkedHashMap<String, Serializable> entries = new LinkedHashMap<>();

    public MetadataMap() {}

    /** The value of a key if it is of the type; in a GeoServer it is converted to the type if that can be done. */
    public <T> T get(String key, Class<T> type) {
        Serializable value = entries.get(key);
        return type.isInstance(value) ? type.cast(value) : null;
    }

    @Override
    public int size() {
        return entries.size();
    }

    @Override
    public boolean isEmpty() {
        return entries.isEmpty();
    }

    @Override
    public boolean containsKey(Object key) {
        return entries.containsKey(key);
    }

    @Override
    public boolean containsValue(Object value) {
        return entries.containsValue(value);
    }

    @Override
    public Serializable get(Object key) {
        return entries.get(key);
    }

    @Override
    public Serializable put(String key, Serializable value) {
        return entries.put(key, value);
    }

    @Override
    public Serializable remove(Object key) {
        return entries.remove(key);
    }

    @Override
    public void putAll(Map<? extends String, ? extends Serializable> others) {
        entries.putAll(others);
    }

    @Override
    public void clear() {
        entries.clear();
    }

    @Override
    public Set<String> keySet() {
        return entries.keySet();
    }

    @Override
    public Collection<Serializable> values() {
        return entries.values();
    }

    @Override
    public Set<Map.Entry<String, Serializable>> entrySet() {
        return entries.entrySet();
    }

    @Override
    public boolean equals(Object other) {
        return entries.equals(other);
    }

    @Override
    public int hashCode() {
        return entries.hashCode();
    }

    @Override
    public String toString() {
        return entries.toString();
    }
}
