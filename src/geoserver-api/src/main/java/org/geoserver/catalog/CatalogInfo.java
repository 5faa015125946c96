package org.geoserver.catalog;

/** Whatever the catalog holds. */
public interface CatalogInfo extends Info {}
