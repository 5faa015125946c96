/** Imports into a store: divisions, change logs, indicators, local names, masks and populations. */
package se.regstat.importing;
