/** Whole datasets as files: what is in them, and where they are kept. */
package se.regstat.geoserver.download;
