/**
 * The formats that features come in and go out as: GeoJSON, GML and CSV with WKT, each with one reader and one writer that every
 * door uses. Knows JTS and none of those who publish.
 */
package se.regstat.statistics.format;
