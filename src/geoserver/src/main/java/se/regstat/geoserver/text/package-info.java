/** What readers are told of layers and datasets, in Swedish and English. */
package se.regstat.geoserver.text;
