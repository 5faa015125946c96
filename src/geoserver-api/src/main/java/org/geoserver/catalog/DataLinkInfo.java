package org.geoserver.catalog;

/** A link to data. */
public interface DataLinkInfo extends Info {
    String getType();

    void setType(String type);

    String getContent();

    void setContent(String content);
}
