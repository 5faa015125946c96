package org.geoserver.catalog;

import java.util.List;
import org.geotools.api.referencing.crs.CoordinateReferenceSystem;
import org.geotools.api.util.InternationalString;
import org.geotools.geometry.jts.ReferencedEnvelope;

/** What a layer shows. */
public interface ResourceInfo extends CatalogInfo {
    String getName();

    void setName(String name);

    String getNativeName();

    void setNativeName(String nativeName);

    NamespaceInfo getNamespace();

    void setNamespace(NamespaceInfo namespace);

    StoreInfo getStore();

    void setStore(StoreInfo store);

    String getTitle();

    void setTitle(String title);

    InternationalString getInternationalTitle();

    void setInternationalTitle(InternationalString title);

    String getAbstract();

    void setAbstract(String description);

    InternationalString getInternationalAbstract();

    void setInternationalAbstract(InternationalString description);

    boolean isEnabled();

    void setEnabled(boolean enabled);

    boolean isAdvertised();

    void setAdvertised(boolean advertised);

    List<KeywordInfo> getKeywords();

    List<MetadataLinkInfo> getMetadataLinks();

    List<DataLinkInfo> getDataLinks();

    /** What more is known; {@code time} is a {@link DimensionInfo}. */
    MetadataMap getMetadata();

    String getSRS();

    void setSRS(String srs);

    CoordinateReferenceSystem getNativeCRS();

    void setNativeCRS(CoordinateReferenceSystem nativeCRS);

    ProjectionPolicy getProjectionPolicy();

    void setProjectionPolicy(ProjectionPolicy policy);

    ReferencedEnvelope getNativeBoundingBox();

    void setNativeBoundingBox(ReferencedEnvelope bounds);

    ReferencedEnvelope getLatLonBoundingBox();

    void setLatLonBoundingBox(ReferencedEnvelope bounds);
}
