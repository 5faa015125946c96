/** Sources cut by targets: which share of each source area lies in each boundary. */
package se.regstat.statistics.overlay;
