/** Maps, drawn by Java2D from styles and the snapshot. */
package se.regstat.standalone.render;
