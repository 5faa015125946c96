/** Styles, read from SLD 1.0 and SE 1.1. */
package se.regstat.standalone.style;
