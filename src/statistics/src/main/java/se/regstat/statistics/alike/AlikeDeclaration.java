package se.regstat.statistics.alike;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import se.regstat.statistics.division.LocalText;
import se.regstat.statistics.request.Arguments;
import se.regstat.statistics.request.Choice;
import se.regstat.statistics.request.Door;
import se.regstat.statistics.request.Example;
import se.regstat.statistics.request.Explanation;
import se.regstat.statistics.request.Kind;
import se.regstat.statistics.request.Operation;
import se.regstat.statistics.request.Parameter;
import se.regstat.statistics.request.Places;
import se.regstat.statistics.request.ReaggregationDeclaration;
import se.regstat.statistics.request.Result;
import se.regstat.statistics.segregation.FigureColumns;
import se.regstat.statistics.segregation.SegregationDeclaration;

/** What may be asked of areas that are alike, and what comes of it, for all doors. */
public final class AlikeDeclaration {

    private static final Places PLACES = Places.except(Door.CONFIGURATION);

    /** Where no number of groups is asked for, so many at most are tried. */
    static final int MOST_TRIED = 10;

    static final Parameter<List<String>> INDICATORS = new Parameter<>(
            "indicators",
            Kind.list(),
            true,
            text("Indikatorer", "Indicators"),
            text(
                    "Id för de andelar, medelvärden och liknande som områden jämförs efter; antal tas inte, för stora områden är inte lika för att de är stora",
                    "Ids of the ratios, means and the like that areas are compared by; counts are not taken, since large areas are not alike for being large"),
            Places.ALL);

    public static final Parameter<String> SOURCE_DIVISION = Parameter.of(
            "sourceDivision",
            Kind.text("deso"),
            text("Områden", "Areas"),
            text("Indelningen vars områden jämförs", "The division whose areas are compared"));

    static final Parameter<Integer> GROUPS = Parameter.of(
            "k",
            Kind.number(0, 0, 50),
            text("Antal grupper", "Number of groups"),
            text(
                    "Hur många grupper; 0 för det antal av 2 till 10 som har högst medelsilhuett",
                    "How many groups; 0 for the number of 2 to 10 with the highest mean silhouette"));

    static final Parameter<AlikeUnit> BY = Parameter.of(
            "by",
            Kind.choice(
                    AlikeUnit.AREA,
                    Arrays.stream(AlikeUnit.values())
                            .map(unit -> new Choice<>(unit.id(), unit, unit.words()))
                            .toList()),
            text("Per", "By"),
            text("Vad talen gäller", "Of what figures are told"),
            PLACES);

    static final Parameter<Optional<String>> LIKE = Parameter.of(
            "like",
            Kind.text(),
            text("Lika", "Like"),
            text(
                    "Kod för ett område: i stället för grupper de områden som är mest lika det, det likaste först",
                    "Code of an area: instead of groups the areas most like it, the most alike first"),
            PLACES);

    static final Parameter<Integer> NEAREST = Parameter.of(
            "nearest",
            Kind.number(10, 1, 1000),
            text("Antal lika", "How many alike"),
            text("Hur många områden som är mest lika", "How many areas that are most alike"),
            PLACES);

    static final Parameter<Integer> DRAWS = Parameter.of(
            "draws",
            Kind.number(100, 0, 1000),
            text("Dragningar", "Draws"),
            text(
                    "Hur många gånger områden dras med återläggning och grupperas om, för gruppernas stabilitet; 0 för ingen",
                    "How often areas are drawn with replacement and grouped anew, for the stability of groups; 0 for none"),
            PLACES);

    static final Parameter<Integer> SEED = Parameter.of(
            "seed",
            Kind.number(1, 0, Integer.MAX_VALUE),
            text("Frö", "Seed"),
            text(
                    "Slumptalens frö: samma frö ger samma svar",
                    "The seed of random numbers: the same seed gives the same answer"));

    private static final Result RESULT = Result.table(
            "alike",
            text(
                    "En rad per år och område, eller per grupp och indikator",
                    "A row per year and area, or per group and indicator"),
            List.of(
                    FigureColumns.YEAR,
                    column(
                            "within_id",
                            String.class,
                            "Kod för området som det gäller inom; tom för allt",
                            "Code of the area within which it is; empty for all"),
                    FigureColumns.WITHIN_NAME,
                    column(
                            "group",
                            Integer.class,
                            "Gruppen; 1 har högst medelvärde av den första indikatorn",
                            "The group; 1 has the highest mean of the first indicator"),
                    column("areas", Integer.class, "Hur många områden den har", "How many areas it has"),
                    column(
                            "stability",
                            Double.class,
                            "Hur säkert gruppen kommer tillbaka när områden dras om, 0 till 1",
                            "How surely the group comes back when areas are drawn anew, 0 to 1"),
                    column(
                            "silhouette",
                            Double.class,
                            "Hur mycket närmare den egna gruppen än nästa, −1 till 1; av en grupp medelvärdet",
                            "How much nearer to its own group than to the next, −1 to 1; of a group the mean"),
                    column("code", String.class, "Kod för området", "Code of the area"),
                    column("name", String.class, "Dess namn", "Its name"),
                    column(
                            "distance",
                            Double.class,
                            "Avstånd till gruppens mitt, i standardavvikelser; av en grupp medelvärdet",
                            "Distance to the group's centre, in standard deviations; of a group the mean"),
                    column(
                            "rank",
                            Integer.class,
                            "Plats bland dem som är mest lika området i like",
                            "Place among those most like the area in like"),
                    column(
                            "unlikeness",
                            Double.class,
                            "Avstånd till området i like, i standardavvikelser",
                            "Distance to the area in like, in standard deviations"),
                    column("indicator", String.class, "Id för indikatorn", "Id of the indicator"),
                    column(
                            "mean",
                            Double.class,
                            "Områdenas medelvärde i gruppen, i indikatorns enhet",
                            "Mean of the areas in the group, in the indicator's unit"),
                    column(
                            "standardised",
                            Double.class,
                            "Hur många standardavvikelser över medelvärdet av alla områden det är",
                            "How many standard deviations above the mean of all areas that is"),
                    column(
                            "lacking",
                            String.class,
                            "Indikatorer som området saknar värde för",
                            "Indicators that the area has no value of"),
                    column("status", String.class, "Vad uppgiften är värd", "What the figure is worth"),
                    column("reason", String.class, "Varför det inte finns någon grupp", "Why there is no group"),
                    FigureColumns.DERIVED_FROM));

    public static final Operation OPERATION = new Operation(
            "Alike",
            text("Områden som liknar varandra", "Areas alike"),
            text(
                    "Grupper av områden som liknar varandra efter flera indikatorer, med profil och stabilitet, och de områden som är mest lika ett visst.",
                    "Groups of areas that are alike by several indicators, with profile and stability, and the areas most like a certain one."),
            List.of(
                    INDICATORS,
                    ReaggregationDeclaration.PERIODS,
                    SOURCE_DIVISION,
                    SegregationDeclaration.WITHIN,
                    SegregationDeclaration.CODES,
                    GROUPS,
                    BY,
                    LIKE,
                    NEAREST,
                    DRAWS,
                    SEED),
            RESULT,
            List.of(
                    new Example()
                            .with(INDICATORS, "share_born_abroad,share_rented")
                            .with(ReaggregationDeclaration.PERIODS, "2022")
                            .with(BY, "group"),
                    new Example()
                            .with(INDICATORS, "share_born_abroad,share_rented")
                            .with(LIKE, "1480C1010")
                            .with(NEAREST, "10")));

    /** What stands beside groups. */
    static final Explanation GROUPING = new Explanation(
            text(
                    "Grupper av områden som ligger nära varandra när varje indikator är räknad i standardavvikelser (k-means).",
                    "Groups of areas that lie near one another when each indicator is counted in standard deviations (k-means)."),
            text(
                    "En silhuett under 0,25 säger att områdena inte faller i grupper, och en stabilitet under 0,6 att gruppen inte är att lita på;"
                            + " över 0,75 kommer den för det mesta tillbaka.",
                    "A silhouette below 0.25 says that the areas do not fall into groups, and a stability below 0.6 that the group is not to be trusted;"
                            + " above 0.75 it comes back most of the time."),
            text(
                    "Grupperna är relativa till de områden och indikatorer som jämförs: med andra blir de andra, och grupp 1 ett år är inte samma områden som"
                            + " grupp 1 ett annat. Ett område är inte sin grupp, och dess invånare är det inte heller.",
                    "Groups are relative to the areas and indicators compared: others make other groups, and group 1 of one year is not the same areas as group 1 of"
                            + " another. An area is not its group, and neither are those who live there."));

    /** What stands beside the areas most like one. */
    static final Explanation LIKENESS = new Explanation(
            text(
                    "De områden som har minst avstånd till det valda, när varje indikator är räknad i standardavvikelser.",
                    "The areas that have the least distance to the chosen one, when each indicator is counted in standard deviations."),
            text(
                    "Avståndet 1 kan vara en standardavvikelse i en indikator, eller mindre i flera.",
                    "A distance of 1 may be a standard deviation in one indicator, or less in several."),
            text(
                    "Det finns alltid ett som är mest likt, hur olikt det än är; lika i dessa tal säger inget om resten.",
                    "There is always one that is most alike, however unlike it is; alike in these figures says nothing of the rest."));

    private AlikeDeclaration() {}

    /** The same question of groups alone, which layers show. */
    public static Arguments withoutStability(Arguments asked) {
        return asked.with(DRAWS, 0);
    }

    private static Result.Column column(String name, Class<?> type, String sv, String en) {
        return new Result.Column(name, type, text(sv, en));
    }

    private static LocalText text(String sv, String en) {
        return new LocalText(sv, en);
    }
}
