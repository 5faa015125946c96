package se.regstat.statistics.estimate;

import java.util.Optional;
import se.regstat.statistics.indicator.Perturbation;

/**
 * How far the values of a variable's sources may be off before any source is divided.
 *
 * @param growth of those that are scaled to newer totals, where it is known
 * @param noise that their producer adds to each count
 */
public record SourceErrors(Optional<Growth> growth, Optional<Perturbation> noise) {

    /** Of values that are right. */
    public static final SourceErrors NONE = new SourceErrors(Optional.empty(), Optional.empty());
}
