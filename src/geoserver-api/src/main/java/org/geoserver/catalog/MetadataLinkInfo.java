package org.geoserver.catalog;

/** A link to a metadata document. */
public interface MetadataLinkInfo extends Info {
    String getType();

    void setType(String type);

    String getMetadataType();

    void setMetadataType(String metadataType);

    String getContent();

    void setContent(String content);
}
