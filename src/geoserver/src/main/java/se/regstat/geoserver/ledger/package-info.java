/** What was written into the catalog, property by property, so that edits of administrators stay; and what these are told. */
package se.regstat.geoserver.ledger;
