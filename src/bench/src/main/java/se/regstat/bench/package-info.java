/** Measurements, and the data for them; figures stand in {@code src/bench/README.md}. */
package se.regstat.bench;
