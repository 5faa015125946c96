package se.regstat.geotools.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.concurrent.Semaphore;
import java.util.function.BooleanSupplier;
import org.geotools.data.simple.SimpleFeatureCollection;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import se.regstat.importing.demo.DemoStore;
import se.regstat.statistics.config.Configuration;
import se.regstat.statistics.config.ReaggregationLimits;
import se.regstat.statistics.reaggregation.Bounds;
import se.regstat.statistics.reaggregation.Question;
import se.regstat.statistics.reaggregation.Reaggregator;
import se.regstat.statistics.request.Arguments;
import se.regstat.statistics.request.Door;
import se.regstat.statistics.request.ReaggregationDeclaration;
import se.regstat.statistics.request.ReaggregationException;
import se.regstat.statistics.snapshot.Snapshots;
import se.regstat.statistics.store.StoreUrl;

/** What one request may have computed; the limits are those of regstat.yml. */
class BoundsTest {

    @TempDir
    Path directory;

    private SimpleFeatureCollection run(String limits, String division, String periods) throws Exception {
        return run(limits, division, periods, true);
    }

    private SimpleFeatureCollection run(String limits, String division, String periods, boolean forOthers)
            throws Exception {
        StoreUrl.GeoPackage url = StoreUrl.of(directory.resolve("demo.gpkg"));
        if (!Files.exists(url.file())) DemoStore.create(url);
        Files.writeString(directory.resolve("regstat.yml"), "limits: {reaggregation: {" + limits + "}}\n");
        try (Snapshots.Lease lease = Snapshots.acquire(url)) {
            Reaggregator reaggregator = Reaggregator.of(lease.current(), Configuration.load(directory));
            BooleanSupplier never = () -> false;
            Arguments arguments = Arguments.read(
                    ReaggregationDeclaration.OPERATION,
                    Door.PROCESS,
                    Map.of(
                            "targetDivision", List.of(division),
                            "indicators", List.of("population"),
                            "periods", List.of(periods)));
            Bounds bounds = forOthers ? Bounds.of(reaggregator, never) : Bounds.none(never);
            return ReaggregatedFeatures.answer(
                    new Question(reaggregator, arguments, vintage -> true, bounds), Optional.empty(), done -> {});
        }
    }

    @Test
    void more_boundaries_than_the_limit_are_refused() {
        assertThatThrownBy(() -> run("targets: 2", "deso@2025", "2023"))
                .isInstanceOf(ReaggregationException.class)
                .hasMessageContainingAll("boundaries: more than 2", "regstat.yml, limits: reaggregation: targets");
    }

    @Test
    void who_has_the_store_has_no_limits() throws Exception {
        assertThat(run("targets: 2, values: 1", "deso@2025", "2023", false).size())
                .isGreaterThan(2);
    }

    @Test
    void more_values_than_the_limit_are_refused_and_fewer_are_not() throws Exception {
        int kommuner = run("values: 2000000", "kommun@2025", "2023").size();
        assertThat(run("values: " + kommuner, "kommun@2025", "2023").size()).isEqualTo(kommuner);
        assertThatThrownBy(() -> run("values: " + kommuner, "kommun@2025", "2022/2023"))
                .isInstanceOf(ReaggregationException.class)
                .hasMessageContainingAll(2 * kommuner + " values", "reaggregation: values");
    }

    private static Bounds bounds(Duration time, int places) {
        return new Bounds(new ReaggregationLimits(1, 10, 1, 1, time, 1), new Semaphore(places), () -> false);
    }

    @Test
    void more_vertices_than_the_limit_are_refused() {
        Bounds bounds = bounds(Duration.ofMinutes(1), 1);
        bounds.checkVertices(10);
        assertThatThrownBy(() -> bounds.checkVertices(11)).hasMessageContaining("reaggregation: vertices");
    }

    @Test
    void what_takes_too_long_is_stopped_and_says_so() {
        Bounds bounds = bounds(Duration.ZERO, 1);
        assertThatThrownBy(() -> bounds.within(() -> {
                    assertThat(bounds.isOver()).isTrue();
                    throw new CancellationException();
                }))
                .isInstanceOf(ReaggregationException.class)
                .hasMessageContaining("reaggregation: seconds");
    }

    @Test
    void what_is_cancelled_is_not_taken_for_late() {
        Bounds bounds = bounds(Duration.ofMinutes(1), 1);
        assertThatThrownBy(() -> bounds.within(() -> {
                    throw new CancellationException();
                }))
                .isInstanceOf(CancellationException.class);
        assertThat(bounds.within(() -> "again")).isEqualTo("again");
    }

    @Test
    void who_finds_no_place_is_told_to_come_back() {
        assertThatThrownBy(() -> bounds(Duration.ZERO, 0).within(() -> "never"))
                .isInstanceOf(ReaggregationException.class)
                .hasMessageContainingAll("try again", "at_once");
    }
}
