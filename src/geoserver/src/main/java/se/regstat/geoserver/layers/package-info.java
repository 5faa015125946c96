/** Workspace, layers, groups, styles and tiles, as they are written into the catalog. */
package se.regstat.geoserver.layers;
