package org.geoserver.catalog;

import java.util.List;

/** Features that a layer shows. */
public interface FeatureTypeInfo extends ResourceInfo {
    @Override
    DataStoreInfo getStore();

    /** Codes without authority, as in {@code 3006}. */
    List<String> getResponseSRS();

    boolean isOverridingServiceSRS();

    void setOverridingServiceSRS(boolean overriding);
}
