package org.geoserver.catalog.event;

import java.util.List;

/** Properties are about to be saved. */
public interface CatalogModifyEvent extends CatalogEvent {
    List<String> getPropertyNames();

    List<Object> getOldValues();

    List<Object> getNewValues();
}
