package org.geowebcache.filter.parameters;

import java.util.List;

/** By which values of a request's parameter tiles are kept apart. */
public abstract class ParameterFilter {
    private String key;
    private String defaultValue = "";

    public String getKey() {
        return key;
    }

    public void setKey(String key) {
        this.key = key;
    }

    public String getDefaultValue() {
        return defaultValue;
    }

    public void setDefaultValue(String defaultValue) {
        this.defaultValue = defaultValue;
    }

    /** Null where they cannot be listed. */
    public abstract List<String> getLegalValues();
}
