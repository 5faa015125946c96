package org.geoserver.catalog;

/** What becomes of the data's own reference system. */
public enum ProjectionPolicy {
    FORCE_DECLARED,
    REPROJECT_TO_DECLARED,
    NONE
}
