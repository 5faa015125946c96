package se.regstat.geoserver.memory;

import org.geoserver.catalog.event.CatalogAddEvent;
import org.geoserver.catalog.event.CatalogListener;
import org.geoserver.catalog.event.CatalogModifyEvent;
import org.geoserver.catalog.event.CatalogRemoveEvent;

/** Hears of what was modified in a catalog, and of nothing else. */
abstract class ModificationListener implements CatalogListener {

    @Override
    public void handleAddEvent(CatalogAddEvent event) {}

    @Override
    public void handleRemoveEvent(CatalogRemoveEvent event) {}

    @Override
    public void handleModifyEvent(CatalogModifyEvent event) {}

    @Override
    public void reloaded() {}
}
