/** Recipes, which say where divisions and tables come from, and fetching by them. */
package se.regstat.importing.source;
