package org.geoserver.catalog;

import java.io.IOException;
import java.util.List;
import org.geotools.api.data.FeatureSource;
import org.geotools.api.feature.Feature;
import org.geotools.api.feature.type.FeatureType;
import org.geotools.api.util.ProgressListener;
import org.geotools.util.factory.Hints;

/** Features that a layer shows. */
public interface FeatureTypeInfo extends ResourceInfo {
    @Override
    DataStoreInfo getStore();

    /** The features as the layer has them: filtered, reprojected, and as far as the asker may see them. Both arguments may be null. */
    FeatureSource<? extends FeatureType, ? extends Feature> getFeatureSource(ProgressListener listener, Hints hints)
            throws IOException;

    /** Those that were set by hand; empty where they are the data's own. */
    List<AttributeTypeInfo> getAttributes();

    /** Of coordinates in documents; 0 or less where the settings say it. */
    int getNumDecimals();

    void setNumDecimals(int decimals);

    /** Codes without authority, as in {@code 3006}. */
    List<String> getResponseSRS();

    boolean isOverridingServiceSRS();

    void setOverridingServiceSRS(boolean overriding);
}
