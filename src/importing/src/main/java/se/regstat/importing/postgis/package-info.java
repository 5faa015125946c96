/** The tables of stores in PostgreSQL, made and brought up to date. */
package se.regstat.importing.postgis;
