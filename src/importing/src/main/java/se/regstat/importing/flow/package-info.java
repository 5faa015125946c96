/** From tables of pairs into a store: who go from one area to another. */
package se.regstat.importing.flow;
