package org.geoserver.catalog;

/** Who is to be named as the data's source. */
public interface AttributionInfo extends Info {
    String getTitle();

    void setTitle(String title);

    String getHref();

    void setHref(String href);
}
