package se.regstat.standalone.format;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * What a request for features is answered.
 *
 * @param sets one per query, in their order
 * @param hits whether only the number was asked for, so that the sets return nothing
 * @param next where the following page is, if there is one
 * @param previous where the preceding page is, if there is one
 * @param schemas where the features' XML schema is told; empty if nowhere
 */
public record Answer(
        List<FeatureSet> sets,
        Instant time,
        boolean hits,
        Optional<String> next,
        Optional<String> previous,
        Optional<Schemas> schemas) {

    public Answer {
        sets = List.copyOf(sets);
    }

    /** Without pages or schemas, as for a file. */
    public static Answer of(List<FeatureSet> sets) {
        return new Answer(sets, Instant.now(), false, Optional.empty(), Optional.empty(), Optional.empty());
    }

    /** Without pages, as for GetFeatureInfo. */
    public static Answer of(List<FeatureSet> sets, Schemas schemas) {
        return new Answer(sets, Instant.now(), false, Optional.empty(), Optional.empty(), Optional.of(schemas));
    }

    /** -1 if nobody counted. */
    public long matched() {
        return sets.stream().anyMatch(s -> s.matched() < 0)
                ? -1
                : sets.stream().mapToLong(FeatureSet::matched).sum();
    }

    public long returned() {
        return sets.stream().mapToLong(FeatureSet::returned).sum();
    }
}
