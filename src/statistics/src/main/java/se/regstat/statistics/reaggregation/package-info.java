/** Indicators on boundaries that are nobody's official units: overlay, weights, estimates and how good they are. */
package se.regstat.statistics.reaggregation;
