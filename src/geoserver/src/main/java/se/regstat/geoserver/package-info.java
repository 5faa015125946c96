/** Publishing into the catalog of GeoServer: what is planned, published and taken back, and what of it an asker may see. */
package se.regstat.geoserver;
