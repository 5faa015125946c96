/** Values as tables for statistical programs: JSON-stat 2.0, as PxWeb answers too. */
package se.regstat.geoserver.table;
