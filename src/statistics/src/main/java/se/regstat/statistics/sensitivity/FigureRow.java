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
     * @param zoned figures on random divisions
     * @param ranked the ranks there; none where there are no other places
     * @param share of them that lies in the interval
     * @param keeping see {@link FiguresOfPlace.Drawn#kept}
     */
    void zoning(Zoning zoned, Optional<Zoning> ranked, double share, double keeping, LocalText title) {
        zoning = zoned;
        ranks = ranked;
        confidence = share;
        kept = keeping;
        if (zoned.size() > 0) sentence = Sentence.of(title, zoned.size(), share, low(zoned), high(zoned), value);
    }

    private double low(Zoning of) {
        return of.quantile((1 - confidence) / 2);
    }

    private double high(Zoning of) {
        return of.quantile((1 + confidence) / 2);
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
                kept == null ? null : (Integer) zoning.size(),
                kept == null ? null : known(kept),
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
