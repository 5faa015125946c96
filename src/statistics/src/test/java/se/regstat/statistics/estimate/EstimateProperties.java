package se.regstat.statistics.estimate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.IntRange;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.geom.Polygon;
import org.locationtech.jts.geom.util.AffineTransformation;
import se.regstat.statistics.indicator.Status;
import se.regstat.statistics.overlay.Overlay;
import se.regstat.statistics.overlay.Sources;
import se.regstat.statistics.overlay.Targets;
import se.regstat.statistics.reaggregation.Patchwork;
import se.regstat.statistics.request.MissingParts;
import se.regstat.statistics.request.ReaggregationException;
import se.regstat.statistics.request.Weighting;
import se.regstat.statistics.weights.WeightRules;
import se.regstat.statistics.weights.Weights;

class EstimateProperties {

    private static final int SIDE = 7;

    private final List<Polygon> areas = new ArrayList<>();
    private Sources sources;

    private void sources(Random random) {
        areas.clear();
        areas.addAll(Patchwork.of(SIDE, random));
        sources = Sources.of(Patchwork.names("s", areas.size()), areas);
    }

    private Weights weights(List<? extends Geometry> wanted, double tolerance) {
        return Weights.byArea(Overlay.of(sources, Targets.of(Patchwork.names("t", wanted.size()), wanted)), tolerance);
    }

    private double[] counts(Random random) {
        return areas.stream().mapToDouble(area -> random.nextInt(3000)).toArray();
    }

    private static byte[] normal(int size) {
        return new byte[size];
    }

    private static Estimate estimate(Weights weights, Variable... variables) {
        return Estimate.of(weights, List.of(variables), MissingParts.STRICT);
    }

    @Property(tries = 40)
    void mass_is_conserved_whatever_the_tolerance(
            @ForAll Random random,
            @ForAll @IntRange(min = 1, max = 12) int side,
            @ForAll @DoubleRange(max = 0.2) double tolerance) {
        sources(random);
        double[] counts = counts(random);
        Weights weights = weights(Patchwork.of(side, random), tolerance);
        Estimate estimate = estimate(weights, Variable.count(counts));
        double out = IntStream.range(0, side * side)
                .mapToDouble(j -> estimate.row(j).value(0))
                .sum();
        double in = Arrays.stream(counts).sum();
        assertThat(out).isCloseTo(in, within(1e-9 * in));
        assertThat(estimate.mass(0, new BitSet()).lost()).isLessThan(1e-9 * in);
    }

    @Property(tries = 40)
    void what_lies_outside_is_lost_and_told(@ForAll Random random) {
        sources(random);
        List<Polygon> wanted = Patchwork.of(4, random);
        Collections.shuffle(wanted, random);
        Estimate estimate = estimate(weights(wanted.subList(0, 6), 0), Variable.count(counts(random)));
        double out =
                IntStream.range(0, 6).mapToDouble(j -> estimate.row(j).value(0)).sum();
        Mass mass = estimate.mass(0, new BitSet());
        assertThat(mass.out()).isCloseTo(out, within(1e-9 * out));
        assertThat(mass.out() + mass.lost()).isCloseTo(mass.in(), within(1e-9 * out));
        assertThat(mass.lost()).isPositive();
    }

    @Property(tries = 40)
    void unions_of_whole_units_are_the_sums_to_the_last_digit(@ForAll Random random) {
        sources(random);
        double[] values =
                areas.stream().mapToDouble(a -> random.nextDouble() * 1e6).toArray();
        Weights weights = weights(Patchwork.unions(areas, 5, random), 1e-3);
        Estimate estimate = estimate(weights, Variable.count(values));
        for (int j = 0; j < weights.targets().size(); j++) {
            BigDecimal sum = BigDecimal.ZERO;
            for (int i = 0; i < areas.size(); i++) {
                if (weights.weight(i, j) > 0) sum = sum.add(new BigDecimal(values[i]));
            }
            EstimateRow row = estimate.row(j);
            assertThat(row.value(0)).isEqualTo(sum.doubleValue());
            assertThat(row.lower(0)).isEqualTo(row.value(0));
            assertThat(row.upper(0)).isEqualTo(row.value(0));
            assertThat(row.status(0)).isEqualTo(Status.NORMAL);
            assertThat(row.cutShare(0)).isZero();
        }
    }

    @Property(tries = 40)
    void slivers_snap_to_whole_units(@ForAll Random random, @ForAll @IntRange(min = 1, max = 6) int digits) {
        sources(random);
        List<Geometry> unions = Patchwork.unions(areas, 6, random);
        double metres = 2 * Math.pow(10, -digits);
        AffineTransformation shift = AffineTransformation.translationInstance(metres, metres / 3);
        List<Geometry> wanted = unions.stream().map(shift::transform).toList();
        Weights exact = weights(unions, 0);
        Weights snapped = weights(wanted, 5e-3);
        int count = 0;
        for (int j = 0; j < wanted.size(); j++) {
            assertThat(snapped.cutSources(j)).isZero();
            assertThat(snapped.wholeSources(j)).isEqualTo(exact.wholeSources(j));
            count += snapped.snappedSources(j);
            for (int i = 0; i < areas.size(); i++)
                assertThat(snapped.weight(i, j)).isEqualTo(exact.weight(i, j));
        }
        assertThat(count).isPositive();
    }

    @Property(tries = 40)
    void the_truth_lies_within_the_bounds(@ForAll Random random) {
        sources(random);
        // What is true is known where sources are themselves made of smaller units.
        List<Polygon> small = areas;
        List<Geometry> units = Patchwork.unions(small, 12, random);
        List<Geometry> wanted = Patchwork.unions(small, 5, random);
        double[] members = counts(random);
        double[] persons =
                Arrays.stream(members).map(n -> n + random.nextInt(2000)).toArray();
        Weights fromUnits = Weights.byArea(
                Overlay.of(
                        Sources.of(Patchwork.names("u", units.size()), units),
                        Targets.of(Patchwork.names("t", wanted.size()), wanted)),
                0);
        Weights membership = weights(units, 0);
        double[] unitMembers = sums(membership, members);
        double[] unitPersons = sums(membership, persons);
        Weights truth = weights(wanted, 0);
        double[] trueMembers = sums(truth, members);
        double[] truePersons = sums(truth, persons);
        Estimate estimate = estimate(
                fromUnits,
                Variable.count(unitMembers),
                Variable.quotient(unitMembers, unitPersons, normal(units.size()), 100),
                Variable.quotient(unitPersons, unitMembers, normal(units.size()), 1));
        for (int j = 0; j < wanted.size(); j++) {
            EstimateRow row = estimate.row(j);
            assertWithin(row, 0, trueMembers[j]);
            assertWithin(row, 1, 100 * trueMembers[j] / truePersons[j]);
            assertWithin(row, 2, truePersons[j] / trueMembers[j]);
        }
    }

    private static void assertWithin(EstimateRow row, int variable, double truth) {
        assertThat(row.lower(variable)).isLessThanOrEqualTo(truth * (1 + 1e-12));
        assertThat(row.lower(variable)).isLessThanOrEqualTo(row.value(variable));
        if (!Double.isNaN(row.upper(variable))) {
            assertThat(row.upper(variable)).isGreaterThanOrEqualTo(truth * (1 - 1e-12));
            assertThat(row.upper(variable)).isGreaterThanOrEqualTo(row.value(variable));
        }
    }

    private static double[] sums(Weights weights, double[] values) {
        Estimate estimate = estimate(weights, Variable.count(values));
        return IntStream.range(0, weights.targets().size())
                .mapToDouble(j -> estimate.row(j).value(0))
                .toArray();
    }

    @Property(tries = 20)
    void many_variables_at_once_are_as_one_by_one(@ForAll Random random) {
        sources(random);
        Weights weights = weights(Patchwork.of(5, random), 1e-3);
        Variable[] variables = new Variable[11];
        for (int v = 0; v < variables.length; v++) {
            byte[] statuses = new byte[areas.size()];
            for (int i = 0; i < statuses.length; i++) {
                if (random.nextInt(12) == 0) statuses[i] = (byte) random.nextInt(5);
            }
            variables[v] = switch (v % 3) {
                case 0 -> Variable.count(counts(random), statuses);
                case 1 -> Variable.mean(counts(random), counts(random), statuses);
                default -> {
                    double[] land = counts(random);
                    yield Variable.density(counts(random), land, land, statuses);
                }
            };
        }
        for (MissingParts missing : MissingParts.values()) {
            Estimate together = Estimate.of(weights, List.of(variables), missing);
            EstimateRow row = together.row();
            for (int j = 0; j < 25; j++) {
                row.compute(j);
                for (int v = 0; v < variables.length; v++) {
                    EstimateRow alone =
                            Estimate.of(weights, List.of(variables[v]), missing).row(j);
                    assertThat(figures(row, v)).isEqualTo(figures(alone, 0));
                }
            }
        }
    }

    private static List<Object> figures(EstimateRow row, int v) {
        return List.of(
                row.status(v),
                row.value(v),
                row.lower(v),
                row.upper(v),
                row.cutShare(v),
                row.largestShare(v),
                row.missingShare(v));
    }

    @Property(tries = 20)
    void means_are_weighted_with_their_base_and_ratios_with_their_denominator(@ForAll Random random) {
        sources(random);
        List<Polygon> wanted = Patchwork.of(3, random);
        Weights weights = weights(wanted, 0);
        double[] means = counts(random);
        double[] bases = counts(random);
        Estimate estimate = estimate(
                weights,
                Variable.mean(means, bases, normal(means.length)),
                Variable.quotient(means, bases, normal(means.length), 100));
        for (int j = 0; j < wanted.size(); j++) {
            double sum = 0;
            double numerators = 0;
            double persons = 0;
            for (int i = 0; i < areas.size(); i++) {
                sum += weights.weight(i, j) * bases[i] * means[i];
                numerators += weights.weight(i, j) * means[i];
                persons += weights.weight(i, j) * bases[i];
            }
            assertThat(estimate.row(j).value(0)).isCloseTo(sum / persons, within(1e-9 * sum / persons));
            assertThat(estimate.row(j).value(1))
                    .isCloseTo(100 * numerators / persons, within(1e-7 * numerators / persons));
        }
    }

    @Property(tries = 20)
    void a_missing_part_makes_the_whole_missing_unless_parts_are_asked_for(@ForAll Random random) {
        sources(random);
        double[] counts = counts(random);
        byte[] statuses = normal(counts.length);
        int gap = random.nextInt(counts.length);
        Status what = random.nextBoolean() ? Status.MISSING : Status.SUPPRESSED;
        statuses[gap] = what.code();
        Weights weights = weights(Patchwork.unions(areas, 4, random), 0);
        Variable variable = Variable.count(counts, statuses);
        Estimate strict = Estimate.of(weights, List.of(variable), MissingParts.STRICT);
        Estimate partial = Estimate.of(weights, List.of(variable), MissingParts.PARTIAL);
        for (int j = 0; j < weights.targets().size(); j++) {
            boolean has = weights.weight(gap, j) > 0;
            assertThat(strict.row(j).status(0)).isEqualTo(has ? what : Status.NORMAL);
            EstimateRow row = partial.row(j);
            if (!has) {
                assertThat(row.status(0)).isEqualTo(Status.NORMAL);
                assertThat(row.missingShare(0)).isZero();
            } else if (weights.wholeSources(j) == 1) {
                assertThat(row.status(0)).isEqualTo(what);
            } else {
                assertThat(row.status(0)).isEqualTo(Status.ESTIMATED);
                assertThat(row.missingShare(0)).isCloseTo(1.0 / weights.wholeSources(j), within(1e-12));
                assertThat(row.lower(0)).isEqualTo(row.value(0));
                assertThat(row.upper(0)).isNaN();
            }
        }
    }

    @Property(tries = 20)
    void a_share_of_nobody_is_not_applicable_and_nowhere_is_outside(@ForAll Random random) {
        sources(random);
        double[] nobody = new double[areas.size()];
        List<Geometry> wanted = new ArrayList<>(Patchwork.of(2, random));
        wanted.add(AffineTransformation.translationInstance(5e5, 0).transform(wanted.get(0)));
        wanted.add(wanted.get(0).getFactory().createPolygon());
        Estimate estimate = estimate(
                weights(wanted, 0),
                Variable.quotient(nobody, nobody, normal(nobody.length), 100),
                Variable.count(nobody));
        assertThat(estimate.row(0).status(0)).isEqualTo(Status.NOT_APPLICABLE);
        assertThat(estimate.row(0).value(1)).isZero();
        for (int j = 4; j < 6; j++) {
            assertThat(estimate.row(j).status(0)).isEqualTo(Status.OUTSIDE);
            assertThat(estimate.row(j).status(1)).isEqualTo(Status.OUTSIDE);
            assertThat(estimate.row(j).value(1)).isNaN();
            assertThat(estimate.weights().coverage(j)).isZero();
        }
    }

    @Property(tries = 20)
    void targets_that_overlap_are_each_computed_by_themselves(@ForAll Random random) {
        sources(random);
        List<Polygon> wanted = Patchwork.of(4, random);
        List<Geometry> twice = new ArrayList<>(wanted);
        twice.addAll(Patchwork.of(3, random));
        Variable counts = Variable.count(counts(random));
        Estimate alone = estimate(weights(wanted, 0), counts);
        Estimate together = estimate(weights(twice, 0), counts);
        for (int j = 0; j < wanted.size(); j++) {
            assertThat(together.row(j).value(0)).isEqualTo(alone.row(j).value(0));
        }
        Mass mass = together.mass(0, new BitSet());
        assertThat(mass.twice()).isCloseTo(mass.in(), within(1e-9 * mass.in()));
    }

    @Property(tries = 20)
    void by_code_refuses_what_cuts_units_and_says_which(@ForAll Random random) {
        sources(random);
        Overlay overlay = Overlay.of(sources, Targets.of(Patchwork.names("t", 9), Patchwork.of(3, random)));
        assertThatThrownBy(() -> Weights.of(overlay, WeightRules.of(Weighting.CODE, List.of(), 1e-3)))
                .isInstanceOf(ReaggregationException.class)
                .hasMessageContaining("'t0000' has ")
                .hasMessageContaining("% of s0");
    }
}
