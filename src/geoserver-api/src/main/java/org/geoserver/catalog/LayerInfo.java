package org.geoserver.catalog;

import java.util.Set;

/** A layer. Its name, title and abstract are its resource's. */
public interface LayerInfo extends PublishedInfo {
    ResourceInfo getResource();

    void setResource(ResourceInfo resource);

    StyleInfo getDefaultStyle();

    void setDefaultStyle(StyleInfo defaultStyle);

    Set<StyleInfo> getStyles();
}
