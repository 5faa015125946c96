package se.regstat.statistics.sensitivity;

import java.nio.IntBuffer;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.Optional;
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
 * Random divisions of the regions that a question's places lie in. A place that is made of whole regions has those of them; of one that is not, what lies in it of each region is divided by itself, so that no random area
 * is cut by its border. Not thread-safe.
 */
final class RandomDivisions {

    private final Question question;
    private final VintageAreas units;
    private final int[] official;

    /** The region of each unit, -1 where nothing is drawn. */
    private final int[] regions;

    private final int[] people;

    private RandomDivisions(Question question, VintageAreas units, int[] official, int[] regions, YearValues people) {
        this.question = question;
        this.units = units;
        this.official = official;
        this.regions = regions;
        this.people = IntStream.range(0, regions.length)
                .map(unit -> regions[unit] < 0 ? 0 : (int) Math.round(people.value(unit)))
                .toArray();
    }

    /**
     * A region in which the people of a unit are not known, or which official area it lies in, is left out.
     *
     * @throws ReaggregationException if codes or people do not tell how
     */
    static RandomDivisions of(
            Question question, AskedPlaces places, VintageAreas units, int year, List<AskedPlaces.Place> wanted) {
        Arguments arguments = question.arguments();
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
        YearValues people = question.reaggregator()
                .divisors()
                .people(units.vintage().id())
                .orElseThrow(() -> ReaggregationException.of(
                        SensitivityDeclaration.DRAWS.name(),
                        Message.of("how many people the areas of "
                                        + units.vintage().id()
                                        + " have is not known, so that no division is as even as another; give ")
                                .setting(SensitivityDeclaration.DRAWS.name(), "0")));
        return new RandomDivisions(question, units, official, regions(official, regionOf, people, wanted), people);
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

    /**
     * Those of a place.
     *
     * @param known its units with a value
     * @return empty where people or official areas of some of these are not known
     * @throws ReaggregationException if official areas lie in several regions
     */
    Optional<OfPlace> in(AskedPlaces.Place place, int[] known) {
        if (Arrays.stream(known).anyMatch(unit -> regions[unit] < 0)) return Optional.empty();
        BitSet touched = new BitSet();
        for (int unit : known) touched.set(regions[unit]);
        BitSet inside = new BitSet();
        for (int unit : place.units()) inside.set(unit);
        boolean whole = IntStream.range(0, regions.length)
                .filter(unit -> regions[unit] >= 0 && touched.get(regions[unit]))
                .allMatch(inside::get);
        int[] drawnIn = whole
                ? regions
                : IntStream.range(0, regions.length)
                        .map(unit -> inside.get(unit) ? regions[unit] : -1)
                        .toArray();
        return Optional.of(new OfPlace(drawn(drawnIn), regions, whole));
    }

    /** Draws them, or takes those that were drawn before. */
    private Regroupings drawn(int[] in) {
        Arguments arguments = question.arguments();
        int draws = arguments.get(SensitivityDeclaration.DRAWS);
        int seed = arguments.get(SensitivityDeclaration.SEED);
        List<Object> key = List.of(units.vintage().id(), IntBuffer.wrap(official), IntBuffer.wrap(in), draws, seed);
        Reaggregator reaggregator = question.reaggregator();
        Ensembles ensembles =
                reaggregator.snapshot().derived(Ensembles.class, reaggregator.observations(), Ensembles::new);
        try {
            return ensembles.of(
                    key, () -> Regroupings.of(units, official, in, people, draws, seed, question.bounds()::isOver));
        } catch (IllegalArgumentException e) {
            throw ReaggregationException.of(
                    SensitivityDeclaration.OFFICIAL.name(),
                    "areas of " + arguments.get(SensitivityDeclaration.OFFICIAL) + " lie in several of "
                            + arguments.get(SensitivityDeclaration.REGION) + " each",
                    e);
        }
    }

    /**
     * Random divisions of a place.
     *
     * @param regions the region of each unit
     * @param whole whether the place is made of whole regions
     */
    @SuppressWarnings("ArrayRecordComponent") // never compared
    record OfPlace(Regroupings drawn, int[] regions, boolean whole) {

        /** Which share of the draws, in the regions that units lie in, leaves the official areas, because there are no others, or none were found. */
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
}
