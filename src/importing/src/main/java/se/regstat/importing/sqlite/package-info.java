/** Databases of SQLite that others made, read without trust. */
package se.regstat.importing.sqlite;
