/** What GeoServer's WFS answers of our layers, where it can be written faster than GeoServer does. */
package se.regstat.geoserver.wfs;
