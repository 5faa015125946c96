package org.geoserver.catalog.event;

/** Something was removed. */
public interface CatalogRemoveEvent extends CatalogEvent {}
