/** Pre-defined datasets for download as ATOM feeds, with a description of their search: what INSPIRE calls a download service. */
package se.regstat.geoserver.metadata.atom;
