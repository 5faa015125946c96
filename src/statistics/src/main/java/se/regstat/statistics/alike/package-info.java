/** Which areas are like one another by several indicators: groups of them, and those that are most like one. */
package se.regstat.statistics.alike;
