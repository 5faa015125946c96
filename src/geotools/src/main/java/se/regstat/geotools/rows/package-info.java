/** Rows of layers: which area each shows in which year, and what of it is drawn in a map with its neighbours. */
package se.regstat.geotools.rows;
