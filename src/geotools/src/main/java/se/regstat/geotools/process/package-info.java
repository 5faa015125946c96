/** Operations as GeoTools processes: features and texts in, features out. */
package se.regstat.geotools.process;
