package org.geoserver.wfs;

import org.geoserver.config.ServiceInfo;

/** Stands in for what GeoServer has of its WFS. */
public interface WFSInfo extends ServiceInfo {}
