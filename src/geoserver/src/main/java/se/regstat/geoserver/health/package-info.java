/** How the plugin is, for those who keep it running: whether it is well, and figures of what it does. */
package se.regstat.geoserver.health;
