/** Styles of indicators: classes of values, colours, and the SLD documents that draw them. */
package se.regstat.geotools.style;
