package org.geoserver.catalog.event;

/** Something was added. */
public interface CatalogAddEvent extends CatalogEvent {}
