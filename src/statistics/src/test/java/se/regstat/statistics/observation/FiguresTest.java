package se.regstat.statistics.observation;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.api.Test;
import se.regstat.statistics.division.LocalText;
import se.regstat.statistics.indicator.Indicator;
import se.regstat.statistics.indicator.MapStyle;
import se.regstat.statistics.indicator.Measure;
import se.regstat.statistics.indicator.Origin;
import se.regstat.statistics.indicator.Status;
import se.regstat.statistics.indicator.Theme;

class FiguresTest {

    private static final Indicator COUNT = indicator(new Measure.Count(), 0);
    private static final Indicator MEAN = indicator(new Measure.Mean(Optional.empty()), 1);
    private static final Indicator SHARE =
            indicator(new Measure.Ratio(Optional.of("part"), Optional.of("whole"), 100), 1);

    @Property(tries = 500)
    void what_a_table_had_is_told_to_the_last_digit(
            @ForAll @LongRange(min = -999_999_999_999_999L, max = 999_999_999_999_999L) long digits,
            @ForAll @IntRange(max = 6) int decimals) {
        double published = BigDecimal.valueOf(digits, decimals).doubleValue();
        assertThat(Figures.published(COUNT, published)).isEqualTo(published);
        assertThat(Figures.published(MEAN, published)).isEqualTo(published);
        assertThat(Figures.computed(COUNT, published)).isEqualTo(published);
        Figures.Told alike = new Figures.Told(published, published, published, published, published);
        assertThat(Figures.reaggregated(MEAN, Origin.REAGGREGATED, Status.NORMAL, 1, alike))
                .isEqualTo(alike);
    }

    @Property(tries = 500)
    void an_estimate_and_the_truth_stay_between_the_bounds_and_the_ends_of_the_interval_that_are_told(
            @ForAll @DoubleRange(min = -1e9, max = 1e9) double lower,
            @ForAll @DoubleRange(min = 0, max = 1e6) double width,
            @ForAll @DoubleRange(min = 0, max = 1) double where,
            @ForAll @DoubleRange(min = 0, max = 1) double narrow) {
        double upper = lower + width;
        double value = Math.min(upper, lower + where * width);
        double low = value - narrow * (value - lower);
        double high = value + narrow * (upper - value);
        for (Indicator indicator : new Indicator[] {COUNT, MEAN, SHARE}) {
            Figures.Told told = estimated(indicator, new Figures.Told(value, lower, upper, low, high));
            assertThat(told.value()).isBetween(told.intervalLow(), told.intervalHigh());
            assertThat(told.intervalLow()).isGreaterThanOrEqualTo(told.lower());
            assertThat(told.intervalHigh()).isLessThanOrEqualTo(told.upper());
            double slack = Math.ulp(lower) + Math.ulp(upper);
            assertThat(told.intervalLow()).isLessThanOrEqualTo(low + slack);
            assertThat(told.intervalHigh()).isGreaterThanOrEqualTo(high - slack);
            assertThat(told.lower()).isLessThanOrEqualTo(lower + slack);
            assertThat(told.upper()).isGreaterThanOrEqualTo(upper - slack);
        }
    }

    @Test
    void decimals_follow_what_is_known() {
        assertThat(estimate(COUNT, 7940.6812345, 5716, 11334)).isEqualTo(7941);
        assertThat(estimate(COUNT, 7940.6812345, 7900, 7980)).isEqualTo(7940.7);
        assertThat(estimate(COUNT, 7940.6812345, Double.NaN, Double.NaN)).isEqualTo(7941);
        assertThat(estimate(COUNT, 5716.25, 5716.25, 5716.25)).isEqualTo(5716.2);
        assertThat(estimate(MEAN, 312.3456, 300, 320)).isEqualTo(312.3);
        assertThat(estimate(MEAN, 312.3456, 0, 1000)).isEqualTo(312);
        assertThat(Figures.published(SHARE, 100.0 / 3)).isEqualTo(33.3);
        assertThat(Figures.computed(MEAN, 100.0 / 3)).isEqualTo(33.3);
        assertThat(estimated(COUNT, new Figures.Told(7940.6, 5716.9, 11334.1, 7700.2, 8181.1)))
                .isEqualTo(new Figures.Told(7941, 5716, 11335, 7700, 8182));
    }

    @Test
    void no_figure_has_seventeen_digits() {
        assertThat(Figures.exact(0.1 + 0.2)).isEqualTo(0.3);
        assertThat(Figures.exact(1234.1 + 0.2)).isEqualTo(1234.3);
        assertThat(Figures.share(2.0 / 3)).isEqualTo(0.666667);
        assertThat(Figures.share(Double.NaN)).isNaN();
        assertThat(1 / Figures.share(-1e-12)).as("no minus zero").isPositive();
    }

    private static double estimate(Indicator indicator, double value, double lower, double upper) {
        return estimated(indicator, new Figures.Told(value, lower, upper, lower, upper))
                .value();
    }

    private static Figures.Told estimated(Indicator indicator, Figures.Told known) {
        return Figures.reaggregated(indicator, Origin.REAGGREGATED, Status.ESTIMATED, 2, known);
    }

    private static Indicator indicator(Measure measure, int decimals) {
        return new Indicator(
                "some",
                LocalText.of("some"),
                Theme.OTHER,
                LocalText.of(""),
                measure,
                decimals,
                List.of(),
                0,
                List.of(),
                LocalText.of(""),
                LocalText.of(""),
                LocalText.of(""),
                "",
                "",
                "",
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                OptionalInt.empty(),
                Set.of(),
                MapStyle.DEFAULT,
                false,
                true);
    }
}
