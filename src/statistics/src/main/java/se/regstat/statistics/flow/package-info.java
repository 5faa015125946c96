/** Flows of persons from area to area, such as commuting to work, and the labour markets that follow from them. */
package se.regstat.statistics.flow;
