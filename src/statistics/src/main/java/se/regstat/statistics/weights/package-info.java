/** From shares of area to shares of people: by code, area, mask or population, with what is certain at least and at most. */
package se.regstat.statistics.weights;
