package se.regstat.statistics.sensitivity;

import java.util.List;
import java.util.Optional;
import se.regstat.statistics.division.LocalText;
import se.regstat.statistics.request.Arguments;
import se.regstat.statistics.request.Door;
import se.regstat.statistics.request.Example;
import se.regstat.statistics.request.Explanation;
import se.regstat.statistics.request.Kind;
import se.regstat.statistics.request.Operation;
import se.regstat.statistics.request.Parameter;
import se.regstat.statistics.request.Places;
import se.regstat.statistics.request.Result;
import se.regstat.statistics.segregation.FigureColumns;
import se.regstat.statistics.segregation.SegregationDeclaration;

/** What may be asked of how borders change a figure, and what comes of it, for all doors. */
public final class SensitivityDeclaration {

    private static final Places PLACES = Places.except(Door.CONFIGURATION);

    /** Of layers in {@code analysis.yml} too. */
    private static final Places LAYERS_TOO = Places.ALL;

    static final Parameter<Optional<String>> OTHER_INDICATOR = Parameter.of(
            "otherIndicator",
            Kind.text(),
            text("Jämförd med", "Compared with"),
            text(
                    "En andel eller ett medelvärde som den första korreleras med över områdena",
                    "A ratio or a mean that the first is correlated with over the areas"),
            PLACES);

    static final Parameter<String> OFFICIAL = Parameter.of(
            "official",
            Kind.text("regso"),
            text("Officiell indelning", "Official division"),
            text(
                    "Indelningen som de slumpvisa dras bredvid: lika många områden i varje region, och invånare mellan dess minsta och största",
                    "The division that random ones are drawn beside: as many areas in each region, and people between its smallest and its largest"),
            LAYERS_TOO);

    static final Parameter<String> REGION = Parameter.of(
            "region",
            Kind.text("kommun"),
            text("Regioner", "Regions"),
            text(
                    "Indelningen vars gränser de slumpvisa områdena aldrig går över",
                    "The division whose borders the random areas never cross"),
            LAYERS_TOO);

    static final Parameter<SensitivityUnit> BY = Parameter.of(
            "by",
            Kind.choice(SensitivityUnit.FIGURE, SensitivityUnit.choices().toList()),
            text("Per", "By"),
            text("Vad det sägs av hur mycket som är gränser", "Of what it is told how much depends on borders"),
            PLACES);

    static final Parameter<List<AskedFigure>> MEASURES = Parameter.of(
            "measures",
            Kind.choices(List.of(), AskedFigure.choices().toList()),
            text("Mått", "Measures"),
            text("Vilka mått; annars alla som går att räkna ut", "Which measures; by default all that can be computed"),
            PLACES);

    static final Parameter<List<String>> SCALES = Parameter.of(
            "scales",
            Kind.list(),
            text("Indelningar", "Divisions"),
            text(
                    "Indelningar som källindelningens områden ligger i enligt koder, till exempel regso,kommun, där samma mått räknas; annars alla som finns",
                    "Divisions that the units lie in by code, as in regso,kommun, on which the same is computed; by default all that are here"),
            PLACES);

    static final Parameter<List<String>> SIZES = Parameter.of(
            "k",
            Kind.list(),
            text("Antal grannar", "Number of neighbours"),
            text(
                    "Storlekar på grannskap där samma mått räknas, var och en med sammansättningen bland sina närmaste grannar; annars 3200, 12800 och 51200,"
                            + " utom dem som är för små för att säga något",
                    "Sizes of neighbourhoods on which the same is computed, everybody with the composition of their nearest neighbours; by default 3200, 12800 and"
                            + " 51200, but for those too small to say anything"),
            PLACES);

    static final Parameter<Integer> DRAWS = Parameter.of(
            "draws",
            Kind.number(200, 0, 1_000),
            text("Slumpvisa indelningar", "Random divisions"),
            text(
                    "Hur många slumpvisa indelningar som dras bredvid den officiella; 0 för inga",
                    "How many random divisions are drawn beside the official one; 0 for none"),
            LAYERS_TOO);

    static final Parameter<Integer> SEED = Parameter.of(
            "seed",
            Kind.number(1, 0, Integer.MAX_VALUE),
            text("Frö", "Seed"),
            text(
                    "Slumptalens frö: samma frö ger samma indelningar",
                    "The seed of random numbers: the same seed gives the same divisions"),
            LAYERS_TOO);

    static final Parameter<Double> CONFIDENCE = Parameter.of(
            "confidence",
            Kind.share(0.9, 0.5, 0.999),
            text("Intervall", "Interval"),
            text(
                    "Hur stor andel av de slumpvisa indelningarna som ligger mellan low och high",
                    "Which share of the random divisions lies between low and high"),
            PLACES);

    private static final Result RESULT = Result.table(
            "sensitivity",
            text(
                    "En rad per år, område i within eller egen gräns, mått och indelning; de slumpvisa indelningarna står på den officiellas rad",
                    "A row per year, area of within or own boundary, measure and division; random divisions stand in the row of the official one"),
            List.of(
                    FigureColumns.YEAR,
                    FigureColumns.WITHIN_ID,
                    FigureColumns.WITHIN_NAME,
                    column("measure", String.class, "Måttet", "The measure"),
                    FigureColumns.GROUPS,
                    column(
                            "division",
                            String.class,
                            "Indelningen och dess version, eller k och antalet grannar",
                            "The division and its vintage, or k and the number of neighbours"),
                    column(
                            "code",
                            String.class,
                            "Kod för området, där det gäller ett",
                            "Code of the unit, where it is of one"),
                    column("name", String.class, "Dess namn", "Its name"),
                    column("areas", Integer.class, "Områden i den", "Areas of it"),
                    column(
                            "value",
                            Double.class,
                            "Måttet på den, M och T i nat; av ett område andelen av de slumpvisa där det ligger i den högsta tiondelen",
                            "The measure on it, M and T in nats; of a unit the share of random ones in which it lies in the highest tenth"),
                    column("low", Double.class, "Undre gräns för de slumpvisa", "Lower end of random ones"),
                    column(
                            "lower_quartile",
                            Double.class,
                            "En fjärdedel av de slumpvisa ger mindre",
                            "A quarter of random ones gives less"),
                    column(
                            "median",
                            Double.class,
                            "Hälften av de slumpvisa ger mindre",
                            "Half of random ones gives less"),
                    column(
                            "upper_quartile",
                            Double.class,
                            "En fjärdedel av de slumpvisa ger mer",
                            "A quarter of random ones gives more"),
                    column("high", Double.class, "Övre gräns för de slumpvisa", "Upper end of random ones"),
                    column(
                            "position",
                            Double.class,
                            "Andel av de slumpvisa som ger mindre än den officiella, 0 till 1; lika mycket räknas till hälften",
                            "Share of random ones that give less than the official one, 0 to 1; those that give the same count half"),
                    column(
                            "rank",
                            Integer.class,
                            "Platsen bland områdena i within eller gränserna, 1 för det högsta",
                            "The place among the areas of within or boundaries, 1 for the highest"),
                    column(
                            "rank_low",
                            Integer.class,
                            "Undre gräns för platsen på de slumpvisa",
                            "Lower end of the place on random ones"),
                    column(
                            "rank_high",
                            Integer.class,
                            "Övre gräns för platsen på de slumpvisa",
                            "Upper end of the place on random ones"),
                    column(
                            "draws",
                            Integer.class,
                            "Slumpvisa indelningar med ett tal",
                            "Random divisions with a figure"),
                    column(
                            "distinct",
                            Integer.class,
                            "Hur många av dem som är olika; är det bara en finns inget intervall",
                            "How many of them differ; where it is one alone there is no interval"),
                    column(
                            "kept",
                            Double.class,
                            "Andel av dragningarna i regionerna som lämnar den officiella kvar, för att ingen annan finns eller hittades",
                            "Share of draws in the regions that leave the official one, because there is, or was found, no other"),
                    column(
                            "officially_top",
                            Boolean.class,
                            "Om området ligger i den högsta tiondelen i den officiella indelningen",
                            "Whether the unit lies in the highest tenth on the official division"),
                    FigureColumns.LEFT_OUT,
                    FigureColumns.PEOPLE,
                    FigureColumns.STATUS,
                    FigureColumns.REASON,
                    column(
                            "series_break",
                            Boolean.class,
                            "Om talet inte kan jämföras med året före i svaret: områdena är andra",
                            "Whether it cannot be compared with the year before in the answer: the units are others"),
                    column("sentence_sv", String.class, "I en mening, på svenska", "In a sentence, in Swedish"),
                    column("sentence_en", String.class, "I en mening, på engelska", "In a sentence, in English"),
                    FigureColumns.DERIVED_FROM));

    public static final Operation OPERATION = new Operation(
            "Sensitivity",
            text("Känslighet för gränser", "Sensitivity to borders"),
            text(
                    "Hur mycket av ett mått som är hur gränserna drogs: samma mått på andra indelningar, i grannskap, och på slumpvisa indelningar.",
                    "How much of a measure is how the borders were drawn: the same on other divisions, in neighbourhoods, and on random divisions."),
            List.of(
                    SegregationDeclaration.INDICATORS,
                    SegregationDeclaration.WHOLE,
                    OTHER_INDICATOR,
                    SegregationDeclaration.PERIODS,
                    SegregationDeclaration.SOURCE_DIVISION,
                    OFFICIAL,
                    REGION,
                    SegregationDeclaration.WITHIN,
                    SegregationDeclaration.CODES,
                    SegregationDeclaration.BOUNDARIES,
                    BY,
                    MEASURES,
                    SCALES,
                    SIZES,
                    DRAWS,
                    SEED,
                    CONFIDENCE,
                    SegregationDeclaration.MISSING,
                    SegregationDeclaration.ID_ATTRIBUTE,
                    SegregationDeclaration.NAME_ATTRIBUTE),
            RESULT,
            List.of(
                    new Example()
                            .with(SegregationDeclaration.INDICATORS, "share_born_abroad")
                            .with(SegregationDeclaration.PERIODS, "2022")
                            .with(SegregationDeclaration.WITHIN, "kommun"),
                    new Example()
                            .with(SegregationDeclaration.INDICATORS, "share_born_abroad")
                            .with(OTHER_INDICATOR, "net_income_mean")
                            .with(SegregationDeclaration.BOUNDARIES, "mine.geojson")));

    /** What stands beside units. */
    static final Explanation TOP = new Explanation(
            text(
                    "I hur stor del av de slumpvisa indelningarna området ligger i den högsta tiondelen: bland de områden som mindre än en tiondel av"
                            + " personerna bor i områden med högre värde än.",
                    "The share of random divisions in which the unit lies in the highest tenth: among the areas than which less than a tenth of the"
                            + " people live in areas with a higher value."),
            text(
                    "1 eller 0 är säkert var gränserna än dras; däremellan avgör de.",
                    "1 or 0 is sure wherever borders are drawn; in between they decide."),
            text(
                    "Det säger inget om området självt, bara om vilka det slås ihop med; en hög andel är inget betyg.",
                    "It says nothing of the unit itself, only of what it is put together with; a high share is no mark."));

    private SensitivityDeclaration() {}

    /** The same question of units, which layers show. */
    public static Arguments byUnit(Arguments asked) {
        return asked.with(BY, SensitivityUnit.UNIT);
    }

    private static Result.Column column(String name, Class<?> type, String sv, String en) {
        return new Result.Column(name, type, text(sv, en));
    }

    private static LocalText text(String sv, String en) {
        return new LocalText(sv, en);
    }
}
