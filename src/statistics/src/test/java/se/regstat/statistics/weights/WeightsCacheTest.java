package se.regstat.statistics.weights;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.locationtech.jts.geom.Polygon;
import se.regstat.statistics.overlay.Overlay;
import se.regstat.statistics.overlay.Sources;
import se.regstat.statistics.overlay.Targets;
import se.regstat.statistics.reaggregation.Patchwork;
import se.regstat.statistics.request.Weighting;

class WeightsCacheTest {

    private static final List<Polygon> AREAS = Patchwork.of(5, new Random(1));
    private static final List<Polygon> WANTED = Patchwork.of(3, new Random(2));

    private final AtomicInteger computed = new AtomicInteger();

    private Weights get(WeightsCache cache, List<Polygon> wanted, double tolerance) {
        Sources sources = Sources.of(Patchwork.names("s", 25), AREAS);
        Targets targets = Targets.of(Patchwork.names("t", wanted.size()), wanted);
        return cache.get(sources, targets, WeightRules.of(Weighting.AREA, List.of(), tolerance), () -> {
            computed.incrementAndGet();
            return Weights.byArea(Overlay.of(sources, targets), tolerance);
        });
    }

    @Test
    void the_same_boundaries_are_found_again_whoever_sends_them() {
        WeightsCache cache = new WeightsCache(1_000_000);
        Weights first = get(cache, WANTED, 0);
        assertThat(get(cache, WANTED.stream().map(area -> (Polygon) area.copy()).toList(), 0))
                .isSameAs(first);
        assertThat(computed).hasValue(1);
    }

    @Test
    void other_boundaries_and_another_tolerance_are_others() {
        WeightsCache cache = new WeightsCache(1_000_000);
        get(cache, WANTED, 0);
        get(cache, WANTED, 1e-3);
        get(cache, WANTED.subList(0, 8), 0);
        assertThat(computed).hasValue(3);
        assertThat(cache.count()).isEqualTo(3);
    }

    @Test
    void the_least_recently_used_go_when_there_is_too_much() {
        long size = get(new WeightsCache(0), WANTED, 0).size();
        WeightsCache cache = new WeightsCache(5 * size / 2);
        get(cache, WANTED, 0);
        get(cache, WANTED, 1e-4);
        get(cache, WANTED, 0);
        get(cache, WANTED, 1e-5);
        assertThat(cache.count()).isEqualTo(2);
        computed.set(0);
        get(cache, WANTED, 0);
        assertThat(computed).hasValue(0);
        get(cache, WANTED, 1e-4);
        assertThat(computed).hasValue(1);
    }
}
