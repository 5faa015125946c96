/** Documents in XML and HTML, of templates. */
package se.regstat.geotools.document;
