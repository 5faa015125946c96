/** An immutable image of a store in memory, which all that read it share. */
package se.regstat.statistics.snapshot;
