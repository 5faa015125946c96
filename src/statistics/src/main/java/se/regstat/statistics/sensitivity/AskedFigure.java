package se.regstat.statistics.sensitivity;

import java.util.Arrays;
import java.util.Comparator;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import se.regstat.statistics.division.LocalText;
import se.regstat.statistics.request.Choice;
import se.regstat.statistics.request.Explanation;
import se.regstat.statistics.segregation.AskedGroups;
import se.regstat.statistics.segregation.AskedMeasure;
import se.regstat.statistics.segregation.GroupCounts;
import se.regstat.statistics.segregation.Parts;

/**
 * What may be looked at on several divisions: the measures of segregation, as {@link AskedMeasure} has them, and others of an indicator's value in each area.
 * NaN where there is nothing to measure.
 */
@SuppressWarnings("ImmutableEnumChecker") // texts are never changed
enum AskedFigure {
    D(AskedMeasure.D),
    INEQUALITY(AskedMeasure.INEQUALITY),
    ISOLATION(AskedMeasure.ISOLATION),
    EXPOSURE(AskedMeasure.EXPOSURE),
    GINI(AskedMeasure.GINI),
    M(AskedMeasure.M),
    H(AskedMeasure.H),
    T(AskedMeasure.T),

    /** √(Σ p_i (v_i − v)² / Σ p_i), with p the people of areas, v_i their values, and v the value of all. */
    SPREAD(
            text("spridning mellan områden", "spread between areas"),
            text(
                    "Spridning: standardavvikelsen mellan områdenas värden, vägd med personer; av en andel från 0 till 1.",
                    "Spread: the standard deviation between the areas' values, weighted by people; of a share from 0 to 1."),
            text(
                    "0,1 för en andel betyder att områden i allmänhet ligger tio procentenheter från helhetens.",
                    "0.1 of a share means that areas are ten percentage points from the whole's, generally."),
            text(
                    "Större områden blandar mer och ger mindre spridning, fast ingen har flyttat.",
                    "Larger areas mix more and have less spread, though nobody has moved.")) {
        @Override
        double of(Sums sums) {
            double people = 0;
            double mass = 0;
            for (int area = 0; area < sums.areas(); area++) {
                people += sums.people(area);
                mass += sums.mass(area);
            }
            double squares = 0;
            for (int area = 0; area < sums.areas(); area++) {
                if (!(sums.people(area) > 0)) continue;
                double off = sums.value(area) - mass / people;
                squares += sums.people(area) * off * off;
            }
            return people > 0 ? Math.sqrt(squares / people) : Double.NaN;
        }
    },

    /** Of areas by value, highest first, those in which a tenth of the people live, the last one in part. */
    TOP_SHARE(
            text("andel i den högsta tiondelen", "share in the highest tenth"),
            text(
                    "Andel i högsta tiondelen: hur stor del av gruppen, eller av summan, som finns där den tiondel av personerna bor vars områden"
                            + " har högst värde.",
                    "Share in the highest tenth: the part of the group, or of the sum, that is where that tenth of the people lives whose areas have the"
                            + " highest value."),
            text(
                    "0,25 betyder att en fjärdedel av gruppen bor i de områden där var tionde person bor.",
                    "0.25 means that a quarter of the group lives in the areas where one person in ten lives."),
            text(
                    "Vilka områden det är skiljer sig mellan indelningarna.",
                    "Which areas these are differs between divisions.")) {
        @Override
        double of(Sums sums) {
            int[] order = IntStream.range(0, sums.areas())
                    .filter(area -> sums.people(area) > 0)
                    .boxed()
                    .sorted(Comparator.comparing((Integer area) -> -sums.value(area)))
                    .mapToInt(area -> area)
                    .toArray();
            double all = Arrays.stream(order).mapToDouble(sums::mass).sum();
            double left = TOP * Arrays.stream(order).mapToDouble(sums::people).sum();
            double top = 0;
            for (int i = 0; i < order.length && left > 0; i++) {
                double part = Math.min(1, left / sums.people(order[i]));
                top += part * sums.mass(order[i]);
                left -= part * sums.people(order[i]);
            }
            return all > 0 ? top / all : Double.NaN;
        }
    },

    /** Pearson's, weighted by the people of the first indicator. */
    CORRELATION(
            text("korrelation med en annan indikator", "correlation with another indicator"),
            text(
                    "Korrelation: Pearsons korrelation mellan två indikatorers värden över områdena, vägd med den förstas personer. −1 till 1.",
                    "Correlation: Pearson's, between the values of two indicators over the areas, weighted by the people of the first. −1 to 1."),
            text(
                    "Nära 1 när områden med högt värde på den ena har det på den andra; nära 0 när det inte hänger ihop.",
                    "Near 1 where areas with a high value of one have it of the other; near 0 where the two have nothing to do with each other."),
            text(
                    "Den är områdenas, inte personernas: den växer ofta när områden slås ihop, och säger inget om vem som har båda.",
                    "It is that of areas and not of persons: it often grows where areas are put together, and does not tell who has both.")) {
        @Override
        double of(Sums sums) {
            int[] there = IntStream.range(0, sums.areas())
                    .filter(area -> Double.isFinite(sums.value(area)) && Double.isFinite(sums.otherValue(area)))
                    .toArray();
            double people = Arrays.stream(there).mapToDouble(sums::people).sum();
            double first = 0;
            double second = 0;
            for (int area : there) {
                first += sums.people(area) / people * sums.value(area);
                second += sums.people(area) / people * sums.otherValue(area);
            }
            double both = 0;
            double ofFirst = 0;
            double ofSecond = 0;
            for (int area : there) {
                double off = sums.value(area) - first;
                double other = sums.otherValue(area) - second;
                both += sums.people(area) * off * other;
                ofFirst += sums.people(area) * off * off;
                ofSecond += sums.people(area) * other * other;
            }
            double root = Math.sqrt(ofFirst) * Math.sqrt(ofSecond);
            return root > 0 ? Math.max(-1, Math.min(1, both / root)) : Double.NaN;
        }
    };

    private static final double TOP = 0.1;

    private final Optional<AskedMeasure> segregation;
    private final LocalText words;
    private final Explanation explanation;

    AskedFigure(AskedMeasure segregation) {
        this.segregation = Optional.of(segregation);
        this.words = segregation.words();
        this.explanation = segregation.explanation();
    }

    AskedFigure(LocalText words, LocalText definition, LocalText reading, LocalText caution) {
        this.segregation = Optional.empty();
        this.words = words;
        this.explanation = new Explanation(definition, reading, caution);
    }

    /** Of areas, each with its sums. */
    double of(Sums sums) {
        AskedMeasure measure = segregation.orElseThrow();
        if (measure == AskedMeasure.T) return t(sums);
        return measure.ofCounts()
                .orElseThrow()
                .of(GroupCounts.of(
                        sums.groups(),
                        IntStream.range(0, sums.areas())
                                .mapToObj(area -> Arrays.copyOf(sums.of(area), sums.groups()))
                                .toArray(double[][]::new)));
    }

    private static double t(Sums sums) {
        int[] there = IntStream.range(0, sums.areas())
                .filter(area -> sums.people(area) > 0)
                .toArray();
        return Parts.ofT(
                        Arrays.stream(there).mapToDouble(sums::value).toArray(),
                        Arrays.stream(there).mapToDouble(sums::people).toArray(),
                        new int[there.length],
                        1)
                .all();
    }

    /** As in questions and answers: {@code top_share}. */
    String id() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** Why it cannot be computed of what is asked about; empty if it can. */
    Optional<String> refusal(AskedGroups groups, boolean compared) {
        if (this == CORRELATION && !compared)
            return Optional.of("is of two indicators, and no otherIndicator is named");
        return segregation.flatMap(measure -> measure.refusal(groups));
    }

    /** Which of the groups it is of. */
    int[] ofGroups(AskedGroups groups) {
        if (groups.isMean()) return new int[] {0};
        if (segregation.isEmpty()) return new int[] {0};
        return segregation.get().pair(groups.size()).orElseGet(() -> IntStream.range(0, groups.size())
                .toArray());
    }

    LocalText explained() {
        return explanation.whole();
    }

    static Stream<Choice<AskedFigure>> choices() {
        return Arrays.stream(values())
                .map(figure -> new Choice<>(figure.id(), figure, figure.words, Optional.of(figure.explanation)));
    }

    private static LocalText text(String sv, String en) {
        return new LocalText(sv, en);
    }
}
