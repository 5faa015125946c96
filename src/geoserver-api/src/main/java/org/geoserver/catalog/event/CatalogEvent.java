package org.geoserver.catalog.event;

import org.geoserver.catalog.CatalogInfo;

/** Something happened to an object. */
public interface CatalogEvent {
    /** The object itself: no working copy, and nothing to save. */
    CatalogInfo getSource();
}
