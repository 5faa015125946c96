package se.regstat.statistics.weights;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CancellationException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import java.util.function.Function;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.locationtech.jts.geom.Polygon;
import se.regstat.statistics.ancillary.Mask;
import se.regstat.statistics.ancillary.WeightedPoints;
import se.regstat.statistics.indicator.Provenance;
import se.regstat.statistics.overlay.Sources;
import se.regstat.statistics.reaggregation.Patchwork;

/** What sources are divided by can take as long to prepare as all the rest, and stops as soon. */
class DistributionCancelTest {

    private static final int SIDE = 8;
    private static final int POINTS = 5000;

    /** The kinds of ancillary data. */
    enum Kind {
        MASK,
        POINTS,
        CELLS
    }

    private static Function<BooleanSupplier, Distribution> maker(Kind kind) {
        List<Polygon> areas = Patchwork.of(SIDE, new Random(1));
        Sources sources = Sources.of(Patchwork.names("u", areas.size()), areas);
        Provenance provenance = new Provenance(Instant.EPOCH, "", "", "");
        if (kind == Kind.MASK) {
            Mask mask = new Mask(Mask.BUILT_UP, Patchwork.of(SIDE + 3, new Random(2)), provenance);
            return cancelled -> Distribution.of(sources, mask, cancelled);
        }
        Random random = new Random(3);
        double[] x = random.doubles(POINTS)
                .map(part -> Patchwork.WEST + part * Patchwork.WIDTH)
                .toArray();
        double[] y = random.doubles(POINTS)
                .map(part -> Patchwork.SOUTH + part * Patchwork.WIDTH)
                .toArray();
        double[] people = random.doubles(POINTS, 1, 9).toArray();
        WeightedPoints population =
                new WeightedPoints("p", 2023, x, y, people, kind == Kind.POINTS ? 0 : 250, provenance);
        return cancelled -> Distribution.of(sources, population, cancelled);
    }

    @ParameterizedTest
    @EnumSource
    void it_stops_whenever_it_is_cancelled(Kind kind) {
        Function<BooleanSupplier, Distribution> maker = maker(kind);
        AtomicInteger asked = new AtomicInteger();
        Distribution made = maker.apply(() -> {
            asked.incrementAndGet();
            return false;
        });
        assertThat(made.reaches(0)).isTrue();
        int all = asked.get();
        assertThat(all).as("how often it asks").isGreaterThan(10);
        for (int at : List.of(1, all / 3, all / 2, all - 1)) {
            asked.set(0);
            assertThatThrownBy(() -> maker.apply(() -> asked.incrementAndGet() >= at))
                    .as(kind + ", at question " + at + " of " + all)
                    .isInstanceOf(CancellationException.class);
        }
    }
}
