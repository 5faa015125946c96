/**
 * Change logs and values under the names of INSPIRE's application schemas Statistical Units (vector) 4.0 and Population Distribution
 * 4.0, as GeoJSON and CSV.
 */
package se.regstat.geoserver.inspire;
