package se.regstat.standalone.render;

import java.awt.geom.Rectangle2D;

/**
 * A label on a map.
 *
 * @param box around the text and its halo, in pixels, y down
 */
public record PlacedLabel(String text, Rectangle2D box) {}
