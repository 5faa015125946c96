/** What GeoServer's WPS is told of our processes, where it is installed. */
package se.regstat.geoserver.wps;
