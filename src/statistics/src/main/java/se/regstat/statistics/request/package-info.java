/** What may be asked of a re-aggregation, and the refusal of what may not. */
package se.regstat.statistics.request;
