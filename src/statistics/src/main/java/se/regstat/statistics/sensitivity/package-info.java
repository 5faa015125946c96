/** How much of a figure is how the borders were drawn: the same on other divisions, in neighbourhoods, and on random divisions. */
package se.regstat.statistics.sensitivity;
