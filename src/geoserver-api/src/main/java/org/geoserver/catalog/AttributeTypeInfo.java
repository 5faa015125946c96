package org.geoserver.catalog;

import java.io.Serializable;

/** An attribute of a feature type. */
public interface AttributeTypeInfo extends Serializable {
    String getName();

    void setName(String name);

    Class<?> getBinding();

    void setBinding(Class<?> type);

    void setFeatureType(FeatureTypeInfo featureType);
}
