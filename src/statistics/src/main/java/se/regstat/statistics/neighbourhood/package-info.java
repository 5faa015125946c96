/** The nearest people around places, whatever borders lie between. */
package se.regstat.statistics.neighbourhood;
