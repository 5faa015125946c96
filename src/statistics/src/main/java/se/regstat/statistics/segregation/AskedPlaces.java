package se.regstat.statistics.segregation;

import java.nio.IntBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.IntFunction;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import se.regstat.statistics.division.Area;
import se.regstat.statistics.division.VintageId;
import se.regstat.statistics.observation.AreaNames;
import se.regstat.statistics.observation.Membership;
import se.regstat.statistics.reaggregation.Boundaries;
import se.regstat.statistics.reaggregation.OwnBoundaries;
import se.regstat.statistics.reaggregation.Question;
import se.regstat.statistics.reaggregation.ReaggregationRequest;
import se.regstat.statistics.request.Message;
import se.regstat.statistics.request.Periods;
import se.regstat.statistics.request.ReaggregationException;
import se.regstat.statistics.snapshot.VintageAreas;
import se.regstat.statistics.weights.Divided;
import se.regstat.statistics.weights.Weights;

/**
 * Within what is asked about, with the parameters of {@link SegregationDeclaration}: all that is here, each area of a larger division by code, or polygons of the asker's.
 */
public final class AskedPlaces {

    /** Shares that differ by less are the same. */
    private static final double SAME = 1e-9;

    private final Question question;
    private final Optional<String> within;
    private final Optional<Boundaries> boundaries;
    private final Map<VintageAreas, List<Place>> ofBoundaries = new HashMap<>();

    /** Codes that were asked for and found in no year yet. */
    private final Set<String> unknown = new TreeSet<>();

    /** Where they were looked for. */
    private final Set<VintageId> seen = new LinkedHashSet<>();

    /**
     * One of them.
     *
     * @param id empty for all that is here
     * @param units numbers of the areas in it
     * @param cuts units that its border cuts
     * @param complete whether all units that belong to it are here
     * @param coverage how much of it units cover
     */
    @SuppressWarnings("ArrayRecordComponent") // never compared
    public record Place(String id, String name, int[] units, List<Cut> cuts, boolean complete, Coverage coverage) {

        /** Whether it is made of its units and of nothing besides. */
        boolean isExact() {
            return complete && cuts.isEmpty() && coverage == Coverage.ALL;
        }

        /** One whose units codes tell. */
        static Place byCode(String id, String name, int[] units, boolean complete) {
            return new Place(id, name, units, List.of(), complete, units.length == 0 ? Coverage.NONE : Coverage.ALL);
        }
    }

    /** How much of a place units cover, or is known to be the sea. */
    public enum Coverage {
        NONE,
        /** Less than re-aggregation takes for enough. */
        LITTLE,
        /** As much as that. */
        MOST,
        ALL;

        private static Coverage of(Weights weights, int target, ReaggregationRequest request) {
            double share = weights.knownShare(target);
            if (share < request.tolerance() || weights.first(target) == weights.first(target + 1)) return NONE;
            if (share < request.minimumCoverage()) return LITTLE;
            return weights.reachesBeyond(target) ? MOST : ALL;
        }
    }

    /**
     * A unit that a border cuts.
     *
     * @param inside which share of its people live inside
     * @param counted whether it is one of the place's units
     */
    public record Cut(int unit, double inside, boolean counted) {}

    /**
     * @param own polygons to look within; empty if none were given
     * @throws ReaggregationException if there are none such
     */
    public AskedPlaces(Question question, Optional<Supplier<OwnBoundaries>> own) {
        this.question = question;
        this.within = question.arguments().get(SegregationDeclaration.WITHIN);
        if (within.isPresent() && own.isPresent()) {
            throw ReaggregationException.of(
                    "boundaries",
                    Message.of("give either ")
                            .parameter("boundaries")
                            .text(" or ")
                            .parameter("within")
                            .text(", not both"));
        }
        if (within.isEmpty() && !codes().isEmpty()) {
            throw ReaggregationException.of(
                    "codes", Message.of("say of which division they are, with ").parameter("within"));
        }
        unknown.addAll(codes());
        within.ifPresent(
                division -> question.reaggregator().refuseUnknownDivision("within", division, question.visible()));
        boundaries = own.map(polygons -> polygons.get()
                .named(
                        question.arguments().get(SegregationDeclaration.ID_ATTRIBUTE),
                        question.arguments().get(SegregationDeclaration.NAME_ATTRIBUTE),
                        question.bounds()::isOver));
    }

    /** The parameter by which there could be fewer of them. */
    String parameter() {
        return boundaries.isPresent() ? "boundaries" : within.isPresent() ? "within" : "periods";
    }

    private List<String> codes() {
        return question.arguments().get(SegregationDeclaration.CODES);
    }

    /**
     * The places of each year.
     *
     * @param units by year the vintage that is valid then, whose areas are told of
     * @throws ReaggregationException if codes were asked for that there are in no year
     */
    public NavigableMap<Integer, List<Place>> byYear(NavigableSet<Integer> years, IntFunction<VintageAreas> units) {
        NavigableMap<Integer, List<Place>> byYear = new TreeMap<>();
        for (int year : years) byYear.put(year, of(units.apply(year), year));
        if (unknown.isEmpty()) return byYear;
        throw ReaggregationException.of(
                "codes",
                "there is no " + String.join(", ", unknown) + " in "
                        + seen.stream().map(VintageId::toString).collect(Collectors.joining(", ")));
    }

    private List<Place> of(VintageAreas units, int year) {
        if (boundaries.isPresent()) {
            return ofBoundaries.computeIfAbsent(units, areas -> ofBoundaries(areas, boundaries.get()));
        }
        return within.map(division -> ofDivision("within", division, units, year))
                .orElseGet(() -> List.of(Place.byCode(
                        "", "", IntStream.range(0, units.areas().size()).toArray(), true)));
    }

    /**
     * For each unit the number of the area of a division that it lies in by code; -1 for none.
     *
     * @throws ReaggregationException if codes do not tell
     */
    public IntBuffer areas(String parameter, String division, VintageAreas units, int year) {
        return membership(parameter, division, units, year).places();
    }

    private Membership membership(String parameter, String division, VintageAreas units, int year) {
        return valid(division, year)
                .flatMap(whole -> question.reaggregator().observations().membership(units, whole, year))
                .orElseThrow(() -> ReaggregationException.of(
                        parameter,
                        "codes of " + units.vintage().id() + " do not say which area of " + division
                                + " each lies in, in " + year));
    }

    /** The areas of a division that are valid in a year, as far as whoever asks may see them. */
    public Optional<VintageAreas> valid(String division, int year) {
        return question.reaggregator().snapshot().valid(division, year).filter(areas -> question.visible()
                .areas(areas.vintage().id()));
    }

    private List<Place> ofDivision(String parameter, String division, VintageAreas units, int year) {
        Membership membership = membership(parameter, division, units, year);
        VintageAreas whole = valid(division, year).orElseThrow();
        var names = AreaNames.of(
                        question.reaggregator().snapshot(),
                        question.reaggregator().observations().configuration())
                .of(whole);
        Set<String> wanted = new HashSet<>(codes());
        seen.add(whole.vintage().id());
        int[] in = membership.places().array();
        List<Place> places = new ArrayList<>();
        for (int area = 0; area < whole.areas().size(); area++) {
            int number = area;
            Area one = whole.areas().get(area);
            int[] inside = IntStream.range(0, in.length)
                    .filter(unit -> in[unit] == number)
                    .toArray();
            boolean asked = codes().isEmpty() ? inside.length > 0 : wanted.contains(one.code());
            if (asked) {
                places.add(Place.byCode(
                        one.code(),
                        names.get(area).text(),
                        inside,
                        membership.complete().get(area)));
            }
        }
        places.forEach(place -> unknown.remove(place.id()));
        return places;
    }

    /** A unit is counted where most of its people live, of places that overlap in each that has more than half; where as many live in two, in the first. */
    private List<Place> ofBoundaries(VintageAreas units, Boundaries polygons) {
        ReaggregationRequest request = ReaggregationRequest.of(polygons, List.of(), Periods.LATEST);
        Divided divided =
                question.reaggregator().divided(request, units, question.visible(), question.bounds()::isOver);
        Weights weights = divided.weights();
        int targets = polygons.targets().size();
        double[] most = new double[units.areas().size()];
        for (int unit = 0; unit < most.length; unit++) most[unit] = Math.max(0, 1 - weights.given(unit)) - 2 * SAME;
        int[] home = new int[most.length];
        Arrays.fill(home, -1);
        for (int target = 0; target < targets; target++) {
            for (int entry = weights.first(target); entry < weights.first(target + 1); entry++) {
                int unit = weights.source(entry);
                if (weights.weight(entry) <= most[unit] + SAME) continue;
                most[unit] = weights.weight(entry);
                home[unit] = target;
            }
        }
        List<Place> places = new ArrayList<>();
        for (int target = 0; target < targets; target++) {
            List<Integer> counted = new ArrayList<>();
            List<Cut> cuts = new ArrayList<>();
            for (int entry = weights.first(target); entry < weights.first(target + 1); entry++) {
                int unit = weights.source(entry);
                double inside = weights.weight(entry);
                boolean here = home[unit] == target || inside > 0.5 + SAME;
                if (here) counted.add(unit);
                if (!weights.isWhole(entry)) cuts.add(new Cut(unit, inside, here));
            }
            places.add(new Place(
                    polygons.targets().ids().get(target),
                    polygons.names().get(target),
                    counted.stream().mapToInt(Integer::intValue).toArray(),
                    cuts,
                    !divided.unfinished().get(target),
                    Coverage.of(weights, target, request)));
        }
        return places;
    }
}
