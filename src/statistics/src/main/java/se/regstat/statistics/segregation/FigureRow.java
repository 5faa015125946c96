package se.regstat.statistics.segregation;

import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import se.regstat.statistics.indicator.Reason;
import se.regstat.statistics.indicator.Status;
import se.regstat.statistics.observation.Figures;

/** A row of the answer, filled in step by step; its figures are told with six decimals. Not thread-safe. */
final class FigureRow {

    private final int year;
    private final AskedPlaces.Place place;
    private final String measure;
    private String groups = "";
    private double neighbours = Double.NaN;
    private double value = Double.NaN;
    private double expected = Double.NaN;
    private double low = Double.NaN;
    private double high = Double.NaN;
    private double beyond = Double.NaN;
    private double corrected = Double.NaN;
    private int units;
    private int leftOut;
    private double people;
    private double livingOutside;
    private double leftInside;
    private Status status = Status.NORMAL;
    private String reason = "";
    private boolean seriesBreak;
    private Integer since;
    private String derivedFrom = "";

    FigureRow(int year, AskedPlaces.Place place, String measure) {
        this.year = year;
        this.place = place;
        this.measure = measure;
    }

    FigureRow groups(String names) {
        groups = names;
        return this;
    }

    /** @param k how many */
    FigureRow neighbours(double k) {
        neighbours = k;
        return this;
    }

    /** @param figure NaN for none: then, where there should be one, a group is nobody */
    FigureRow value(double figure) {
        value = figure;
        return Double.isNaN(figure) && status.hasValue() ? without(Reason.EMPTY_BASE.id()) : this;
    }

    FigureRow without(String why) {
        if (!status.hasValue()) return this;
        value = Double.NaN;
        status = Status.NOT_APPLICABLE;
        reason = why;
        return this;
    }

    void chance(RandomAllocation chance, double confidence, boolean upToOne) {
        expected = chance.expected();
        low = chance.quantile((1 - confidence) / 2);
        high = chance.quantile((1 + confidence) / 2);
        if (upToOne) beyond = chance.beyondChance(value);
    }

    void biasCorrected(double figure) {
        corrected = figure;
    }

    FigureRow units(int known, int without) {
        units = known;
        leftOut = without;
        return this;
    }

    FigureRow people(double all) {
        people = all;
        return this;
    }

    /**
     * @param outside who of the people live outside the place, in units that its border cuts
     * @param inside who live inside it and are not of the people, in others that it cuts
     */
    FigureRow cut(double outside, double inside) {
        livingOutside = outside;
        leftInside = inside;
        return this;
    }

    FigureRow status(Status known, String why) {
        status = known;
        reason = why;
        return this;
    }

    FigureRow origin(boolean broken, String from) {
        seriesBreak = broken;
        derivedFrom = from;
        return this;
    }

    FigureRow since(int earlier) {
        since = earlier;
        return this;
    }

    /** In the order of the declaration's columns. */
    List<Object> told() {
        return Collections.unmodifiableList(Arrays.asList(
                year,
                known(place.id()),
                known(place.name()),
                measure,
                groups,
                known(neighbours),
                known(value),
                known(expected),
                known(low),
                known(high),
                known(beyond),
                known(corrected),
                units,
                leftOut,
                place.cuts().size(),
                Figures.exact(people),
                rounded(livingOutside),
                rounded(leftInside),
                status.id(),
                known(reason),
                seriesBreak,
                since,
                derivedFrom));
    }

    /** Of people that are estimated, to whole ones; null where there may be any number. */
    private static Double rounded(double persons) {
        return Double.isNaN(persons) ? null : (Double) Math.rint(persons);
    }

    private static String known(String text) {
        return text.isEmpty() ? null : text;
    }

    private static Double known(double figure) {
        return Double.isFinite(figure) ? (Double) Figures.share(figure) : null;
    }
}
