package se.regstat.importing.check;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.locationtech.jts.geom.MultiPolygon;
import se.regstat.statistics.division.Area;
import se.regstat.statistics.division.VintageId;
import se.regstat.statistics.event.Events;
import se.regstat.statistics.event.PointCounts;
import se.regstat.statistics.format.Values;
import se.regstat.statistics.indicator.Indicator;
import se.regstat.statistics.observation.Observations;
import se.regstat.statistics.snapshot.Snapshot;
import se.regstat.statistics.snapshot.VintageAreas;

/**
 * Where the events of a year lie.
 *
 * @param total how many there are
 * @param finest the finest division that is valid in the year; empty if there is none
 * @param outside how many lie in none of its areas
 * @param few how many of its areas have some, but fewer than {@value #FEW}
 * @param uncovered how many lie outside the areas that all are said to be known of
 */
public record EventPlaces(double total, Optional<VintageId> finest, double outside, int few, double uncovered) {

    /** Fewer than this may tell of single persons. */
    public static final int FEW = 5;

    public static EventPlaces of(Observations observations, Events events) {
        Snapshot snapshot = observations.snapshot();
        Optional<VintageAreas> finest = observations.divisions().stream()
                .flatMap(division -> snapshot.valid(division, events.year()).stream())
                .findFirst();
        Optional<PointCounts> counts = finest.map(areas -> counts(events, areas.areas()));
        double uncovered = 0;
        if (events.covers().isOfAreas()) {
            List<Area> covering = snapshot.valid(events.covers().division(), events.year()).stream()
                    .flatMap(all -> all.areas().stream())
                    .filter(area -> events.covers().codes().contains(area.code()))
                    .toList();
            uncovered = counts(events, covering).outside();
        }
        return new EventPlaces(
                events.total(),
                finest.map(areas -> areas.vintage().id()),
                counts.map(PointCounts::outside).orElse(0.0),
                counts.map(EventPlaces::few).orElse(0),
                uncovered);
    }

    /** What points that are not shown still tell, in words; none where they are shown, or told to few. */
    public static Optional<String> findable(Indicator indicator) {
        if (indicator.publishPoints() || indicator.disclosure().isPresent()) return Optional.empty();
        return Optional.of(indicator.id()
                + ": its points are no layer, but it is counted exactly in any boundaries, however small, so that who"
                + " asks can find each; if that tells of persons, restrict it with disclosure in indicators.yml");
    }

    private static PointCounts counts(Events events, List<Area> areas) {
        List<MultiPolygon> polygons = areas.stream().map(Area::geometry).toList();
        return PointCounts.of(events, polygons, () -> false);
    }

    private static int few(PointCounts counts) {
        return (int) IntStream.range(0, counts.size())
                .filter(area -> counts.count(area) > 0 && counts.count(area) < FEW)
                .count();
    }

    /** What lies outside of something, in words; none where all lies inside. */
    public List<String> told(Events events) {
        String[] told = {
            outside > 0 ? told(outside) + " in no area of " + finest.orElseThrow() : "",
            uncovered > 0 ? told(uncovered) + " outside " + events.covers() + ", which all are said to be known of" : ""
        };
        String what = events.indicator() + ", " + events.year() + ": ";
        return Arrays.stream(told)
                .filter(text -> !text.isEmpty())
                .map(text -> what + text)
                .toList();
    }

    private String told(double number) {
        return counted(number) + " of " + counted(total) + " lie";
    }

    /** A sum of counts, which may have decimals, without those that adding them up makes. */
    public static String counted(double sum) {
        return Values.text(Math.rint(sum * 1e6) / 1e6);
    }
}
