/** Recipes held against what the publishers' services say of themselves, without fetching what they have. */
package se.regstat.importing.verify;
