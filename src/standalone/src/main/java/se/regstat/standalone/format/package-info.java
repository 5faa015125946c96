/** Feature formats of answers: GML, GeoJSON, CSV, and the schemas that describe them. */
package se.regstat.standalone.format;
