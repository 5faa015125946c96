package org.geoserver.catalog;

import java.util.List;
import org.geotools.api.util.InternationalString;

/** A layer or a group of layers. */
public interface PublishedInfo extends CatalogInfo {
    String ROOT_IN_CAPABILITIES = "rootInCapabilities";

    String getName();

    void setName(String name);

    String getTitle();

    void setTitle(String title);

    InternationalString getInternationalTitle();

    void setInternationalTitle(InternationalString title);

    String getAbstract();

    void setAbstract(String description);

    InternationalString getInternationalAbstract();

    void setInternationalAbstract(InternationalString description);

    /** What more is known; {@code rootInCapabilities} is whether capabilities set a root over it where it stands alone. */
    MetadataMap getMetadata();

    List<AuthorityURLInfo> getAuthorityURLs();

    List<LayerIdentifierInfo> getIdentifiers();

    AttributionInfo getAttribution();

    void setAttribution(AttributionInfo attribution);

    boolean isEnabled();

    void setEnabled(boolean enabled);

    boolean isAdvertised();

    void setAdvertised(boolean advertised);
}
