/** Events: what is counted from points, and which polygon a point is in. */
package se.regstat.statistics.event;
