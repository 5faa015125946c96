package org.geoserver.catalog;

/** The XML namespace of a workspace; its prefix is the workspace's name. */
public interface NamespaceInfo extends CatalogInfo {
    String getPrefix();

    void setPrefix(String prefix);

    String getURI();

    void setURI(String uri);
}
