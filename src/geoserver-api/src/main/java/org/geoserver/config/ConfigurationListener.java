package org.geoserver.config;

/** Hears of all that happens to the configuration beside the catalog. */
public interface ConfigurationListener {}
