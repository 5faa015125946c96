package org.geowebcache.filter.parameters;

import java.util.List;

/** Allows the values of a list. */
public class StringParameterFilter extends ParameterFilter {
    private List<String> values = List.of();

    public StringParameterFilter() {}

    public void setValues(List<String> values) {
        this.values = List.copyOf(values);
    }

    @Override
    public List<String> getLegalValues() {
        return values;
    }
}
