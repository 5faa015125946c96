package se.regstat.statistics.neighbourhood;

import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;
import se.regstat.statistics.indicator.Status;
import se.regstat.statistics.observation.Figures;

/**
 * The rows of an answer that are counted in the same locations, by place, group and size; made as they are read. Immutable.
 *
 * @param reach how far from each place the ground ends; negative for those that lie beyond it
 * @param inner radius of the disc in which each place's own people live
 * @param at whether places are the locations themselves
 * @param strict whether there is no share where anything is not known
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
record NeighbourRows(
        Counted counted,
        NamedPlaces places,
        Sizes sizes,
        Neighbourhoods found,
        double[] reach,
        double[] inner,
        boolean at,
        boolean strict,
        boolean seriesBreak) {

    int size() {
        return places.size() * counted.groups().size() * sizes.asked().length;
    }

    /** @param number from 0 */
    List<Object> row(int number) {
        int size = number % sizes.asked().length;
        int placeAndGroup = number / sizes.asked().length;
        int group = placeAndGroup % counted.groups().size();
        int place = placeAndGroup / counted.groups().size();
        Status status = status(place, size, group);
        boolean hasValue = status.hasValue();
        boolean there = status != Status.OUTSIDE;
        double people = found.people(place, size);
        double known = people - found.unknown(place, size, group);
        double count = Math.min(known, found.count(place, size, group));
        double asked = sizes.asked()[size];
        double own = at ? counted.people()[place] : Double.NaN;
        return Arrays.asList(
                places.ids().get(place),
                places.names().get(place),
                counted.year(),
                counted.groups().get(group).indicator(),
                sizes.areRadii() ? null : asked,
                sizes.areRadii() ? asked : null,
                hasValue ? known(Figures.share(count / known)) : null,
                hasValue ? known(rounded(count)) : null,
                there ? known(rounded(people)) : null,
                there ? known(rounded(found.radius(place, size))) : null,
                there ? known(Figures.share(Math.min(1, own / people))) : null,
                there ? known(Figures.share(found.unknown(place, size, group) / people)) : null,
                there ? (Boolean) leaves(place, size) : null,
                status.id(),
                seriesBreak,
                counted.groups().get(group).derivedFrom());
    }

    private Status status(int place, int size, int group) {
        if (reach[place] < 0) return Status.OUTSIDE;
        double people = found.people(place, size);
        double known = people - found.unknown(place, size, group);
        boolean lacking = known < people || found.unknownLocations(place, size) > 0;
        if (lacking && (strict || known <= Neighbourhoods.NEARLY)) {
            return found.marked(place, size, Counted.suppressed(group)) > 0 ? Status.SUPPRESSED : Status.MISSING;
        }
        if (known <= Neighbourhoods.NEARLY) return Status.NOT_APPLICABLE;
        boolean few = !sizes.areRadii() && people < sizes.asked()[size] - Neighbourhoods.NEARLY;
        boolean sure = !lacking
                && !few
                && !leaves(place, size)
                && found.marked(place, size, Counted.estimated(group)) == 0
                && found.count(place, size, group) <= known + Neighbourhoods.NEARLY;
        return sure ? Status.NORMAL : Status.ESTIMATED;
    }

    /** Whether a neighbourhood of others than the place's own people reaches beyond the ground. */
    private boolean leaves(int place, int size) {
        return Ground.leaves(found.radius(place, size), inner[place], reach[place]);
    }

    /** @param notes told of what many rows have in common */
    void note(Consumer<String> notes) {
        long outside = Arrays.stream(reach).filter(far -> far < 0).count();
        long leaving = 0;
        for (int place = 0; place < places.size(); place++) {
            for (int size = 0; size < sizes.asked().length; size++) {
                if (reach[place] >= 0 && leaves(place, size)) leaving++;
            }
        }
        if (outside > 0) {
            notes.accept(outside + " of " + places.size() + " places lie outside " + counted.source());
        }
        Ground.leaving(leaving, counted.source(), counted.year()).ifPresent(notes);
        for (Counted.Group group : counted.groups()) {
            long more = 0;
            for (int i = 0; i < group.numbers().length; i++) {
                if (group.numbers()[i] > counted.people()[i]) more++;
            }
            if (more > 0) {
                notes.accept("at " + more + " of " + group.numbers().length + " locations of " + counted.source()
                        + " more are of " + group.indicator() + " than there are people, as noise makes it; where that"
                        + " would give a share above 1, it is 1 and estimated");
            }
        }
    }

    /** To a tenth of a metre, or of a person where areas are divided. */
    private static double rounded(double number) {
        return Math.rint(number * 10) / 10;
    }

    private static Double known(double number) {
        return Double.isFinite(number) ? number : null;
    }
}
