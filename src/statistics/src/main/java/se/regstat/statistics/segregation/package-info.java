/** How unevenly groups of people live: measures of segregation, what chance alone makes of them, and their parts. */
package se.regstat.statistics.segregation;
