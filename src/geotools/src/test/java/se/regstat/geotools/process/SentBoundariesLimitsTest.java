package se.regstat.geotools.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.CancellationException;
import java.util.concurrent.Semaphore;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import se.regstat.statistics.config.ReaggregationLimits;
import se.regstat.statistics.reaggregation.Bounds;
import se.regstat.statistics.request.Kind;
import se.regstat.statistics.request.ReaggregationException;

/** What somebody sends is held against the limits while it is read, before it takes room. */
class SentBoundariesLimitsTest {

    private static Bounds bounds(int targets, int vertices) {
        return new Bounds(
                new ReaggregationLimits(targets, vertices, 1L << 26, 1, Duration.ofMinutes(10), 1),
                new Semaphore(1),
                () -> false);
    }

    private static String geoJson(String properties) {
        return "{\"type\":\"Feature\",\"properties\":{" + properties + "},\"geometry\":{\"type\":\"Polygon\","
                + "\"coordinates\":[[[12,57],[13,57],[13,58],[12,57]]]}}";
    }

    private static byte[] collection(int features, int keys) {
        return IntStream.range(0, features)
                .mapToObj(i -> geoJson(IntStream.range(0, keys)
                        .mapToObj(k -> "\"k" + i + "_" + k + "\":1")
                        .collect(Collectors.joining(","))))
                .collect(Collectors.joining(",", "{\"type\":\"FeatureCollection\",\"features\":[", "]}"))
                .getBytes(StandardCharsets.UTF_8);
    }

    @Test
    void too_many_polygons_or_vertices_are_refused_before_the_rest_is_read_and_the_setting_is_named() {
        String unfinished =
                "{\"type\":\"FeatureCollection\",\"features\":[" + geoJson("") + "," + geoJson("") + ", and so on";
        assertThatThrownBy(() -> SentBoundaries.read(
                        unfinished.getBytes(StandardCharsets.UTF_8), Kind.Form.POLYGONS, bounds(1, 100)))
                .isInstanceOf(ReaggregationException.class)
                .hasMessageContaining("more than 1 polygons")
                .hasMessageContaining("regstat.yml, limits: reaggregation: targets");
        assertThatThrownBy(() -> SentBoundaries.read(
                        unfinished.getBytes(StandardCharsets.UTF_8), Kind.Form.POLYGONS, bounds(10, 3)))
                .isInstanceOf(ReaggregationException.class)
                .hasMessageContaining("more than 3 vertices")
                .hasMessageContaining("regstat.yml, limits: reaggregation: vertices");
    }

    @Test
    void so_is_what_takes_memory_besides_boundaries() {
        String values = "{\"type\":\"Feature\",\"properties\":{\"a\":[" + "1,".repeat((1 << 22) + 1) + "1]}}";
        assertThatThrownBy(() -> SentBoundaries.read(
                        values.getBytes(StandardCharsets.UTF_8), Kind.Form.POLYGONS, bounds(10, 100)))
                .isInstanceOf(ReaggregationException.class)
                .hasMessageContaining("more than 4194304 elements, attributes and values; leave out attributes")
                .hasMessageContaining("regstat.yml, limits: reaggregation: body_megabytes");
    }

    @Test
    void features_that_each_have_attributes_of_their_own_are_refused_with_what_would_be_right() {
        assertThatThrownBy(
                        () -> SentBoundaries.read(collection(9_000, 20), Kind.Form.POLYGONS, bounds(20_000, 1_000_000)))
                .isInstanceOf(ReaggregationException.class)
                .hasMessageContaining("180000 attributes of different names, and 500 at most are read; leave out");
        assertThat(SentBoundaries.read(collection(25, 20), Kind.Form.POLYGONS, bounds(100, 1_000))
                        .columns())
                .hasSize(500);
    }

    @Test
    void reading_stops_once_the_bounds_are_over() {
        Bounds over = Bounds.none(() -> true);
        assertThatThrownBy(() ->
                        SentBoundaries.read("no boundaries".getBytes(StandardCharsets.UTF_8), Kind.Form.POLYGONS, over))
                .isInstanceOf(CancellationException.class);
    }
}
