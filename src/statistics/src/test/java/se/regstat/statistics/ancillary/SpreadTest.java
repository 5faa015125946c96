package se.regstat.statistics.ancillary;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class SpreadTest {

    private static double[] upTo(int count) {
        return IntStream.rangeClosed(1, count).mapToDouble(i -> i).toArray();
    }

    @Test
    void a_quantile_is_the_miss_that_a_new_one_is_no_larger_than_as_often_as_it_says() {
        Quantiles of99 = Quantiles.of(upTo(99)).orElseThrow();
        assertThat(of99.at(0.9)).isEqualTo(90);
        assertThat(of99.at(0.5)).isEqualTo(50);
        assertThat(of99.at(0.55)).isCloseTo(55, within(1e-9));
        assertThat(of99.at(0.99)).isEqualTo(99);
        assertThat(Quantiles.of(upTo(20)).orElseThrow().at(0.9)).isEqualTo(19);
        assertThat(Quantiles.of(upTo(19))).as("too few").isEmpty();
    }

    @Test
    void few_misses_tell_nothing_of_what_is_rarer_than_they_are() {
        Quantiles few = Quantiles.of(upTo(20)).orElseThrow();
        assertThat(few.at(0.95)).isEqualTo(20);
        assertThat(few.at(0.96)).isInfinite();
        assertThat(few.at(0.975)).isInfinite();
        assertThat(few.at(0.99)).isInfinite();
        assertThat(Quantiles.of(upTo(98)).orElseThrow().at(0.99)).isInfinite();
    }

    @Test
    void of_what_is_rarer_than_the_few_of_one_kind_those_of_all_kinds_tell_but_never_less() {
        Spread.Sample sample = new Spread.Sample();
        DoubleStream.of(upTo(20)).forEach(miss -> sample.add(10 * miss, 1, 1));
        DoubleStream.of(upTo(99)).forEach(miss -> sample.add(4 * miss, 16, 16));
        Spread spread = sample.spread().orElseThrow();
        assertThat(spread.of(1).at(0.9)).isEqualTo(190);
        assertThat(spread.of(1).at(0.975)).as("the largest of its own").isEqualTo(200);
        assertThat(spread.of(1).at(0.99)).isEqualTo(200);
        assertThat(Spread.parse(spread.text())).contains(spread);
        Spread.Sample of20 = new Spread.Sample();
        DoubleStream.of(upTo(20)).forEach(miss -> of20.add(miss, 1, 1));
        Spread few = of20.spread().orElseThrow();
        assertThat(few.of(1).at(0.99)).isInfinite();
        assertThat(Spread.parse(few.text())).contains(few);
    }

    @Test
    void what_was_found_is_read_as_it_was_written() {
        Spread.Sample sample = new Spread.Sample();
        Random random = new Random(1);
        for (int i = 0; i < 100; i++) sample.add(random.nextGaussian(), 1 + i, 1 + i);
        Spread spread = sample.spread().orElseThrow();
        assertThat(Spread.parse(spread.text())).contains(spread);
        assertThat(Spread.parse("")).isEmpty();
    }

    @Test
    void few_cuts_and_many_are_told_apart_and_where_there_were_few_of_either_all_stand_for_them() {
        Spread.Sample sample = new Spread.Sample();
        DoubleStream.of(upTo(99)).forEach(miss -> sample.add(-3 * miss, 1, 1));
        DoubleStream.of(upTo(99)).forEach(miss -> sample.add(4 * miss, 16, 16));
        Spread spread = sample.spread().orElseThrow();
        assertThat(spread.of(1).at(0.9)).isEqualTo(270);
        assertThat(spread.of(16).at(0.9)).isEqualTo(90);
        assertThat(spread.of(2).at(0.9)).isGreaterThan(90).isLessThan(270);
    }

    @Test
    void a_cut_is_the_less_certain_the_nearer_to_the_middle_and_certain_only_where_nothing_is_cut() {
        assertThat(Spread.cut(0.5, 0.5)).isEqualTo(0.2625);
        assertThat(Spread.cut(0.1, 0.1)).isCloseTo(0.0945, within(1e-12));
        assertThat(Spread.cut(1, 0.5)).isEqualTo(0.0125);
        assertThat(Spread.cut(1, 1)).isZero();
        assertThat(Spread.cuts(4, 4)).isEqualTo(4);
    }
}
