package org.geoserver.catalog.event;

/** Hears of all that happens to a catalog's objects, in the thread that does it. */
public interface CatalogListener {
    void handleAddEvent(CatalogAddEvent event);

    void handleRemoveEvent(CatalogRemoveEvent event);

    void handleModifyEvent(CatalogModifyEvent event);

    void handlePostModifyEvent(CatalogPostModifyEvent event);

    void reloaded();
}
