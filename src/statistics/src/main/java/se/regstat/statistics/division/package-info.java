/** Divisions, their vintages and areas, and how areas changed from one vintage to the next. */
package se.regstat.statistics.division;
