/** What there is to divide the areas of vintages by, made of what a store has, and which is best by trial. */
package se.regstat.statistics.dividing;
