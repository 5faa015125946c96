/** Cells of grids, which are known by their names alone. */
package se.regstat.importing.grid;
