/** Recipes, which say where divisions and tables come from. */
package se.regstat.importing.source;
