/** The catalogue as linked data: DCAT-AP-SE 3.0.1 and the European profile for high-value datasets, as Turtle, RDF/XML and JSON-LD. */
package se.regstat.geoserver.metadata.dcat;
