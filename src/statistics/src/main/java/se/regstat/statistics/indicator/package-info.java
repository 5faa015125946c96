/** Indicators and their observations: what is measured, in which areas and years, and how far a number can be trusted. */
package se.regstat.statistics.indicator;
