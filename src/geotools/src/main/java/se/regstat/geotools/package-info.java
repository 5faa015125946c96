/** The subject as GeoTools knows things: a data store whose layers are the snapshot's. No Spring, no GeoServer. */
package se.regstat.geotools;
