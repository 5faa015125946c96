package org.geoserver.catalog.event;

import java.util.List;

/** Properties were saved. */
public interface CatalogPostModifyEvent extends CatalogEvent {
    List<String> getPropertyNames();

    List<Object> getOldValues();

    List<Object> getNewValues();
}
