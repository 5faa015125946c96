package se.regstat.statistics.segregation;

import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import se.regstat.statistics.request.Arguments;
import se.regstat.statistics.request.ReaggregationException;

/** Which measures are told: those that are asked for, else all that can be computed. */
record WantedMeasures(Arguments arguments, AskedGroups groups) {

    /** @throws ReaggregationException if one that is asked for cannot be computed, or what is asked for beside them, with the parameter and the reason */
    static List<AskedMeasure> of(Arguments arguments, AskedGroups groups) {
        return new WantedMeasures(arguments, groups).measures();
    }

    private List<AskedMeasure> measures() {
        if (!neighbours().isEmpty()) {
            if (groups.isMean()) throw ReaggregationException.of("k", "it goes with groups, and a mean has none");
            if (arguments.get(SegregationDeclaration.BETWEEN).isPresent()
                    || arguments.get(SegregationDeclaration.CHANGE)) {
                throw ReaggregationException.of("k", "parts and changes are of units, and not of nearest neighbours");
            }
        }
        List<AskedMeasure> asked = arguments.get(SegregationDeclaration.MEASURES);
        List<AskedMeasure> possible = Arrays.stream(AskedMeasure.values())
                .filter(measure -> refusal(measure).isEmpty())
                .toList();
        for (AskedMeasure measure : asked) {
            refusal(measure).ifPresent(why -> {
                throw ReaggregationException.of("measures", measure.id() + " " + why);
            });
        }
        List<AskedMeasure> wanted = asked.isEmpty() ? possible : asked;
        boolean parted = wanted.stream().anyMatch(measure -> EnumSet.of(AskedMeasure.M, AskedMeasure.H, AskedMeasure.T)
                .contains(measure));
        if (arguments.get(SegregationDeclaration.BETWEEN).isPresent() && !parted) {
            throw ReaggregationException.of("between", "m, h and t can be parted, and none of these is asked for");
        }
        if (arguments.get(SegregationDeclaration.CHANGE) && groups.isMean()) {
            throw ReaggregationException.of("change", "m is what is parted, and a mean has none");
        }
        return wanted;
    }

    /** Why a measure cannot be computed of what is asked about. */
    private Optional<String> refusal(AskedMeasure measure) {
        if (!neighbours().isEmpty() && !ofNeighbours(measure)) {
            return Optional.of("is of units, and not of nearest neighbours: d and h are");
        }
        if (groups.isMean()) {
            return measure == AskedMeasure.T ? Optional.empty() : Optional.of("is of groups, and a mean has none");
        }
        return switch (measure) {
            case T -> Optional.of("is of a mean, such as income per person, and not of groups");
            case INEQUALITY ->
                groups.hasRest()
                        ? Optional.of(
                                "compares the first and the last of groups that are named one by one, without a rest")
                        : Optional.empty();
            default -> Optional.empty();
        };
    }

    private List<String> neighbours() {
        return arguments.get(SegregationDeclaration.NEIGHBOURS);
    }

    private static boolean ofNeighbours(AskedMeasure measure) {
        return measure == AskedMeasure.D || measure == AskedMeasure.H;
    }
}
