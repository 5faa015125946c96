/** All observations of indicators as of one snapshot: published, computed from others, and summed up the hierarchy. */
package se.regstat.statistics.observation;
