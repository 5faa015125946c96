/** Datasets, as harvesters are told of them: what each is, whose, since when, on which terms, how good. Formats are in rooms beside. */
package se.regstat.geoserver.metadata;
