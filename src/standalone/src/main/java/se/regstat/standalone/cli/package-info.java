/** The commands. */
package se.regstat.standalone.cli;
