/** The one place that opens rasters. */
package se.regstat.standalone.raster;
