package org.geoserver.catalog;

/** Whatever the configuration holds. */
public interface Info {
    /** Null before it is added, unless somebody gave it one. */
    String getId();
}
