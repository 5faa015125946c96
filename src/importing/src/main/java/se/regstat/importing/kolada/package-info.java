/** Kolada's API, version 3: key figures of kommuner and regions. */
package se.regstat.importing.kolada;
