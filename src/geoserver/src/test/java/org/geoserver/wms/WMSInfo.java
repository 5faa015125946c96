package org.geoserver.wms;

import org.geoserver.config.ServiceInfo;

/** Stands in for what GeoServer has of its WMS. */
public interface WMSInfo extends ServiceInfo {
    Integer getMaxRenderingTime();

    void setMaxRenderingTime(Integer seconds);
}
