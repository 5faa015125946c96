package se.regstat.statistics.neighbourhood;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.function.DoubleConsumer;
import java.util.function.Supplier;
import se.regstat.statistics.reaggregation.OwnBoundaries;
import se.regstat.statistics.reaggregation.Question;
import se.regstat.statistics.request.Arguments;
import se.regstat.statistics.request.FigureTable;
import se.regstat.statistics.request.MissingParts;
import se.regstat.statistics.request.ReaggregationDeclaration;
import se.regstat.statistics.request.ReaggregationException;

/**
 * Shares of groups among the nearest neighbours of places, as they are asked for at a door. A neighbourhood whose people or group are not all known has no share, or with
 * {@code partial} that of the others. Where fewer people live in all than are asked for, the share is that of all, and estimated; where nobody lives, there is none. A
 * place beyond the ground that is known of is outside; where a neighbourhood reaches beyond that, its share is estimated.
 */
public final class Neighbours {

    private final Question question;
    private final Arguments arguments;
    private final Sizes sizes;
    private final List<String> notes = new ArrayList<>();

    private Neighbours(Question question) {
        this.question = question;
        this.arguments = question.arguments();
        this.sizes = Sizes.of(arguments);
    }

    /**
     * @param own points that neighbourhoods lie around; empty if none were sent
     * @param progress told of how much is done, from 0 to 1
     * @return rows by place, year, indicator and size, with the columns of {@link NeighboursDeclaration}
     * @throws ReaggregationException if it cannot be done, with the parameter and the reason
     * @throws CancellationException if it was cancelled
     */
    public static FigureTable answer(
            Question question, Optional<Supplier<OwnBoundaries>> own, DoubleConsumer progress) {
        return question.bounds().within(() -> new Neighbours(question).answer(own.map(Supplier::get), progress));
    }

    private FigureTable answer(Optional<OwnBoundaries> own, DoubleConsumer progress) {
        Optional<NamedPlaces> wanted = NamedPlaces.wanted(question, own);
        own.ifPresent(sent -> notes.addAll(sent.notes()));
        List<Counted> counted = Counted.of(question);
        long values = counted.stream()
                .mapToLong(one ->
                        (long) wanted.orElse(one.places()).size() * one.groups().size())
                .sum();
        question.bounds().checkRows("indicators", values * sizes.asked().length);
        List<NeighbourRows> parts = new ArrayList<>();
        for (int i = 0; i < counted.size(); i++) {
            Counted one = counted.get(i);
            boolean seriesBreak = counted.stream()
                    .filter(other -> other.year() < one.year())
                    .reduce((earlier, later) -> later)
                    .filter(before -> !before.source().equals(one.source()))
                    .isPresent();
            parts.add(rows(one, wanted.orElse(one.places()), seriesBreak));
            progress.accept((i + 1.0) / counted.size());
        }
        if (!sizes.areRadii() && arguments.get(NeighboursDeclaration.RING) == RingRule.SAMPLED) {
            notes.add("ring: each group is drawn by itself, so that shares of all groups together need not be 1");
        }
        int[] ends = new int[parts.size()];
        int all = 0;
        for (int i = 0; i < ends.length; i++) ends[i] = all += parts.get(i).size();
        return FigureTable.of(
                all,
                row -> {
                    int found = Arrays.binarySearch(ends, row + 1);
                    int part = found < 0 ? -found - 1 : found;
                    return parts.get(part).row(part == 0 ? row : row - ends[part - 1]);
                },
                notes.stream().distinct().toList());
    }

    private NeighbourRows rows(Counted counted, NamedPlaces places, boolean seriesBreak) {
        Locations locations = counted.locations();
        Sizes told = sizes.sayingSomething(counted, notes::add);
        boolean at = places.source().equals(counted.source());
        Origins origins = at
                ? places.origins()
                : Origins.points(places.origins().eastings(), places.origins().northings());
        Neighbourhoods found;
        try {
            found = told.areRadii()
                    ? Neighbourhoods.within(locations, origins, told.asked(), question.bounds()::isOver)
                    : Neighbourhoods.nearest(
                            locations,
                            origins,
                            told.asked(),
                            arguments.get(NeighboursDeclaration.RING),
                            seeds(counted),
                            question.bounds()::isOver);
        } catch (IllegalArgumentException e) {
            throw ReaggregationException.of("points", e.getMessage(), e);
        }
        double all = locations.people();
        if (!told.areRadii() && Arrays.stream(told.asked()).anyMatch(k -> k > all + Neighbourhoods.NEARLY)) {
            notes.add(String.format(
                    Locale.ROOT,
                    "k: there are %.0f people in all in %s; larger neighbourhoods are all of them",
                    all,
                    counted.source()));
        }
        NeighbourRows rows = new NeighbourRows(
                counted,
                places,
                told,
                found,
                reach(counted, places, at),
                origins.innerRadius(),
                at,
                strict(),
                seriesBreak);
        rows.note(notes::add);
        return rows;
    }

    private boolean strict() {
        return arguments.get(ReaggregationDeclaration.MISSING) == MissingParts.STRICT;
    }

    /** A group's draws follow from its own name, whatever else is asked about. */
    private long[] seeds(Counted counted) {
        long seed = arguments.get(NeighboursDeclaration.SEED);
        return counted.groups().stream()
                .mapToLong(group ->
                        seed << 32 | Integer.toUnsignedLong(group.indicator().hashCode()))
                .toArray();
    }

    /** How far from each place the ground ends; negative for those that lie beyond it. */
    private double[] reach(Counted counted, NamedPlaces places, boolean at) {
        double[] reach = new double[places.size()];
        for (int place = 0; place < reach.length; place++) {
            if (question.bounds().isOver()) throw new CancellationException();
            double easting = places.origins().eastings()[place];
            double northing = places.origins().northings()[place];
            boolean here = at || counted.ground().has(easting, northing);
            reach[place] = here ? counted.ground().reach(easting, northing) : -1;
        }
        return reach;
    }
}
