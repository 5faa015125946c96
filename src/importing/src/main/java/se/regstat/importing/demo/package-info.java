/** A region that does not exist, with people, divisions in two vintages and indicators. */
package se.regstat.importing.demo;
