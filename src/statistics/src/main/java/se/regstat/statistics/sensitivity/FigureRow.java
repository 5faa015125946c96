package se.regstat.statistics.sensitivity;

import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import se.regstat.statistics.division.LocalText;
import se.regstat.statistics.indicator.Reason;
import se.regstat.statistics.indicator.Status;
import se.regstat.statistics.observation.Figures;
import se.regstat.statistics.regrouping.Zoning;
import se.regstat.statistics.text.Languages;

/** A row of the answer, filled in step by step; its figures are told with six decimals. Not thread-safe. */
final class FigureRow {

    private final int year;
    private final boolean seriesBreak;
    private final FiguresOfPlace place;
    private final String derivedFrom;
    private String measure = "";
    private String groups = "";
    private String division = "";
    private int areas;
    private double value = Double.NaN;
    private Status status = Status.MISSING;
    private String reason = "";
    private Integer rank;
    private Zoning zoning = new Zoning(Double.NaN, new double[0]);
    private String code = "";
    private String name = "";
    private Boolean officiallyTop;
    private Integer draws;
    private Integer distinct;
    private Optional<Zoning> ranks = Optional.empty();
    private double confidence;
    private Double kept;
    private LocalText sentence = new LocalText("", "");

    FigureRow(int year, boolean seriesBreak, FiguresOfPlace place, String derivedFrom) {
        this.year = year;
        this.seriesBreak = seriesBreak;
        this.place = place;
        this.derivedFrom = derivedFrom;
    }

    FigureRow of(String id, String names) {
        measure = id;
        groups = names;
        return this;
    }

    FigureRow on(String name, Scale.Values found, int figure) {
        division = name;
        areas = found.areas();
        value = found.values()[figure];
        boolean empty = found.status().hasValue() && Double.isNaN(value);
        status = empty ? Status.NOT_APPLICABLE : found.status();
        reason = empty ? Reason.EMPTY_BASE.id() : found.reason();
        return this;
    }

    void rank(int among) {
        rank = among;
    }

    /**
     * Where no division differs from another there is nothing that one could lie between.
     *
     * @param zoned figures on random divisions
     * @param ranked the ranks there; none where there are no other places
     * @param share of them that lies in the interval
     */
    void zoning(Zoning zoned, Optional<Zoning> ranked, double share, FiguresOfPlace.Drawn drawn, LocalText title) {
        drawn(zoned.size(), drawn.distinct(), drawn.kept());
        ranks = ranked;
        confidence = share;
        if (drawn.distinct() > 1) zoning = zoned;
        if (zoned.size() > 0) sentence = new Sentence(title).of(zoned, value, share, drawn.distinct(), drawn.kept());
    }

    /**
     * @param number of random divisions
     * @param different how many of them differ
     * @param keeping see {@link FiguresOfPlace.Drawn#kept}
     */
    FigureRow drawn(int number, int different, double keeping) {
        draws = number;
        distinct = different;
        kept = keeping;
        return this;
    }

    /**
     * Of a unit, not of the place.
     *
     * @param top whether its official area is in the top class; null where that is not known
     */
    FigureRow unit(String itsCode, String itsName, Boolean top) {
        code = itsCode;
        name = itsName;
        officiallyTop = top;
        return this;
    }

    FigureRow saying(LocalText text) {
        sentence = text;
        return this;
    }

    private double low(Zoning of) {
        return of.low(confidence);
    }

    private double high(Zoning of) {
        return of.high(confidence);
    }

    /** In the order of the declaration's columns. */
    List<Object> told() {
        return Collections.unmodifiableList(Arrays.asList(
                year,
                known(place.place().id()),
                known(place.place().name()),
                measure,
                groups,
                division,
                known(code),
                known(name),
                areas,
                known(value),
                known(low(zoning)),
                known(zoning.quantile(0.25)),
                known(zoning.quantile(0.5)),
                known(zoning.quantile(0.75)),
                known(high(zoning)),
                known(zoning.rank()),
                rank,
                ranks.map(this::low).map(FigureRow::whole).orElse(null),
                ranks.map(this::high).map(FigureRow::whole).orElse(null),
                draws,
                distinct,
                kept == null ? null : known(kept),
                officiallyTop,
                place.units().leftOut(),
                Figures.exact(place.people()),
                status.id(),
                known(reason),
                seriesBreak,
                known(sentence.in(Languages.SWEDISH)),
                known(sentence.in(Locale.ENGLISH)),
                derivedFrom));
    }

    private static String known(String text) {
        return text.isEmpty() ? null : text;
    }

    private static Double known(double figure) {
        return Double.isFinite(figure) ? (Double) Figures.share(figure) : null;
    }

    private static Integer whole(double figure) {
        return Double.isFinite(figure) ? (Integer) (int) figure : null;
    }
}
