/** Files as they are written: wholly or not at all, and what stands in the way. */
package se.regstat.statistics.file;
