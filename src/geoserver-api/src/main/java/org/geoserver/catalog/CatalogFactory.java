package org.geoserver.catalog;

/** Makes what can be added to the catalog. */
public interface CatalogFactory {
    WorkspaceInfo createWorkspace();

    NamespaceInfo createNamespace();

    DataStoreInfo createDataStore();

    FeatureTypeInfo createFeatureType();

    LayerInfo createLayer();

    StyleInfo createStyle();

    LayerGroupInfo createLayerGroup();

    MetadataLinkInfo createMetadataLink();

    DataLinkInfo createDataLink();

    AttributionInfo createAttribution();

    AttributeTypeInfo createAttribute();
}
