/** Stores in PostgreSQL with PostGIS. */
package se.regstat.statistics.store.postgis;
