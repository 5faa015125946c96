package org.geoserver.config;

import org.geoserver.catalog.Info;

/** What is configured of a service. */
public interface ServiceInfo extends Info {
    String getName();

    void setName(String name);

    boolean isEnabled();
}
