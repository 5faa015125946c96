/** Values in little room, outside the heap. */
package se.regstat.statistics.packed;
