package se.regstat.geoserver.metadata;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.locationtech.jts.geom.Envelope;
import se.regstat.geoserver.text.Texts;
import se.regstat.statistics.observation.Series;

/**
 * A layer of a dataset: what its maps and features are asked by.
 *
 * @param name without workspace
 * @param description as GeoServer shows it, an administrator's changes included
 * @param bounds in EPSG:3006, easting before northing; null for a table without geometry
 * @param years ascending, of its dimension TIME; none for what is the same at all times
 * @param series what it shows, if that is one indicator
 * @param counted how many values it has of each status, counted when that is asked for; none for layers of something else
 * @param edited when an administrator last changed its texts; empty if none did
 */
public record Layer(
        String name,
        Texts.Description description,
        Optional<Envelope> bounds,
        List<Integer> years,
        Optional<Series> series,
        Supplier<Completeness> counted,
        Optional<Instant> edited) {

    public Layer {
        years = List.copyOf(years);
    }

    /** As the plugin made it. */
    Layer(
            String name,
            Texts.Description description,
            Optional<Envelope> bounds,
            List<Integer> years,
            Optional<Series> series,
            Supplier<Completeness> counted) {
        this(name, description, bounds, years, series, counted, Optional.empty());
    }

    Layer as(Shown shown) {
        return new Layer(name, shown.description(), bounds, years, series, counted, shown.edited());
    }
}
