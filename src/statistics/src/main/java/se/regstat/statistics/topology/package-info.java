/** Areas by the borders that they share, each told once, on a grid: TopoJSON, for maps that are drawn by who reads them. */
package se.regstat.statistics.topology;
