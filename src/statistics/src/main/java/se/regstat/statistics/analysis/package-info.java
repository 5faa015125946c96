/** What operations answer for the areas of a division, as series that layers are made of. */
package se.regstat.statistics.analysis;
