/** Filters in XML and CQL. */
package se.regstat.standalone.filter;
