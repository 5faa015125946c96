/** Polygons of files, checked and repaired, and borders that neighbours share: vertices made equal, gaps and overlaps found, areas joined. */
package se.regstat.importing.borders;
