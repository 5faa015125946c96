/** Whole stores: copied, and told apart. */
package se.regstat.statistics.store.copy;
