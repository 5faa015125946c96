/** Coordinate reference systems by name. */
package se.regstat.statistics.crs;
