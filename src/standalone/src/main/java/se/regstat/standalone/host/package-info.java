/** The web server: routes, pages, limits of time and room, reloads. */
package se.regstat.standalone.host;
