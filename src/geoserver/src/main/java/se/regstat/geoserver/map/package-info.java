/** The web map: its page, and the documents that it reads, a catalogue, areas by their shared borders and values by area. */
package se.regstat.geoserver.map;
