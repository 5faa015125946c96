/** Coordinate reference systems: the reprojection that imports use, and the EPSG database behind it. */
package se.regstat.geotools.reprojection;
