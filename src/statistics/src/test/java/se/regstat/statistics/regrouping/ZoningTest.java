package se.regstat.statistics.regrouping;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ZoningTest {

    private static final Zoning HUNDRED =
            new Zoning(90.5, IntStream.rangeClosed(1, 100).asDoubleStream().toArray());

    @Test
    void nine_of_ten_lie_between_the_quantiles_of_a_twentieth_and_of_nineteen() {
        assertThat(HUNDRED.quantile(0.05)).isEqualTo(5);
        assertThat(HUNDRED.quantile(0.95)).isEqualTo(95);
        assertThat(HUNDRED.quantile(0)).isEqualTo(1);
        assertThat(HUNDRED.quantile(1)).isEqualTo(100);
        assertThat(new Zoning(1, new double[0]).quantile(0.5)).isNaN();
    }

    @Test
    void as_many_lie_below_an_interval_as_above_it() {
        assertThat(HUNDRED.low(0.9)).isEqualTo(5);
        assertThat(HUNDRED.high(0.9)).isEqualTo(96);
        Zoning twenty =
                new Zoning(0, IntStream.rangeClosed(1, 20).asDoubleStream().toArray());
        assertThat(twenty.low(0.9)).isEqualTo(1);
        assertThat(twenty.high(0.9)).isEqualTo(20);
        assertThat(new Zoning(1, new double[0]).low(0.9)).isNaN();
    }

    @Test
    void what_differs_by_the_order_of_sums_alone_is_the_same() {
        assertThat(new Zoning(0.1 + 0.2, new double[] {0.3, 0.3}).rank()).isEqualTo(0.5);
        assertThat(new Zoning(0.1 + 0.2, new double[] {0.3}).isBelow()).isFalse();
        assertThat(new Zoning(4, new double[] {1, 3}).isBelow()).isTrue();
        assertThat(new Zoning(0, new double[] {1, 3}).isAbove()).isTrue();
    }

    @Test
    void the_official_figure_has_a_place_among_the_random_ones() {
        assertThat(HUNDRED.rank()).isEqualTo(0.9);
        assertThat(new Zoning(2, new double[] {1, 2, 2, 3}).rank()).isEqualTo(0.5);
        assertThat(new Zoning(Double.NaN, new double[] {1}).rank()).isNaN();
    }

    @Test
    void a_random_division_without_a_figure_does_not_count() {
        Zoning zoning = new Zoning(2, new double[] {Double.NaN, 3, Double.NaN, 1});
        assertThat(zoning.size()).isEqualTo(2);
        assertThat(zoning.rank()).isEqualTo(0.5);
        assertThat(zoning.quantile(1)).isEqualTo(3);
    }
}
