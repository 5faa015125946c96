/** Values on boundaries from weights and observations: sums, ratios and means with bounds, coverage and status. */
package se.regstat.statistics.estimate;
