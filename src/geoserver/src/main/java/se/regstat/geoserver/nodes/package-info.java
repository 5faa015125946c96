/** Several GeoServers that publish from one store: by turns, where they share a data directory, and each with what the others wrote. */
package se.regstat.geoserver.nodes;
