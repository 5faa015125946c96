/** Files as they come: GeoPackage, GeoJSON, CSV and JSON-stat, in any reference system and encoding. */
package se.regstat.importing.format;
