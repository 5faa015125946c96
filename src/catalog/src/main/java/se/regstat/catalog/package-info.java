/** GeoServer's catalog in memory, with GeoServer's rules: for the host, and for the plugin's tests. */
package se.regstat.catalog;
