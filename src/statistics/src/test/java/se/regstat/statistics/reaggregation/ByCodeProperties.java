package se.regstat.statistics.reaggregation;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import se.regstat.statistics.division.VintageId;
import se.regstat.statistics.estimate.ReaggregatedValue;
import se.regstat.statistics.indicator.Reason;
import se.regstat.statistics.indicator.Status;
import se.regstat.statistics.observation.Observations;
import se.regstat.statistics.observation.YearValues;
import se.regstat.statistics.request.MissingParts;
import se.regstat.statistics.request.Periods;
import se.regstat.statistics.request.ReaggregationDeclaration;
import se.regstat.statistics.snapshot.VintageAreas;

/** What codes tell of a {@link CodedHierarchy} is worth more than its borders. */
class ByCodeProperties {

    private final CodedHierarchy region = new CodedHierarchy();

    private static ReaggregationRequest request(Reaggregator reaggregator, String target, List<String> indicators) {
        return ReaggregationRequest.of(
                reaggregator.boundaries(VintageId.parse(target)),
                indicators,
                Periods.parse(List.of(Integer.toString(CodedHierarchy.YEAR))));
    }

    private ReaggregationResult run(Observations observations, String target, List<String> indicators) {
        Reaggregator reaggregator = region.reaggregator(observations);
        return reaggregator.run(request(reaggregator, target, indicators), () -> false);
    }

    @Property(tries = 60)
    void what_is_a_parent_by_code_has_its_layers_figures_to_the_last_digit(
            @ForAll Random random, @ForAll @IntRange(min = 3, max = 200) int oneIn) {
        region.tables(random, oneIn);
        Observations observations = region.observations(random);
        for (String target : List.of("deso@2018", "kommun@2025", "lan@2025")) {
            for (ReaggregatedValue value : run(observations, target, CodedHierarchy.INDICATORS)) {
                YearValues layer = observations
                        .year(value.indicator().id(), VintageId.parse(target).division(), CodedHierarchy.YEAR)
                        .orElseThrow();
                String which = value.indicator().id() + " " + target + " " + value.target();
                assertThat(value.value()).as(which).isEqualTo((Double) layer.value(value.target()));
                assertThat(value.status()).as(which).isEqualTo(layer.status(value.target()));
                assertThat(value.reason())
                        .as(which)
                        .isEqualTo(value.status() == Status.ESTIMATED ? Reason.UNTRIED : layer.reason(value.target()));
                assertThat(value.weighting()).isEqualTo("code");
                assertThat(value.cutSources()).isZero();
                boolean exact = value.status() == Status.NORMAL;
                Double bound = exact ? value.value() : Double.NaN;
                assertThat(value.lower()).as(which).isEqualTo(bound);
                assertThat(value.upper()).as(which).isEqualTo(bound);
            }
        }
    }

    @Property(tries = 60)
    void bounds_never_exclude_the_truth(@ForAll Random random) {
        region.tables(random, Integer.MAX_VALUE);
        region.values.removeIf(table -> table.vintage().division().equals("kommun"));
        Observations observations = region.observations(random);
        for (String target : List.of("kommun@2025", "lan@2025")) {
            for (ReaggregatedValue value : run(observations, target, List.of("population", "share_women"))) {
                double truth = truth(target, value);
                assertThat(value.lower()).isLessThanOrEqualTo(truth);
                assertThat(value.upper()).isGreaterThanOrEqualTo(truth);
            }
        }
    }

    /** Of the areas that belong to the target by their codes. */
    private double truth(String target, ReaggregatedValue value) {
        VintageAreas kommuner = region.snapshot.vintages().get(1);
        VintageAreas small = region.snapshot.vintages().get(0);
        double population = 0;
        double women = 0;
        for (int i = 0; i < small.areas().size(); i++) {
            int kommun = kommuner.indexOf(small.areas().get(i).parents().get("kommun"))
                    .orElseThrow();
            String lan = kommuner.areas().get(kommun).parents().get("lan");
            int place = target.startsWith("kommun") ? kommun : Integer.parseInt(lan.substring(1));
            if (place != value.target()) continue;
            population += region.values.get(0).values()[i];
            women += region.values.get(1).values()[i];
        }
        return value.indicator().id().equals("population") ? population : 100 * women / population;
    }

    @Property(tries = 10)
    void a_median_is_the_published_one_or_on_request_an_approximation(@ForAll Random random) {
        region.tables(random, Integer.MAX_VALUE);
        Observations observations = region.observations(random);
        List<ReaggregatedValue> medians =
                run(observations, "kommun@2025", List.of("median_income")).of(0);
        assertThat(medians.get(0).value()).isEqualTo(1);
        assertThat(medians.get(0).status()).isEqualTo(Status.NORMAL);
        Reaggregator reaggregator = region.reaggregator(observations);
        ReaggregationRequest request = request(reaggregator, "kommun@2025", List.of("median_income"));
        assertThat(reaggregator.run(request, () -> false).of(1).get(0).status()).isEqualTo(Status.MISSING);
        ReaggregationResult approximate =
                reaggregator.run(request.with(ReaggregationDeclaration.APPROXIMATE, true), () -> false);
        assertThat(approximate.of(0).get(0).status()).isEqualTo(Status.NORMAL);
        assertThat(approximate.of(1).get(0).status()).isEqualTo(Status.ESTIMATED);
        assertThat(approximate.of(1).get(0).upper()).isNaN();
    }

    @Property(tries = 20)
    void incomplete_sums_are_told_of_what_is_there_only_on_request(@ForAll Random random) {
        region.tables(random, 6);
        Observations observations = region.observations(random);
        Reaggregator reaggregator = region.reaggregator(observations);
        ReaggregationRequest request = request(reaggregator, "kommun@2025", List.of("women"));
        ReaggregationResult partial =
                reaggregator.run(request.with(ReaggregationDeclaration.MISSING, MissingParts.PARTIAL), () -> false);
        YearValues layer =
                observations.year("women", "kommun", CodedHierarchy.YEAR).orElseThrow();
        for (ReaggregatedValue value : partial) {
            if (layer.hasValue(value.target())) {
                assertThat(value.value()).isEqualTo(layer.value(value.target()));
            } else if (value.status().hasValue()) {
                assertThat(value.status()).isEqualTo(Status.ESTIMATED);
                assertThat(value.missingShare()).isPositive();
                assertThat(value.upper()).isNaN();
            } else {
                assertThat(value.missingShare()).isEqualTo(1);
            }
        }
    }
}
