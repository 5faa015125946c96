package se.regstat.statistics.estimate;

import java.util.List;
import se.regstat.statistics.division.Area;
import se.regstat.statistics.indicator.Measure;
import se.regstat.statistics.indicator.Status;
import se.regstat.statistics.observation.YearValues;
import se.regstat.statistics.request.Message;

/** Makes a variable of an indicator's values, as its measure has it. */
@SuppressWarnings("ArrayRecordComponent") // never compared
record OfMeasure(
        String indicator, YearValues year, double[] values, byte[] statuses, double[] bases, boolean approximate)
        implements Measure.Visitor<Variable> {

    @Override
    public Variable count(Measure.Count count) {
        return Variable.count(values, statuses);
    }

    @Override
    public Variable ratio(Measure.Ratio ratio) {
        return fraction(Variable.Kind.PROPORTION, ratio, ratio.per(), "its denominator is not known");
    }

    @Override
    public Variable mean(Measure.Mean mean) {
        return fraction(Variable.Kind.MEAN, mean, 1, "the base it is a mean over is not known");
    }

    @Override
    public Variable density(Measure.Density density) {
        YearValues.Fraction fraction = year.fraction().orElseThrow();
        List<Area> areas = year.areas().areas();
        double[] wholes = areas.stream().mapToDouble(Area::areaKm2).toArray();
        return Variable.density(fraction.numerators(), fraction.denominators(), wholes, statuses);
    }

    @Override
    public Variable quantile(Measure.Quantile quantile) {
        return approximation("a median or quantile of a whole does not follow from those of its parts");
    }

    @Override
    public Variable index(Measure.Index index) {
        return refused(Message.of(
                index.classes()
                        ? "there is nothing between two classes; take the counts behind it"
                        : "an index is relative by construction and is never averaged; take the counts behind it"));
    }

    /** Stands for one that has no sums of its own: of a target it is made of what that has of its inputs. */
    @Override
    public Variable combined(Measure.Combined combined) {
        return Variable.count(values, statuses);
    }

    private Variable fraction(Variable.Kind kind, Measure measure, double per, String lacking) {
        if (year.fraction().isEmpty()) return approximation(lacking);
        YearValues.Fraction fraction = year.fraction().get();
        double[] numerators = fraction.numerators();
        double[] denominators = fraction.denominators();
        byte[] settled = statuses.clone();
        for (int i = 0; i < settled.length; i++) {
            boolean baseApart = !measure.isComputed() && Double.isNaN(denominators[i]);
            double people = baseApart ? bases[i] : denominators[i];
            // A share or a mean of nobody adds nothing to either sum.
            if (people == 0 && !Status.of(settled[i]).hasValue()) {
                numerators[i] = 0;
                denominators[i] = 0;
                settled[i] = Status.NORMAL.code();
            }
        }
        return Variable.quotient(kind, numerators, denominators, values, settled, per);
    }

    private Variable approximation(String reason) {
        return approximate
                ? Variable.approximation(values, bases, statuses)
                : refused(Message.of(reason + "; leave it out, or ask for an approximation (")
                        .setting("approximate", "true")
                        .text("), which is marked as one"));
    }

    private Variable refused(Message reason) {
        return Variable.wholeOnly(
                values,
                statuses,
                Message.of("'" + indicator + "' cannot be re-aggregated: ").and(reason));
    }
}
