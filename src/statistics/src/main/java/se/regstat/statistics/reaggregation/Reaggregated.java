package se.regstat.statistics.reaggregation;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import se.regstat.statistics.indicator.Indicator;
import se.regstat.statistics.indicator.Status;

/**
 * Indicators on targets: a column for each indicator and year, in the order they were asked for. Figures are computed as they
 * are read. Immutable and thread-safe.
 */
public final class Reaggregated {

    private final Targets targets;
    private final List<Part> parts;
    private final Column[] columns;

    Reaggregated(Targets targets, int columns, List<Part> parts) {
        this.targets = targets;
        this.parts = List.copyOf(parts);
        this.columns = new Column[columns];
        for (Part part : parts) {
            for (Column column : part.columns()) this.columns[column.number()] = column;
        }
    }

    /** What comes from one vintage. */
    record Part(Estimate estimate, List<Column> columns) {}

    /**
     * An indicator in a year.
     *
     * @param derivedFrom division vintage, year and file
     * @param disclosure for restricted indicators, what may be told
     */
    public record Column(
            int number,
            Indicator indicator,
            int year,
            String derivedFrom,
            Optional<DisclosureControl.Decision> disclosure) {}

    /**
     * A value and how good it is. Numbers are NaN where there is nothing to tell.
     *
     * @param lower the least it can be, whatever lies where in cut sources; see {@link Estimate.Row#lower}
     * @param upper the most it can be
     * @param coverage share of the target's area that sources cover
     * @param snappedSources sources that a sliver would cut, and does not
     * @param sourcesByArea cut sources with nothing in the mask or population, divided by area
     * @param cutShare share of the value, or its base, from cut sources
     * @param largestShare share of the value, or its base, from the largest source
     * @param missingShare share of the target's sources, by weight, without a value
     * @param repaired whether the target came as an invalid geometry
     * @param byChangeLog whether a change log, not geometry, told where some source lies
     */
    public record Value(
            Column column,
            double value,
            Status status,
            double lower,
            double upper,
            double coverage,
            int wholeSources,
            int cutSources,
            int snappedSources,
            int sourcesByArea,
            double cutShare,
            double largestShare,
            double missingShare,
            Weighting weighting,
            Optional<String> distribution,
            boolean repaired,
            boolean byChangeLog) {}

    public Targets targets() {
        return targets;
    }

    /** In the order they were asked for: all years of the first indicator, then of the next. */
    public List<Column> columns() {
        return List.of(columns);
    }

    /** A target's values, in the order of {@link #columns}. */
    public List<Value> values(int target) {
        Value[] values = new Value[columns.length];
        for (Part part : parts) {
            Estimate.Row row = part.estimate().row(target);
            for (int v = 0; v < part.columns().size(); v++) {
                Column column = part.columns().get(v);
                values[column.number()] = value(part.estimate().weights(), row, v, column);
            }
        }
        return List.of(values);
    }

    private static Value value(Weights weights, Estimate.Row row, int v, Column column) {
        int target = row.target();
        boolean suppressed = column.disclosure()
                .map(decision -> decision.isSuppressed(target))
                .orElse(false);
        boolean bounds = column.disclosure()
                .map(decision -> decision.tellsBounds(target))
                .orElse(true);
        return new Value(
                column,
                suppressed ? Double.NaN : row.value(v),
                suppressed ? Status.SUPPRESSED : row.status(v),
                bounds ? row.lower(v) : Double.NaN,
                bounds ? row.upper(v) : Double.NaN,
                weights.coverage(target),
                weights.wholeSources(target),
                weights.cutSources(target),
                weights.snappedSources(target),
                weights.sourcesByArea(target),
                bounds ? row.cutShare(v) : Double.NaN,
                bounds ? row.largestShare(v) : Double.NaN,
                suppressed ? Double.NaN : row.missingShare(v),
                weights.weighting(target),
                weights.weighting(target) == Weighting.MASK || weights.weighting(target) == Weighting.POPULATION
                        ? weights.distribution()
                        : Optional.empty(),
                weights.repaired(target),
                weights.byChangeLog(target));
    }

    /** Where a count went; empty for what is no count, and where it would give a suppressed value away. */
    public Optional<Mass> mass(Column column) {
        if (column.disclosure().isPresent() && !column.disclosure().get().tellsMass()) return Optional.empty();
        for (Part part : parts) {
            int v = part.columns().indexOf(column);
            if (v >= 0)
                return part.estimate().isCount(v) ? Optional.of(part.estimate().mass(v)) : Optional.empty();
        }
        return Optional.empty();
    }

    /** Ids of the targets that were repaired. */
    public List<String> repaired() {
        List<String> ids = new ArrayList<>();
        for (int j = 0; j < targets.size(); j++) {
            if (targets.repaired(j)) ids.add(targets.ids().get(j));
        }
        return ids;
    }
}
