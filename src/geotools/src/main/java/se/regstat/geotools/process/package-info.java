/** Re-aggregation as a GeoTools process: features in, features out. */
package se.regstat.geotools.process;
