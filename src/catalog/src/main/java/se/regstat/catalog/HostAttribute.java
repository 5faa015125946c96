package se.regstat.catalog;

import org.geoserver.catalog.AttributeTypeInfo;
import org.geoserver.catalog.FeatureTypeInfo;

/** An attribute of a feature type. */
final class HostAttribute implements AttributeTypeInfo {
    private static final long serialVersionUID = 1;

    private String name;
    private Class<?> binding;

    @Override
    public String getName() {
        return name;
    }

    @Override
    public void setName(String name) {
        this.name = name;
    }

    @Override
    public Class<?> getBinding() {
        return binding;
    }

    @Override
    public void setBinding(Class<?> type) {
        this.binding = type;
    }

    @Override
    public void setFeatureType(FeatureTypeInfo featureType) {}
}
