/** The weights of re-aggregation themselves, as tables. */
package se.regstat.statistics.crosswalk;
