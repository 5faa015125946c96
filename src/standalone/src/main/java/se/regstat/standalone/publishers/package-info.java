/** The commands that ask publishers: for what there is, for data, and for what is new; and the report of that. */
package se.regstat.standalone.publishers;
