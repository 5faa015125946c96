/** What publishers have that a store does not: new years and vintages, corrected figures, and what these do to checks and layers. */
package se.regstat.importing.update;
