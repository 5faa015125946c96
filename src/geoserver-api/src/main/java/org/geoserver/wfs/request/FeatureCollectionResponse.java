package org.geoserver.wfs.request;

import java.util.List;
import org.geotools.feature.FeatureCollection;

/** What a GetFeature found. */
public abstract class FeatureCollectionResponse {
    /** A collection for each of the request's queries. The list may be changed. */
    @SuppressWarnings("rawtypes")
    public abstract List<FeatureCollection> getFeature();
}
