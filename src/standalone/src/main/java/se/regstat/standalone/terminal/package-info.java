/** What commands print: progress, tables, lines of a log. */
package se.regstat.standalone.terminal;
