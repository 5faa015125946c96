package se.regstat.statistics.config;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import se.regstat.statistics.indicator.Combination;
import se.regstat.statistics.indicator.Disclosure;
import se.regstat.statistics.indicator.Indicator;
import se.regstat.statistics.indicator.Measure;
import se.regstat.statistics.indicator.Perturbation;

/** What holds between the indicators of {@code indicators.yml}, and between them and {@code derived.yml}. */
final class IndicatorRules {

    private final Map<String, Indicator> indicators;
    private final YamlMapping measured;

    /**
     * @param indicators by id; changed by {@link #restrict}
     * @param measured the mapping they were read from, which knows its lines
     */
    IndicatorRules(Map<String, Indicator> indicators, YamlMapping measured) {
        this.indicators = indicators;
        this.measured = measured;
    }

    /** Computed indicators are computed from counts, which are imported. */
    void checkInputs() {
        for (Indicator indicator : indicators.values()) {
            for (String input : isCombined(indicator)
                    ? List.<String>of()
                    : indicator.measure().inputs()) {
                if (!(indicator(input).measure() instanceof Measure.Count)) {
                    throw measured.error(
                            indicator.id(),
                            "is computed from '" + input
                                    + "', which should be an indicator of this file of kind count");
                }
            }
            for (String part : indicator.parts()) {
                if (!indicators.containsKey(part)) {
                    throw measured.error(
                            indicator.id(), "has the part '" + part + "', which this file does not describe");
                }
            }
        }
    }

    private static boolean isCombined(Indicator indicator) {
        return indicator.measure() instanceof Measure.Combined;
    }

    /** What is made of other indicators is made of such as are relative to something, and of what these are computed from. */
    void combine() {
        for (Indicator indicator : List.copyOf(indicators.values())) {
            if (!(indicator.measure() instanceof Measure.Combined combined)) continue;
            Combination how = combined.combination();
            for (String input : how.inputs()) {
                if (!indicators.containsKey(input)) {
                    throw measured.error(
                            indicator.id(), "is made of '" + input + "', which this file does not describe");
                }
                Measure of = indicator(input).measure();
                boolean index = of.id().equals("index");
                boolean fits = how instanceof Combination.Classes
                        ? index
                        : index ? how instanceof Combination.Criteria || !isCombined(indicator(input)) : isRelative(of);
                if (!fits) {
                    throw measured.error(
                            indicator.id(),
                            "is made of '" + input + "', which is of kind " + of.id() + "; "
                                    + (how instanceof Combination.Classes
                                            ? "classes are those of an index"
                                            : "take ratios, means, densities or an index that is published"));
                }
            }
            List<String> imported =
                    how.inputs().stream().flatMap(this::imported).distinct().toList();
            indicators.put(indicator.id(), indicator.measured(new Measure.Combined(how, imported)));
        }
    }

    private static boolean isRelative(Measure measure) {
        return measure instanceof Measure.Ratio
                || measure instanceof Measure.Mean
                || measure instanceof Measure.Density;
    }

    /** What is imported for an indicator. */
    private Stream<String> imported(String id) {
        Measure measure = indicator(id).measure();
        if (measure instanceof Measure.Combined combined) {
            return combined.combination().inputs().stream().flatMap(this::imported);
        }
        return measure.isComputed() ? measure.inputs().stream() : Stream.of(id);
    }

    /** A class or an index would give away what is restricted. */
    void checkCombined() {
        for (Indicator indicator : indicators.values()) {
            if (!isCombined(indicator)) continue;
            madeOf(indicator.id())
                    .filter(id -> indicator(id).disclosure().isPresent())
                    .findFirst()
                    .ifPresent(id -> {
                        throw measured.error(
                                indicator.id(),
                                "is made of '" + id + "', which is restricted, and would give that away");
                    });
        }
    }

    /** An indicator and all that it is made of, step by step down to what is imported. */
    private Stream<String> madeOf(String id) {
        List<String> parts = indicator(id).measure() instanceof Measure.Combined combined
                ? combined.combination().inputs()
                : indicator(id).measure().inputs();
        return Stream.concat(parts.stream().flatMap(this::madeOf), Stream.of(id));
    }

    /** What is computed from counts with noise has it too: the most of these, from the earliest year on. */
    void perturb() {
        for (Indicator indicator : List.copyOf(indicators.values())) {
            indicator.measure().inputs().stream()
                    .map(id -> indicator(id).perturbation())
                    .flatMap(Optional::stream)
                    .reduce((a, b) -> new Perturbation(
                            Math.max(a.variance(), b.variance()),
                            Math.max(a.maximum(), b.maximum()),
                            Math.min(a.from(), b.from())))
                    .ifPresent(noise -> indicators.put(indicator.id(), indicator.perturbed(noise)));
        }
    }

    /** What is computed from restricted indicators would give them away, so the strictest rule holds for it. */
    void restrict() {
        for (Indicator indicator : List.copyOf(indicators.values())) {
            List<Disclosure> rules = Stream.concat(Stream.of(indicator.id()), indicator.measure().inputs().stream())
                    .map(id -> indicator(id).disclosure())
                    .flatMap(Optional::stream)
                    .toList();
            if (rules.isEmpty()) continue;
            String base = rules.get(0).base();
            if (!(indicator(base).measure() instanceof Measure.Count)) {
                throw measured.error(
                        indicator.id(),
                        "is restricted by the base '" + base
                                + "', which should be an indicator of this file of kind count");
            }
            if (rules.stream().anyMatch(rule -> !rule.base().equals(base))) {
                throw measured.error(
                        indicator.id(),
                        "is restricted, by itself or what it is computed from, by different bases; restrict all by one");
            }
            if (indicator.events().isPresent() && !base.equals(indicator.id())) {
                throw measured.error(
                        indicator.id(),
                        "is counted from points and restricted by the base '" + base
                                + "': nobody knows how many of those are where its points are. Restrict it"
                                + " by itself, as in disclosure: {minimum: 5, base: " + indicator.id() + "}");
            }
            indicators.put(indicator.id(), indicator.restricted(Disclosure.strictest(rules)));
        }
    }

    /** Values are told, in spite of a restriction, for divisions that are derived alone. */
    void checkToldFor(List<String> divisions) {
        for (Indicator indicator : indicators.values()) {
            for (String division :
                    indicator.disclosure().map(Disclosure::toldFor).orElse(Set.of())) {
                if (divisions.contains(division)) continue;
                throw measured.mapping(indicator.id())
                        .error(
                                "told_for",
                                "names '" + division + "', which is no division of derived.yml; "
                                        + (divisions.isEmpty()
                                                ? "there is none yet: describe it there"
                                                : "those are " + String.join(", ", divisions)));
            }
        }
    }

    private Indicator indicator(String id) {
        return Optional.ofNullable(indicators.get(id)).orElseGet(() -> Indicator.undescribed(id));
    }
}
