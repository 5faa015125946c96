/** Several GeoServers that publish from one store: by turns, where they share a data directory, each with what the others wrote, and going on when it fails. */
package se.regstat.geoserver.nodes;
