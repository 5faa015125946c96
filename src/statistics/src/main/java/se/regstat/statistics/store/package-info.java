/** What was imported, on disk: one interface, and a GeoPackage that keeps it. */
package se.regstat.statistics.store;
