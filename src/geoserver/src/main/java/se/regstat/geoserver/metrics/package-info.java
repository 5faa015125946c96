/** Counts what is done, and tells it as figures in the text format of Prometheus. */
package se.regstat.geoserver.metrics;
