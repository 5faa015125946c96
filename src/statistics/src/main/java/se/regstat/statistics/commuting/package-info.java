/** What is asked about flows between areas: how many go in and out, and which areas belong together by them. */
package se.regstat.statistics.commuting;
