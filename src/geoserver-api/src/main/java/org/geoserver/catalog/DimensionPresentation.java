package org.geoserver.catalog;

/** How capabilities tell the values of a dimension. */
public enum DimensionPresentation {
    LIST,
    DISCRETE_INTERVAL,
    CONTINUOUS_INTERVAL
}
