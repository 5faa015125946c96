/** The plugin as GeoServer would run it: its application context, and its own services behind a dispatcher's rules. */
package se.regstat.standalone.plugin;
