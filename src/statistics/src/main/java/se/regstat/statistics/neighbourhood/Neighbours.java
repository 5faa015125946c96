package se.regstat.statistics.neighbourhood;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.DoubleConsumer;
import java.util.function.Supplier;
import se.regstat.statistics.indicator.Status;
import se.regstat.statistics.observation.Figures;
import se.regstat.statistics.reaggregation.OwnBoundaries;
import se.regstat.statistics.reaggregation.Question;
import se.regstat.statistics.request.Arguments;
import se.regstat.statistics.request.FigureTable;
import se.regstat.statistics.request.MissingParts;
import se.regstat.statistics.request.ReaggregationDeclaration;
import se.regstat.statistics.request.ReaggregationException;

/**
 * Shares of groups among the nearest neighbours of places, as they are asked for at a door. A neighbourhood whose people or group are not all known has no share, or with
 * {@code partial} that of the others. Where fewer people live in all than are asked for, the share is that of all, and estimated; where nobody lives, there is none.
 */
public final class Neighbours {

    private final Question question;
    private final Arguments arguments;
    private final Sizes sizes;
    private final List<String> notes = new ArrayList<>();
    private final List<List<Object>> rows = new ArrayList<>();

    private Neighbours(Question question) {
        this.question = question;
        this.arguments = question.arguments();
        this.sizes = Sizes.of(arguments);
    }

    /**
     * @param own nobody's: no polygons are taken
     * @param progress told of how much is done, from 0 to 1
     * @return rows by place, year, indicator and size, with the columns of {@link NeighboursDeclaration}
     * @throws ReaggregationException if it cannot be done, with the parameter and the reason
     * @throws java.util.concurrent.CancellationException if it was cancelled
     */
    public static FigureTable answer(
            Question question, Optional<Supplier<OwnBoundaries>> own, DoubleConsumer progress) {
        return question.bounds().within(() -> new Neighbours(question).answer(progress));
    }

    private FigureTable answer(DoubleConsumer progress) {
        Optional<NamedPlaces> wanted = NamedPlaces.wanted(question);
        List<Counted> counted = Counted.of(question);
        long values = counted.stream()
                .mapToLong(one ->
                        (long) wanted.orElse(one.places()).size() * one.groups().size())
                .sum();
        question.bounds().checkValues(values * Math.max(1, sizes.asked().length));
        for (int i = 0; i < counted.size(); i++) {
            Counted one = counted.get(i);
            boolean seriesBreak = counted.stream()
                    .filter(other -> other.year() < one.year())
                    .reduce((earlier, later) -> later)
                    .filter(before -> !before.source().equals(one.source()))
                    .isPresent();
            tell(one, wanted.orElse(one.places()), seriesBreak);
            progress.accept((i + 1.0) / counted.size());
        }
        return new FigureTable(rows, notes.stream().distinct().toList());
    }

    private void tell(Counted counted, NamedPlaces places, boolean seriesBreak) {
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
                            arguments.get(NeighboursDeclaration.SEED),
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
        for (int place = 0; place < places.size(); place++) {
            double own = at ? counted.people()[place] : Double.NaN;
            for (int group = 0; group < counted.groups().size(); group++) {
                for (int size = 0; size < told.asked().length; size++) {
                    row(counted, places, seriesBreak, told, found, place, group, size, own);
                }
            }
        }
    }

    private void row(
            Counted counted,
            NamedPlaces places,
            boolean seriesBreak,
            Sizes sizes,
            Neighbourhoods found,
            int place,
            int group,
            int size,
            double own) {
        double people = found.people(place, size);
        double unknown = found.unknown(place, size, group);
        double count = found.count(place, size, group);
        Status status = status(found, place, group, size, sizes);
        boolean hasValue = status.hasValue();
        double asked = sizes.asked()[size];
        rows.add(Arrays.asList(
                places.ids().get(place),
                places.names().get(place),
                counted.year(),
                counted.groups().get(group).indicator(),
                sizes.areRadii() ? null : asked,
                sizes.areRadii() ? asked : null,
                hasValue ? known(Figures.share(count / (people - unknown))) : null,
                hasValue ? known(rounded(count)) : null,
                known(rounded(people)),
                known(rounded(found.radius(place, size))),
                known(Figures.share(Math.min(1, own / people))),
                known(Figures.share(unknown / people)),
                status.id(),
                seriesBreak,
                counted.groups().get(group).derivedFrom()));
    }

    private Status status(Neighbourhoods found, int place, int group, int size, Sizes sizes) {
        double people = found.people(place, size);
        double unknown = found.unknown(place, size, group);
        boolean lacking = unknown > 0 || found.unknownLocations(place, size) > 0;
        if (lacking && arguments.get(ReaggregationDeclaration.MISSING) == MissingParts.STRICT) return Status.MISSING;
        if (people - unknown <= Neighbourhoods.NEARLY) return lacking ? Status.MISSING : Status.NOT_APPLICABLE;
        boolean few = !sizes.areRadii() && people < sizes.asked()[size] - Neighbourhoods.NEARLY;
        return lacking || few ? Status.ESTIMATED : Status.NORMAL;
    }

    /** To a tenth of a metre, or of a person where areas are divided. */
    private static double rounded(double number) {
        return Math.rint(number * 10) / 10;
    }

    private static Double known(double number) {
        return Double.isFinite(number) ? number : null;
    }
}
