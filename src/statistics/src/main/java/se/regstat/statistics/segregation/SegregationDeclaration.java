package se.regstat.statistics.segregation;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import se.regstat.statistics.division.LocalText;
import se.regstat.statistics.request.Door;
import se.regstat.statistics.request.Example;
import se.regstat.statistics.request.Kind;
import se.regstat.statistics.request.MissingParts;
import se.regstat.statistics.request.Operation;
import se.regstat.statistics.request.Parameter;
import se.regstat.statistics.request.Periods;
import se.regstat.statistics.request.Places;
import se.regstat.statistics.request.ReaggregationDeclaration;
import se.regstat.statistics.request.ReaggregationException;
import se.regstat.statistics.request.Result;

/** What may be asked of segregation, and what comes of it, for all doors. */
public final class SegregationDeclaration {

    private static final Places PLACES = Places.except(Door.CONFIGURATION);

    /** Of layers in {@code analysis.yml} too. */
    private static final Places LAYERS_TOO = Places.ALL;

    public static final Parameter<List<String>> INDICATORS = new Parameter<>(
            "indicators",
            Kind.list(),
            true,
            text("Grupper", "Groups"),
            text(
                    "Id för två eller fler antal av skilda grupper; ett antal med sin helhet i whole; en andel, som är sin täljare mot resten"
                            + " av nämnaren; eller ett medelvärde, för Theils T. Mått på två grupper jämför de två första",
                    "Ids of two or more counts of disjoint groups; of one count with its whole in whole; of a ratio, which is its numerator"
                            + " against the rest of its denominator; or of a mean, for Theil's T. Measures of two groups compare the first two"),
            LAYERS_TOO);

    public static final Parameter<Optional<String>> WHOLE = Parameter.of(
            "whole",
            Kind.text(),
            text("Helhet", "Whole"),
            text(
                    "Antalet av alla som grupperna är en del av, till exempel population; resten blir en sista grupp",
                    "The count of all that the groups are a part of, as in population; the rest is a last group"),
            LAYERS_TOO);

    public static final Parameter<Periods> PERIODS = ReaggregationDeclaration.PERIODS;

    public static final Parameter<String> SOURCE_DIVISION = Parameter.of(
            "sourceDivision",
            Kind.text("deso"),
            text("Områden", "Units"),
            text(
                    "Indelningen vars områden grupperna bor i; tal för olika indelningar kan inte jämföras",
                    "The division whose areas the groups live in; figures of different divisions cannot be compared"),
            LAYERS_TOO);

    public static final Parameter<Optional<String>> WITHIN = Parameter.of(
            "within",
            Kind.text(),
            text("Inom", "Within"),
            text(
                    "En större indelning, till exempel kommun: ett svar för vart och ett av dess områden; annars ett för allt som finns här",
                    "A larger division, as in kommun: an answer for each of its areas; by default one for all that is here"),
            PLACES);

    public static final Parameter<List<String>> CODES = Parameter.of(
            "codes",
            Kind.list(),
            text("Koder", "Codes"),
            text(
                    "Koder för de områden i within som ska besvaras, till exempel 1480; annars alla",
                    "Codes of those areas of within that are wanted, as in 1480; by default all"),
            PLACES);

    public static final Parameter<Optional<String>> BOUNDARIES = Parameter.of(
            "boundaries",
            Kind.polygons(),
            text("Egna gränser", "Own boundaries"),
            text(
                    "Polygoner i stället för within: ett svar för var och en, av de områden vars befolkning till största delen bor i den. På"
                            + " adressen namnet på ett lager, till exempel mine:areas",
                    "Polygons instead of within: an answer for each, of the units most of whose people live in it. At the address the name"
                            + " of a layer, as in mine:areas"),
            Places.except(Door.CONFIGURATION, Door.BODY));

    static final Parameter<List<AskedMeasure>> MEASURES = Parameter.of(
            "measures",
            Kind.choices(
                    List.of(),
                    Arrays.stream(AskedMeasure.values())
                            .map(AskedMeasure::choice)
                            .toList()),
            text("Mått", "Measures"),
            text(
                    "Vilka mått; annars alla som går att räkna ut utom inequality, som förutsätter att grupperna står i ordning",
                    "Which measures; by default all that can be computed but inequality, which is of groups in an order"),
            PLACES);

    static final Parameter<List<String>> SIZES = Parameter.of(
            "k",
            Kind.list(),
            text("Antal grannar", "Number of neighbours"),
            text(
                    "Storlekar på grannskap: var och en räknas med sammansättningen bland sina så många närmaste grannar, över alla gränser, i stället"
                            + " för områdets egen; ett eller flera antal, till exempel 3200,12800",
                    "Sizes of neighbourhoods: everybody is counted with the composition of their so many nearest neighbours, over all borders,"
                            + " instead of the unit's own; one or several numbers, as in 3200,12800"),
            PLACES);

    static final Parameter<Integer> DRAWS = Parameter.of(
            "draws",
            Kind.number(200, 0, 10_000),
            text("Slumpdragningar", "Random draws"),
            text(
                    "Hur många gånger samma personer fördelas slumpvis på samma områden: expected, low och high säger vad slumpen ensam ger."
                            + " Det är ingen felmarginal, eftersom register räknar alla. 0 för inga",
                    "How often the same people are allocated to the same units at random: expected, low and high tell what chance alone"
                            + " gives. It is no margin of error, since registers count everybody. 0 for none"),
            PLACES);

    static final Parameter<Integer> SEED = Parameter.of(
            "seed",
            Kind.number(1, 0, Integer.MAX_VALUE),
            text("Frö", "Seed"),
            text(
                    "Slumptalens frö: samma frö ger samma svar",
                    "The seed of random numbers: the same seed gives the same answer"),
            PLACES);

    static final Parameter<Double> CONFIDENCE = Parameter.of(
            "confidence",
            Kind.share(0.9, 0.5, 0.999),
            text("Intervall", "Interval"),
            text(
                    "Hur stor andel av dragningarna som ligger mellan low och high; det kräver minst 2 / (1 − andelen) dragningar",
                    "Which share of the draws lies between low and high; it takes 2 / (1 − share) draws or more"),
            PLACES);

    static final Parameter<Integer> BOOTSTRAP = Parameter.of(
            "bootstrap",
            Kind.number(0, 0, 10_000),
            text("Korrigering med bootstrap", "Correction by bootstrap"),
            text(
                    "Hur många dragningar med återläggning som bias_corrected för M och H räknas ur; 0 för ingen korrigering",
                    "How many draws with replacement bias_corrected of M and H is computed from; 0 for no correction"),
            PLACES);

    static final Parameter<Optional<String>> BETWEEN = Parameter.of(
            "between",
            Kind.text(),
            text("Uppdelning", "Parts"),
            text(
                    "En indelning mellan områdena och helheten, till exempel regso: M, H och T delas upp mellan dess områden och inom dem",
                    "A division between the units and the whole, as in regso: M, H and T are parted between its areas and within them"),
            PLACES);

    static final Parameter<Boolean> CHANGE = Parameter.of(
            "change",
            Kind.flag(),
            text("Förändring", "Change"),
            text(
                    "Om förändringen i M sedan perioden före ska delas upp; för två perioder eller fler, och bara mellan samma områden",
                    "Whether the change of M since the period before is parted; of two or more periods, and between the same units alone"),
            PLACES);

    public static final Parameter<MissingParts> MISSING = ReaggregationDeclaration.MISSING;

    public static final Parameter<Optional<String>> ID_ATTRIBUTE = ReaggregationDeclaration.ID_ATTRIBUTE;

    public static final Parameter<Optional<String>> NAME_ATTRIBUTE = ReaggregationDeclaration.NAME_ATTRIBUTE;

    private static final Result RESULT = Result.table(
            "segregation",
            text(
                    "En rad per år, område i within eller egen gräns, och mått",
                    "A row per year, area of within or own boundary, and measure"),
            List.of(
                    FigureColumns.YEAR,
                    FigureColumns.WITHIN_ID,
                    FigureColumns.WITHIN_NAME,
                    column("measure", String.class, "Måttet, eller en del av det", "The measure, or a part of it"),
                    FigureColumns.GROUPS,
                    column(
                            "k",
                            Double.class,
                            "Antal grannar; tomt när det är områdena själva",
                            "Number of neighbours; empty where it is the units themselves"),
                    column("value", Double.class, "Talet; M och T i nat", "The figure; M and T in nats"),
                    column(
                            "expected",
                            Double.class,
                            "Vad slumpen ensam ger, i medeltal",
                            "What chance alone gives, as a mean"),
                    column("low", Double.class, "Undre gräns för vad slumpen ger", "Lower end of what chance gives"),
                    column("high", Double.class, "Övre gräns för vad slumpen ger", "Upper end of what chance gives"),
                    column(
                            "beyond_chance",
                            Double.class,
                            "Hur mycket över det väntade, av det möjliga: (value − expected) / (1 − expected)",
                            "How far above the expected, of what is possible: (value − expected) / (1 − expected)"),
                    column(
                            "bias_corrected",
                            Double.class,
                            "M eller H utan den snedhet som små antal ger, enligt bootstrap",
                            "M or H without the bias that small counts give, by bootstrap"),
                    column("units", Integer.class, "Områden som räknas", "Units that count"),
                    FigureColumns.LEFT_OUT,
                    column(
                            "cut_units",
                            Integer.class,
                            "Områden som en egen gräns skär",
                            "Units that an own boundary cuts"),
                    FigureColumns.PEOPLE,
                    column(
                            "living_outside",
                            Double.class,
                            "Ungefär hur många av dem som bor utanför en egen gräns, i områden som den skär",
                            "About how many of them live outside an own boundary, in units that it cuts"),
                    column(
                            "left_inside",
                            Double.class,
                            "Ungefär hur många som bor innanför den men räknas på annat håll, i områden som den skär",
                            "About how many live inside it but count elsewhere, in units that it cuts"),
                    FigureColumns.STATUS,
                    FigureColumns.REASON,
                    column(
                            "series_break",
                            Boolean.class,
                            "Om talet inte kan jämföras med året före i svaret: indelningen är en annan",
                            "Whether it cannot be compared with the year before in the answer: the division is another one"),
                    column(
                            "base_year",
                            Integer.class,
                            "Året som en förändring är sedan",
                            "The year that a change is since"),
                    FigureColumns.DERIVED_FROM));

    public static final Operation OPERATION = new Operation(
            "Segregation",
            text("Segregation", "Segregation"),
            text(
                    "Hur ojämnt grupper bor, i varje kommun, inom egna gränser eller i allt, och vad slumpen ensam skulle ge.",
                    "How unevenly groups live, in each kommun, within own boundaries or in all, and what chance alone would give."),
            List.of(
                    INDICATORS,
                    WHOLE,
                    PERIODS,
                    SOURCE_DIVISION,
                    WITHIN,
                    CODES,
                    BOUNDARIES,
                    MEASURES,
                    SIZES,
                    DRAWS,
                    SEED,
                    CONFIDENCE,
                    BOOTSTRAP,
                    BETWEEN,
                    CHANGE,
                    MISSING,
                    ID_ATTRIBUTE,
                    NAME_ATTRIBUTE),
            RESULT,
            List.of(
                    new Example()
                            .with(INDICATORS, "share_born_abroad")
                            .with(PERIODS, "2022")
                            .with(WITHIN, "kommun"),
                    new Example()
                            .with(INDICATORS, "share_born_abroad")
                            .with(PERIODS, "2022")
                            .with(SIZES, "3200,12800,51200"),
                    new Example()
                            .with(INDICATORS, "born_abroad,born_in_sweden")
                            .with(SOURCE_DIVISION, "regso")
                            .with(BOUNDARIES, "mine.geojson")));

    private SegregationDeclaration() {}

    /**
     * Beyond either end of the interval there should be a draw.
     *
     * @throws ReaggregationException if there is not
     */
    public static void refuseTooFew(int draws, double confidence) {
        int least = (int) Math.ceil(2 / (1 - confidence) - 1e-6);
        if (draws >= least) return;
        throw ReaggregationException.of(
                DRAWS.name(),
                draws + " are too few to tell where " + confidence + " of them lie; give " + least
                        + " or more, a lower confidence, or 0 for none");
    }

    private static Result.Column column(String name, Class<?> type, String sv, String en) {
        return new Result.Column(name, type, text(sv, en));
    }

    private static LocalText text(String sv, String en) {
        return new LocalText(sv, en);
    }
}
