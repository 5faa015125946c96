/** The plugin's own documents, served beside GeoServer's services under {@code /regstat-info}. */
package se.regstat.geoserver.info;
