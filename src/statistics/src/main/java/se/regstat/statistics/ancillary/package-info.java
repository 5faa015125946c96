/** What tells where inside an area people live, so that values can be distributed better than by area. */
package se.regstat.statistics.ancillary;
