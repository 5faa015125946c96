package org.geoserver.catalog;

/** Whatever the configuration holds. */
public interface Info {}
