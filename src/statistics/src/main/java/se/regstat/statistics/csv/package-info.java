/** What spreadsheets make of texts. */
package se.regstat.statistics.csv;
