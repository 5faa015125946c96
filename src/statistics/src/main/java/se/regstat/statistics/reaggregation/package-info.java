/** Indicators on boundaries that are nobody's official units: requests, results, series, derived layers. */
package se.regstat.statistics.reaggregation;
