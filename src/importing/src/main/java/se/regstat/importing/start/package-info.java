/** What a new store begins with: which kommuner belong to a place. */
package se.regstat.importing.start;
