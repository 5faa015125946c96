/** From columns and cells of a table to values of indicators: mappings, symbols, codes. */
package se.regstat.importing.table;
