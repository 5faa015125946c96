package se.regstat.geoserver.metadata;

import java.time.Instant;
import java.util.Optional;
import se.regstat.geoserver.text.Texts;

/**
 * A layer as GeoServer shows it.
 *
 * @param edited when an administrator last changed its texts; empty if none did
 */
public record Shown(Texts.Description description, Optional<Instant> edited) {}
