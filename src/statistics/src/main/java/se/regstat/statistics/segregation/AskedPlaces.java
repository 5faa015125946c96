package se.regstat.statistics.segregation;

import java.nio.IntBuffer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import se.regstat.statistics.division.Area;
import se.regstat.statistics.observation.AreaNames;
import se.regstat.statistics.observation.Membership;
import se.regstat.statistics.overlay.Overlay;
import se.regstat.statistics.overlay.Sources;
import se.regstat.statistics.reaggregation.Boundaries;
import se.regstat.statistics.reaggregation.OwnBoundaries;
import se.regstat.statistics.reaggregation.Question;
import se.regstat.statistics.request.Message;
import se.regstat.statistics.request.ReaggregationException;
import se.regstat.statistics.snapshot.VintageAreas;

/**
 * Within what is asked about, with the parameters of {@link SegregationDeclaration}: all that is here, each area of a larger division by code, or polygons of the asker's.
 */
public final class AskedPlaces {

    /** Cuts below this share of a unit, or that leave no more of it, are slivers. */
    private static final double SLIVER = 1e-3;

    private final Question question;
    private final Optional<String> within;
    private final Optional<Boundaries> boundaries;
    private final Map<VintageAreas, Overlay> overlays = new HashMap<>();

    /**
     * One of them.
     *
     * @param id empty for all that is here
     * @param units numbers of the areas in it
     * @param cut how many of the areas its border cuts
     * @param complete whether all units that belong to it are here
     */
    @SuppressWarnings("ArrayRecordComponent") // never compared
    public record Place(String id, String name, int[] units, int cut, boolean complete) {}

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
        within.ifPresent(
                division -> question.reaggregator().refuseUnknownDivision("within", division, question.visible()));
        boundaries = own.map(polygons -> polygons.get()
                .named(
                        question.arguments().get(SegregationDeclaration.ID_ATTRIBUTE),
                        question.arguments().get(SegregationDeclaration.NAME_ATTRIBUTE),
                        question.bounds()::isOver));
    }

    private List<String> codes() {
        return question.arguments().get(SegregationDeclaration.CODES);
    }

    /** @param units the vintage whose areas are told of, valid in the year */
    public List<Place> of(VintageAreas units, int year) {
        if (boundaries.isPresent()) return ofBoundaries(units, boundaries.get());
        return within.map(division -> ofDivision("within", division, units, year))
                .orElseGet(() -> List.of(new Place(
                        "", "", IntStream.range(0, units.areas().size()).toArray(), 0, true)));
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
        int[] in = membership.places().array();
        List<Place> places = new ArrayList<>();
        for (int area = 0; area < whole.areas().size(); area++) {
            int number = area;
            Area one = whole.areas().get(area);
            int[] inside = IntStream.range(0, in.length)
                    .filter(unit -> in[unit] == number)
                    .toArray();
            boolean asked = codes().isEmpty() ? inside.length > 0 : wanted.remove(one.code());
            if (asked) {
                places.add(new Place(
                        one.code(),
                        names.get(area).text(),
                        inside,
                        0,
                        membership.complete().get(area)));
            }
        }
        if (wanted.isEmpty()) return places;
        throw ReaggregationException.of(
                "codes",
                "there is no " + String.join(", ", wanted) + " in "
                        + whole.vintage().id());
    }

    private List<Place> ofBoundaries(VintageAreas units, Boundaries polygons) {
        Overlay overlay = overlays.computeIfAbsent(
                units, areas -> Overlay.of(Sources.of(areas), polygons.targets(), question.bounds()::isOver));
        List<Place> places = new ArrayList<>();
        int targets = polygons.targets().size();
        int[] cut = new int[targets];
        List<List<Integer>> inside = new ArrayList<>();
        for (int target = 0; target < targets; target++) inside.add(new ArrayList<>());
        for (int unit = 0; unit < units.areas().size(); unit++) {
            for (int pair = overlay.firstPair(unit); pair < overlay.firstPair(unit + 1); pair++) {
                double share = overlay.share(pair);
                if (share > 0.5) inside.get(overlay.target(pair)).add(unit);
                if (share > SLIVER && share < 1 - SLIVER) cut[overlay.target(pair)]++;
            }
        }
        for (int target = 0; target < targets; target++) {
            places.add(new Place(
                    polygons.targets().ids().get(target),
                    polygons.names().get(target),
                    inside.get(target).stream().mapToInt(Integer::intValue).toArray(),
                    cut[target],
                    true));
        }
        return places;
    }
}
