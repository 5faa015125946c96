/** What is noted of each request: an id, a line of the access log, figures. */
package se.regstat.standalone.access;
