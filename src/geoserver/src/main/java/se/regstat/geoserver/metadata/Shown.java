package se.regstat.geoserver.metadata;

import java.time.Instant;
import java.util.Optional;
import se.regstat.geoserver.text.Texts;

/**
 * A layer as GeoServer shows it.
 *
 * @param edited when an administrator last changed its texts; empty if none did
 * @param whole whether it is shown with all rows and all attributes, as files have it
 */
public record Shown(Texts.Description description, Optional<Instant> edited, boolean whole) {}
