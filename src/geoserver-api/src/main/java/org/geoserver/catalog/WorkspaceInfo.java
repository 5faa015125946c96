package org.geoserver.catalog;

/** A workspace. */
public interface WorkspaceInfo extends CatalogInfo {
    String getName();

    void setName(String name);

    /** What more is known. */
    MetadataMap getMetadata();
}
