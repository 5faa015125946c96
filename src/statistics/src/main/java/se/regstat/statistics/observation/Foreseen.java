package se.regstat.statistics.observation;

import java.util.List;
import java.util.Optional;
import se.regstat.statistics.indicator.Indicator;
import se.regstat.statistics.indicator.Measure;
import se.regstat.statistics.snapshot.ValueSet;
import se.regstat.statistics.snapshot.VintageAreas;

/**
 * What can be said of an indicator's values for the areas of one vintage in one year without reading any: whether there is something to tell,
 * and whether any area has a value. It follows from which values are published, by the rules of {@link YearOfDivision}; what these make depend on
 * the values themselves stays open.
 */
final class Foreseen implements Measure.Visitor<Foreseen.Rule> {

    private final Observations observations;
    private final Indicator indicator;
    private final VintageAreas areas;
    private final int year;
    private final Optional<ValueSet> published;

    /** Of each area among what is published, below 0 if it is not there. */
    private final int[] places;

    private final Rule rule;

    /** Null until it is asked for. */
    private volatile Optional<Foreseen> weights;

    private enum Answer {
        YES,
        NO,
        OPEN;

        /** Of what takes both. */
        Answer and(Answer other) {
            if (this == NO || other == NO) return NO;
            return this == YES ? other : this;
        }
    }

    /** What is true of an area of some year's values. */
    private interface OfArea {

        /** @param checked false to take parts for complete, which takes no geometry: NO is true then, and all else may be */
        Answer of(int area, boolean checked);
    }

    /**
     * How values of a kind of indicator come about.
     *
     * @param isTold whether there is something to tell of any area
     * @param value whether an area has a value
     * @param positive whether that is above 0; not NO where nobody can tell
     */
    record Rule(boolean isTold, OfArea value, OfArea positive) {}

    Foreseen(Observations observations, Indicator indicator, VintageAreas areas, int year) {
        this.observations = observations;
        this.indicator = indicator;
        this.areas = areas;
        this.year = year;
        this.published = observations.published(indicator, areas, year);
        this.places = published.map(set -> observations.places(set)).orElse(null);
        this.rule = indicator.measure().accept(this);
    }

    VintageAreas areas() {
        return areas;
    }

    int year() {
        return year;
    }

    /** Whether there is anything to tell, a value or why there is none. */
    boolean isTold() {
        return rule.isTold();
    }

    /** Whether any area has a value; empty if only the values tell. */
    Optional<Boolean> any() {
        int size = areas.areas().size();
        for (int area = 0; area < size; area++) {
            boolean likely = rule.value().of(area, false) == Answer.YES;
            if (likely && rule.value().of(area, true) == Answer.YES) return Optional.of(true);
        }
        boolean open = false;
        for (int area = 0; area < size; area++) {
            Answer answer = rule.value().of(area, true);
            if (answer == Answer.YES) return Optional.of(true);
            open |= answer == Answer.OPEN;
        }
        return open ? Optional.empty() : Optional.of(false);
    }

    @Override
    public Rule count(Measure.Count count) {
        List<Part> parts = parts();
        boolean counted = observations.events(indicator.id(), year).isPresent();
        if (counted || indicator.events().isPresent()) {
            return new Rule(
                    counted || !parts.isEmpty(), (area, checked) -> Answer.OPEN, (area, checked) -> Answer.OPEN);
        }
        return new Rule(
                published.isPresent() || !parts.isEmpty(),
                (area, checked) -> published(
                        area, parts, (part, child, too) -> part.rule.value().of(child, too), checked),
                (area, checked) -> positive(area, parts, checked));
    }

    private Answer positive(int area, List<Part> parts, boolean checked) {
        if (published(area) != Answer.YES) {
            Answer whole = unpublished(
                    area, parts, (part, child, too) -> part.rule.positive().of(child, too), checked);
            return whole == Answer.YES ? whole : Answer.OPEN;
        }
        return published.orElseThrow().presence().positive().get(places[area]) ? Answer.YES : Answer.OPEN;
    }

    @Override
    public Rule ratio(Measure.Ratio ratio) {
        if (!ratio.isComputed()) return weighted(ratio.denominator());
        Optional<Foreseen> numerator = other(ratio.numerator().orElseThrow(), areas);
        Optional<Foreseen> denominator = other(ratio.denominator().orElseThrow(), areas);
        if (numerator.isEmpty() || denominator.isEmpty()) return nothing();
        return new Rule(
                true,
                (area, checked) -> numerator
                        .get()
                        .rule
                        .value()
                        .of(area, checked)
                        .and(denominator.get().share(area, checked)),
                (area, checked) -> Answer.OPEN);
    }

    /** Whether something has a value that is divided by this one. */
    private Answer share(int area, boolean checked) {
        return rule.value().of(area, checked).and(rule.positive().of(area, checked));
    }

    @Override
    public Rule mean(Measure.Mean mean) {
        return weighted(mean.base());
    }

    private Rule weighted(Optional<String> base) {
        List<Part> parts = parts();
        return new Rule(
                published.isPresent() || !parts.isEmpty(),
                (area, checked) -> base.isEmpty()
                        ? published(area)
                        : published(
                                area,
                                parts,
                                (part, child, too) -> part.weights(base.get())
                                        .map(weights -> part.weighted(child, weights, too))
                                        .orElse(Answer.NO),
                                checked),
                (area, checked) -> Answer.OPEN);
    }

    /** What these values are weighted with; asked for with every area. */
    private Optional<Foreseen> weights(String base) {
        Optional<Foreseen> known = weights;
        if (known == null) {
            known = other(base, areas);
            weights = known;
        }
        return known;
    }

    /** Whether a part of a mean can be told; one without weight need not have a value. */
    private Answer weighted(int area, Foreseen weights, boolean checked) {
        Answer weight = weights.share(area, checked);
        if (weight != Answer.YES) return weight;
        Answer value = rule.value().of(area, checked);
        boolean sure = checked || value != Answer.NO || weights.share(area, true) == Answer.YES;
        return sure ? value : Answer.OPEN;
    }

    @Override
    public Rule quantile(Measure.Quantile quantile) {
        return publishedOnly();
    }

    @Override
    public Rule index(Measure.Index index) {
        return publishedOnly();
    }

    private Rule publishedOnly() {
        return new Rule(
                published.isPresent() || !parts().isEmpty(),
                (area, checked) -> published(area),
                (area, checked) -> Answer.OPEN);
    }

    @Override
    public Rule density(Measure.Density density) {
        Optional<Foreseen> counts = other(density.count(), areas);
        if (counts.isEmpty()) return nothing();
        return new Rule(
                true,
                (area, checked) -> areas.areas().get(area).landAreaKm2().orElse(0) > 0
                        ? counts.get().rule.value().of(area, checked)
                        : Answer.NO,
                (area, checked) -> Answer.OPEN);
    }

    @Override
    public Rule combined(Measure.Combined combined) {
        List<Optional<Foreseen>> inputs = combined.combination().inputs().stream()
                .map(id -> other(id, areas))
                .toList();
        if (inputs.stream().anyMatch(Optional::isEmpty)) return nothing();
        return new Rule(
                true,
                (area, checked) -> inputs.stream()
                        .map(input -> input.orElseThrow().rule.value().of(area, checked))
                        .reduce(Answer.OPEN, Answer::and),
                (area, checked) -> Answer.OPEN);
    }

    private static Rule nothing() {
        return new Rule(false, (area, checked) -> Answer.NO, (area, checked) -> Answer.OPEN);
    }

    private Optional<Foreseen> other(String id, VintageAreas of) {
        return observations.year(id, of.vintage().id().division(), year).map(YearValues::foreseen);
    }

    // ---- published values

    private Answer published(int area) {
        return isListed(area) && published.get().presence().known().get(places[area]) ? Answer.YES : Answer.NO;
    }

    private boolean isListed(int area) {
        return published.isPresent() && places[area] >= 0;
    }

    // ---- parts

    /** What is true of a part of an area. */
    private interface OfPart {
        Answer of(Foreseen part, int child, boolean checked);
    }

    private Answer published(int area, List<Part> parts, OfPart wanted, boolean checked) {
        Answer known = published(area);
        return known == Answer.NO ? unpublished(area, parts, wanted, checked) : known;
    }

    /** What is published without a value is protected, perhaps, and is not summed around then. */
    private Answer unpublished(int area, List<Part> parts, OfPart wanted, boolean checked) {
        Answer whole = fromParts(area, parts, wanted, checked);
        return whole == Answer.YES && isListed(area) ? Answer.OPEN : whole;
    }

    /** Whether all parts of an area have what it takes, on any level. */
    private Answer fromParts(int area, List<Part> parts, OfPart wanted, boolean checked) {
        Answer best = Answer.NO;
        for (Part part : parts) {
            Answer all = part.all(area, wanted, checked);
            // A nearer level may have settled it, and be without a value.
            if (all == Answer.YES) return best == Answer.OPEN ? best : all;
            if (all == Answer.OPEN) best = all;
        }
        return best;
    }

    private List<Part> parts() {
        return observations.completeBelow(areas, year).stream()
                .flatMap(part ->
                        observations.year(indicator.id(), part.vintage().id().division(), year).stream())
                .map(part -> new Part(part.foreseen()))
                .toList();
    }

    /** A level below that areas may be summed from. */
    private final class Part {
        private final Foreseen foreseen;
        private final Completeness completeness;

        Part(Foreseen foreseen) {
            this.foreseen = foreseen;
            this.completeness = observations.completeness(areas, foreseen.areas);
        }

        /** Whether all of an area's parts are there and have what it takes. Geometry is looked at last, as it takes longest. */
        Answer all(int area, OfPart wanted, boolean checked) {
            if (checked && all(area, wanted, false) == Answer.NO) return Answer.NO;
            int[] children = completeness.known(area);
            Answer all = children.length == 0 ? Answer.NO : Answer.YES;
            for (int child : children) {
                if (all == Answer.NO) break;
                all = all.and(wanted.of(foreseen, child, checked));
            }
            return !checked || all == Answer.NO || completeness.of(area).complete() ? all : Answer.NO;
        }
    }
}
