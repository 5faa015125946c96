package se.regstat.statistics.segregation;

import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import se.regstat.statistics.request.Arguments;
import se.regstat.statistics.request.Parameter;
import se.regstat.statistics.request.ReaggregationException;

/** The measures of a question, and what is told beside them. */
final class AskedMeasures {

    private static final Set<AskedMeasure> CORRECTED = EnumSet.of(AskedMeasure.M, AskedMeasure.H);
    private static final Set<AskedMeasure> PARTED = EnumSet.of(AskedMeasure.M, AskedMeasure.H, AskedMeasure.T);

    private final AskedGroups groups;
    private final List<AskedMeasure> wanted;
    private final boolean ofUnits;
    private final int draws;

    /** @throws ReaggregationException if they cannot be computed of the groups, or what is asked for beside them goes with others */
    AskedMeasures(AskedGroups groups, Arguments arguments) {
        this.groups = groups;
        List<AskedMeasure> named = arguments.get(SegregationDeclaration.MEASURES);
        for (AskedMeasure measure : named) {
            measure.refusal(groups).ifPresent(why -> {
                throw ReaggregationException.of("measures", measure.id() + " " + why);
            });
        }
        wanted = named.isEmpty() ? usual() : named;
        boolean parted = wanted.stream().anyMatch(PARTED::contains);
        refuseUnless(
                parted,
                arguments,
                SegregationDeclaration.BETWEEN,
                "m, h and t can be parted, and none of these is asked for");
        boolean ofM = wanted.contains(AskedMeasure.M);
        refuseUnless(ofM, arguments, SegregationDeclaration.CHANGE, "m is what is parted, and that is not asked for");
        ofUnits = arguments.get(SegregationDeclaration.SIZES).isEmpty();
        if (!ofUnits && (groups.isMean() || arguments.get(SegregationDeclaration.CHANGE))) {
            throw ReaggregationException.of(
                    "k",
                    groups.isMean()
                            ? "it goes with groups, and a mean has none"
                            : "changes are of units, and not of neighbours");
        }
        boolean drawable = ofUnits && !groups.isMean();
        refuseUnless(
                drawable && !corrected().isEmpty(),
                arguments,
                SegregationDeclaration.BOOTSTRAP,
                "m and h of units can be corrected, and none of these is asked for");
        int asked = arguments.get(SegregationDeclaration.DRAWS);
        refuseUnless(
                drawable || asked == 0,
                arguments,
                SegregationDeclaration.DRAWS,
                "people of groups are drawn into units, which neither a mean nor neighbours are");
        draws = drawable ? asked : 0;
        refuseUnless(
                draws > 0,
                arguments,
                SegregationDeclaration.CONFIDENCE,
                "it is of random draws, and there are none here");
        if (draws > 0) SegregationDeclaration.refuseTooFew(draws, arguments.get(SegregationDeclaration.CONFIDENCE));
    }

    private static void refuseUnless(boolean possible, Arguments arguments, Parameter<?> parameter, String why) {
        if (!possible && arguments.isOther(parameter)) throw ReaggregationException.of(parameter.name(), why);
    }

    /** All that can be computed, but for what needs groups in an order: nobody knows whether these are. */
    private List<AskedMeasure> usual() {
        return Arrays.stream(AskedMeasure.values())
                .filter(measure -> measure.refusal(groups).isEmpty() && measure != AskedMeasure.INEQUALITY)
                .toList();
    }

    /** Whether units are counted as they are, rather than with the composition of their neighbours. */
    boolean ofUnits() {
        return ofUnits;
    }

    /** How often people are allocated at random; 0 where they are not. */
    int draws() {
        return draws;
    }

    List<AskedMeasure> all() {
        return wanted;
    }

    /** Those that are computed of counts. */
    Set<SegregationMeasure> ofCounts() {
        return wanted.stream().flatMap(measure -> measure.ofCounts().stream()).collect(Collectors.toSet());
    }

    /** Of these, those that bootstrap corrects. */
    Set<SegregationMeasure> corrected() {
        return wanted.stream()
                .filter(CORRECTED::contains)
                .flatMap(measure -> measure.ofCounts().stream())
                .collect(Collectors.toSet());
    }

    /** How many rows a place has in a year, at most. */
    int rows(Arguments arguments) {
        boolean between = arguments.get(SegregationDeclaration.BETWEEN).isPresent();
        int sizes = Math.max(1, arguments.get(SegregationDeclaration.SIZES).size());
        return sizes * wanted.size()
                + (between ? 2 * sizes * wanted.size() : 0)
                + (arguments.get(SegregationDeclaration.CHANGE) ? ChangeOfM.PARTS : 0);
    }
}
