package se.regstat.statistics.reaggregation;

import java.util.BitSet;
import java.util.List;
import java.util.Optional;
import se.regstat.statistics.disclosure.Protection;
import se.regstat.statistics.estimate.EstimateRow;
import se.regstat.statistics.indicator.Combination;
import se.regstat.statistics.indicator.Indicator;

/**
 * One indicator in one year, the estimate's variable of the same position.
 *
 * @param own what the targets' own division says, where codes tell what its areas are made of; never of a restricted indicator
 * @param unfinished targets of a restricted indicator of which codes tell that not all parts are there
 * @param protection of a restricted indicator
 * @param step where the period before is of another vintage
 * @param broken whether the indicator itself cannot be compared with the period before
 * @param parts what it is made of, where it is made of other indicators; empty if it is not, or has no values
 * @param norms of divisions that it is held against
 */
record Column(
        int year,
        Indicator indicator,
        String derivedFrom,
        List<OwnSeries> own,
        BitSet unfinished,
        Optional<Protection> protection,
        Optional<SeriesStep> step,
        boolean broken,
        List<Part> parts,
        Combination.Norms norms) {

    /** An indicator that others are made of, with its variable. */
    record Part(int variable, Column column) {}

    static Column of(int year, Indicator indicator, String derivedFrom) {
        return new Column(
                year,
                indicator,
                derivedFrom,
                List.of(),
                new BitSet(),
                Optional.empty(),
                Optional.empty(),
                false,
                List.of(),
                (other, division, of) -> Optional.empty());
    }

    Optional<OwnSeries> own(int target) {
        return own.stream().filter(series -> series.tells(target)).findFirst();
    }

    boolean isOpen() {
        return indicator.disclosure().isEmpty();
    }

    boolean isSuppressed(EstimateRow row, int variable) {
        return protection.filter(rule -> rule.isSuppressed(row, variable)).isPresent();
    }

    double value(EstimateRow row, int variable) {
        return protection.map(rule -> rule.value(row, variable)).orElseGet(() -> row.value(variable));
    }

    boolean isBroken(int target) {
        return broken || step.filter(known -> known.broken().get(target)).isPresent();
    }

    Column withOwn(List<OwnSeries> other) {
        return new Column(year, indicator, derivedFrom, other, unfinished, protection, step, broken, parts, norms);
    }

    Column under(Protection rule, BitSet lacking) {
        return new Column(year, indicator, derivedFrom, own, lacking, Optional.of(rule), step, broken, parts, norms);
    }

    Column after(SeriesStep from) {
        return new Column(
                year, indicator, derivedFrom, own, unfinished, protection, Optional.of(from), broken, parts, norms);
    }

    /** @param before the period with values before, or the year before if there is none */
    Column comparedWith(int before) {
        boolean between = indicator.breaks().stream().anyMatch(first -> before < first && first <= year);
        return new Column(year, indicator, derivedFrom, own, unfinished, protection, step, between, parts, norms);
    }

    Column madeOf(List<Part> others, Combination.Norms references) {
        return new Column(year, indicator, derivedFrom, own, unfinished, protection, step, broken, others, references);
    }
}
