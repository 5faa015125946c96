package se.regstat.statistics.reaggregation;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import se.regstat.statistics.division.VintageId;
import se.regstat.statistics.estimate.SourceErrors;
import se.regstat.statistics.estimate.Variable;
import se.regstat.statistics.indicator.Indicator;
import se.regstat.statistics.indicator.Measure;
import se.regstat.statistics.observation.Observations;
import se.regstat.statistics.observation.Series;
import se.regstat.statistics.observation.YearValues;
import se.regstat.statistics.request.ReaggregationException;
import se.regstat.statistics.weights.Weights;

/** What is estimated of one vintage: a column for each indicator and year that is asked for, and behind these what indicators are made of that are made of others. Not thread-safe. */
final class VariablesOfVintage {

    private final Observations observations;
    private final RestrictedIndicators restricted;
    private final Wanted wanted;
    private final ScaledValues scaled;
    private final Basis basis;
    private final Weights weights;
    private final CountedTargets counted;
    private final String densities;
    private final List<Variable> variables = new ArrayList<>();
    private final List<SourceErrors> sourceErrors = new ArrayList<>();
    private final List<Column> columns = new ArrayList<>();

    /** @param densities told of what values are derived from */
    VariablesOfVintage(
            Observations observations,
            RestrictedIndicators restricted,
            Wanted wanted,
            ScaledValues scaled,
            Basis basis,
            Weights weights,
            CountedTargets counted,
            String densities) {
        this.observations = observations;
        this.restricted = restricted;
        this.wanted = wanted;
        this.scaled = scaled;
        this.basis = basis;
        this.weights = weights;
        this.counted = counted;
        this.densities = densities;
    }

    List<Variable> variables() {
        return variables;
    }

    /** Of the variables. */
    List<SourceErrors> sourceErrors() {
        return sourceErrors;
    }

    /** Of the first variables. */
    List<Column> columns() {
        return columns;
    }

    /** @throws ReaggregationException if it cannot be re-aggregated */
    void add(int year, Series one) {
        column(year, one, wanted.scaling(one, year)).ifPresent(columns::add);
    }

    /** Adds what indicators are made of, once all that is asked for was added. */
    void addParts() {
        columns.replaceAll(this::withParts);
    }

    private Column withParts(Column column) {
        if (!(column.indicator().measure() instanceof Measure.Combined combined)) return column;
        List<Column.Part> parts = new ArrayList<>();
        for (String id : combined.combination().inputs()) {
            Optional<Series> input = observations.series(id, wanted.request().sourceDivision());
            if (input.isEmpty()) return column;
            Column part = column(column.year(), input.get(), Optional.empty()).orElseThrow();
            int variable = variables.size() - 1;
            parts.add(new Column.Part(variable, withParts(part)));
        }
        return column.madeOf(parts, observations::norm);
    }

    /** Adds a variable. @return its column; empty for a restricted one of which there is nothing to decide on */
    private Optional<Column> column(int year, Series one, Optional<Scaling> scaling) {
        Optional<YearValues> values =
                scaling.map(by -> scaled.of(one.indicator(), by)).or(() -> one.year(year));
        Indicator indicator = one.indicator();
        boolean open = indicator.disclosure().isEmpty();
        if (values.isEmpty()) {
            if (!open) return Optional.empty();
            variables.add(Variable.missing(weights.sources().size()));
            sourceErrors.add(SourceErrors.NONE);
            return Optional.of(Column.of(year, indicator, basis.vintage() + ", " + year));
        }
        Variable variable = Variable.of(
                        indicator.id(),
                        indicator.measure(),
                        values.get(),
                        bases(indicator, values.get()),
                        wanted.request().approximate())
                .counted(counted.of(indicator, year));
        List<OwnSeries> own = open ? own(variable, indicator, year) : List.of();
        if (scaling.isPresent())
            own = own.stream().filter(OwnSeries::hasAnyValue).toList();
        if (variable.refusal().isPresent()
                && !weights.hasSingle()
                && own.stream().noneMatch(OwnSeries::hasAnyValue)) {
            throw ReaggregationException.of("indicators", variable.refusal().get());
        }
        variables.add(variable);
        sourceErrors.add(new SourceErrors(
                scaling.flatMap(by -> scaled.growth(variable, indicator, by)), indicator.perturbation(year)));
        Column column = Column.of(
                year,
                indicator,
                scaling.map(by -> derivedFrom(variable, indicator, by))
                                .orElseGet(() -> derivedFrom(variable, indicator, values.get()))
                        + (variable.isOnlyCounted() ? "" : densities));
        return Optional.of(
                open
                        ? column.withOwn(own)
                        : column.under(
                                restricted.protection(indicator, year, basis.vintage(), weights, counted),
                                basis.unfinished(weights.targets().size())));
    }

    /** What the targets' own division says, where codes tell what they are made of, or nothing follows from sources. */
    private List<OwnSeries> own(Variable variable, Indicator indicator, int year) {
        List<OwnSeries> byCode = basis.told().stream()
                .map(told -> new OwnSeries(observations, indicator, told.whole(), told.areas(), year))
                .toList();
        if (!byCode.isEmpty() || !variable.isOnlyCounted()) return byCode;
        return wanted.request().boundaries().vintage().stream()
                .filter(vintage -> observations
                        .snapshot()
                        .vintage(vintage)
                        .orElseThrow()
                        .vintage()
                        .valid()
                        .contains(year))
                .map(vintage -> new OwnSeries(
                        observations,
                        indicator,
                        vintage,
                        wanted.request().boundaries().numbers(),
                        year))
                .toList();
    }

    /** What an approximation is weighted with: the indicator's own base, else the population, else every source alike. */
    private double[] bases(Indicator indicator, YearValues values) {
        List<String> candidates = new ArrayList<>(indicator.measure().inputs());
        candidates.add("population");
        return candidates.stream()
                // An average would tell how many of a restricted one are where.
                .filter(id -> observations
                        .indicator(id)
                        .flatMap(Indicator::disclosure)
                        .isEmpty())
                .map(id -> observations.year(id, wanted.request().sourceDivision(), values.year()))
                .flatMap(Optional::stream)
                .findFirst()
                .map(VariablesOfVintage::numbers)
                .orElseGet(() -> {
                    double[] alike = new double[values.size()];
                    Arrays.fill(alike, 1);
                    return alike;
                });
    }

    private static double[] numbers(YearValues values) {
        double[] numbers = new double[values.size()];
        Arrays.setAll(numbers, values::value);
        return numbers;
    }

    private String derivedFrom(Variable variable, Indicator indicator, YearValues values) {
        VintageId vintage = values.areas().vintage().id();
        return observations.derivedFrom(
                variable.isOnlyCounted() ? "points" : vintage.toString(), indicator, vintage, values.year());
    }

    private String derivedFrom(Variable variable, Indicator indicator, Scaling scaling) {
        return Stream.of(
                        scaling.own().map(own -> derivedFrom(variable, indicator, own) + "; else "),
                        Optional.of(derivedFrom(variable, indicator, scaling.earlier()) + "; scaled to "
                                + derivedFrom(variable, indicator, scaling.known())))
                .flatMap(Optional::stream)
                .collect(Collectors.joining());
    }
}
