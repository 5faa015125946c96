package org.geoserver.config.impl;

import org.geoserver.config.ServiceInfo;

/** What is configured of a service; enabled unless said otherwise. */
public class ServiceInfoImpl implements ServiceInfo {
    private String name;

    @Override
    public String getName() {
        return name;
    }

    @Override
    public void setName(String name) {
        this.name = name;
    }

    @Override
    public boolean isEnabled() {
        return true;
    }
}
