package se.regstat.statistics.sensitivity;

import java.nio.IntBuffer;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import se.regstat.statistics.observation.YearValues;
import se.regstat.statistics.reaggregation.Question;
import se.regstat.statistics.reaggregation.Reaggregator;
import se.regstat.statistics.regrouping.Regroupings;
import se.regstat.statistics.request.Arguments;
import se.regstat.statistics.request.Message;
import se.regstat.statistics.request.ReaggregationException;
import se.regstat.statistics.segregation.AskedPlaces;
import se.regstat.statistics.snapshot.VintageAreas;

/**
 * Random divisions of the regions that a question's places lie in.
 *
 * @param regions the region of each unit, -1 where nothing is drawn
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
record RandomDivisions(Regroupings drawn, int[] regions) {

    /**
     * Draws them, or takes those that were drawn before. A region in which the people of a unit are not known, or which official area it lies in, is left out.
     *
     * @throws ReaggregationException if codes or people do not tell how
     */
    static RandomDivisions of(
            Question question, AskedPlaces places, VintageAreas units, int year, List<AskedPlaces.Place> wanted) {
        Arguments arguments = question.arguments();
        Reaggregator reaggregator = question.reaggregator();
        String officialId = arguments.get(SensitivityDeclaration.OFFICIAL);
        if (officialId.equals(units.vintage().id().division())) {
            throw ReaggregationException.of(
                    SensitivityDeclaration.OFFICIAL.name(),
                    Message.of("random divisions are made of the areas of " + officialId
                                    + "; name a division that these are put together to, or give ")
                            .setting(SensitivityDeclaration.DRAWS.name(), "0"));
        }
        int[] official = places.areas(SensitivityDeclaration.OFFICIAL.name(), officialId, units, year)
                .array();
        int[] regionOf = places.areas(
                        SensitivityDeclaration.REGION.name(), arguments.get(SensitivityDeclaration.REGION), units, year)
                .array();
        YearValues people = reaggregator
                .divisors()
                .people(units.vintage().id())
                .orElseThrow(() -> ReaggregationException.of(
                        SensitivityDeclaration.DRAWS.name(),
                        Message.of("how many people the areas of "
                                        + units.vintage().id()
                                        + " have is not known, so that no division is as even as another; give ")
                                .setting(SensitivityDeclaration.DRAWS.name(), "0")));
        int[] regions = regions(official, regionOf, people, wanted);
        int draws = arguments.get(SensitivityDeclaration.DRAWS);
        int seed = arguments.get(SensitivityDeclaration.SEED);
        List<Object> key =
                List.of(units.vintage().id(), IntBuffer.wrap(official), IntBuffer.wrap(regions), draws, seed);
        Ensembles ensembles =
                reaggregator.snapshot().derived(Ensembles.class, reaggregator.observations(), Ensembles::new);
        int[] numbers = IntStream.range(0, regions.length)
                .map(unit -> regions[unit] < 0 ? 0 : (int) Math.round(people.value(unit)))
                .toArray();
        try {
            return new RandomDivisions(
                    ensembles.of(
                            key,
                            () -> Regroupings.of(
                                    units, official, regions, numbers, draws, seed, question.bounds()::isOver)),
                    regions);
        } catch (IllegalArgumentException e) {
            throw ReaggregationException.of(
                    SensitivityDeclaration.OFFICIAL.name(),
                    "areas of " + officialId + " lie in several of " + arguments.get(SensitivityDeclaration.REGION)
                            + " each",
                    e);
        }
    }

    private static int[] regions(int[] official, int[] regionOf, YearValues people, List<AskedPlaces.Place> wanted) {
        boolean[] drawn = new boolean[Arrays.stream(regionOf).max().orElse(-1) + 1];
        for (AskedPlaces.Place place : wanted) {
            for (int unit : place.units()) if (regionOf[unit] >= 0) drawn[regionOf[unit]] = true;
        }
        for (int unit = 0; unit < regionOf.length; unit++) {
            if (regionOf[unit] >= 0 && (official[unit] < 0 || !people.hasValue(unit))) drawn[regionOf[unit]] = false;
        }
        return Arrays.stream(regionOf)
                .map(region -> region >= 0 && drawn[region] ? region : -1)
                .toArray();
    }

    /** Whether there are some of all of these units. */
    boolean have(int[] units) {
        return Arrays.stream(units).allMatch(unit -> regions[unit] >= 0);
    }

    /** Which share of the draws, in the regions that units lie in, leaves the official areas, because no others were found. */
    double kept(int[] units) {
        int[] theirs =
                Arrays.stream(units).map(unit -> regions[unit]).distinct().toArray();
        return IntStream.range(0, drawn.size())
                        .mapToLong(draw -> Arrays.stream(theirs)
                                .filter(region -> drawn.keeps(draw, region))
                                .count())
                        .average()
                        .orElse(0)
                / theirs.length;
    }
}
