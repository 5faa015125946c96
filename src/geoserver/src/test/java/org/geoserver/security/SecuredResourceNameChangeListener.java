package org.geoserver.security;

import java.util.ArrayList;
import java.util.List;
import org.geoserver.catalog.CatalogInfo;
import org.geoserver.catalog.event.CatalogAddEvent;
import org.geoserver.catalog.event.CatalogListener;
import org.geoserver.catalog.event.CatalogModifyEvent;
import org.geoserver.catalog.event.CatalogPostModifyEvent;
import org.geoserver.catalog.event.CatalogRemoveEvent;

/** Of GeoServer's name, as it is known by that: GeoServer's deletes access rules of what it hears is removed. */
public final class SecuredResourceNameChangeListener implements CatalogListener {

    private final List<CatalogInfo> removed = new ArrayList<>();

    /** What is heard to be. */
    public List<CatalogInfo> removed() {
        return removed;
    }

    @Override
    public void handleRemoveEvent(CatalogRemoveEvent event) {
        removed.add(event.getSource());
    }

    @Override
    public void handleAddEvent(CatalogAddEvent event) {}

    @Override
    public void handleModifyEvent(CatalogModifyEvent event) {}

    @Override
    public void handlePostModifyEvent(CatalogPostModifyEvent event) {}

    @Override
    public void reloaded() {}
}
