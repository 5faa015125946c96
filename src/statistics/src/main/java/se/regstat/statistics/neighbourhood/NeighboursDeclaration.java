package se.regstat.statistics.neighbourhood;

import static se.regstat.statistics.request.ReaggregationDeclaration.INDICATORS;
import static se.regstat.statistics.request.ReaggregationDeclaration.MISSING;
import static se.regstat.statistics.request.ReaggregationDeclaration.PERIODS;
import static se.regstat.statistics.request.ReaggregationDeclaration.SOURCE_DIVISION;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import se.regstat.statistics.division.LocalText;
import se.regstat.statistics.request.Choice;
import se.regstat.statistics.request.Door;
import se.regstat.statistics.request.Example;
import se.regstat.statistics.request.Kind;
import se.regstat.statistics.request.Operation;
import se.regstat.statistics.request.Parameter;
import se.regstat.statistics.request.Places;
import se.regstat.statistics.request.Result;

/** The parameters of neighbourhoods: who live nearest to places, whatever borders lie between. */
public final class NeighboursDeclaration {

    private static final Places PLACES = Places.except(Door.CONFIGURATION);

    /** Where points are not sent instead. */
    private static final Places WITHOUT_BODY = Places.except(Door.CONFIGURATION, Door.BODY);

    /** Sizes of neighbourhoods where none are asked for: each twice the one before. */
    public static final List<Integer> USUAL = List.of(200, 400, 800, 1_600, 3_200, 6_400, 12_800, 25_600, 51_200);

    public static final Parameter<List<String>> POINTS = Parameter.of(
            "points",
            Kind.list(),
            text("Punkter", "Points"),
            text(
                    "Punkter som grannskapen ligger runt, åtskilda av kommatecken, i SWEREF 99 TM (EPSG:3006) med östvärdet först: 674032/6580822,674500/6581000",
                    "Points that neighbourhoods lie around, separated by commas, in SWEREF 99 TM (EPSG:3006), easting first: 674032/6580822,674500/6581000"),
            WITHOUT_BODY);

    public static final Parameter<Optional<String>> OWN_POINTS = Parameter.of(
            "ownPoints",
            Kind.points(),
            text("Egna punkter", "Own points"),
            text(
                    "Punkter i en fil, i stället för points. Utan angivet koordinatsystem läses grader som longitud, latitud i WGS 84 och allt annat som"
                            + " SWEREF 99 TM. På adressen namnet på ett lager, till exempel mine:schools",
                    "Points of a file, instead of points. Without a reference system degrees are taken as longitude, latitude in WGS 84, all else as"
                            + " SWEREF 99 TM. At the address the name of a layer, as in mine:schools"),
            WITHOUT_BODY);

    public static final Parameter<Optional<String>> ID_ATTRIBUTE = Parameter.of(
            "idAttribute",
            Kind.column(),
            text("Kod", "Id"),
            text(
                    "Attribut som skiljer egna punkter åt, eller none för nummer från 1; annars code, kod eller id, eller det enda som slutar på kod eller"
                            + " code och skiljer dem åt; finns inga sådana numreras de",
                    "Attribute that tells own points apart, or none for numbers from 1; by default code, kod or id, or the only one that ends in kod or"
                            + " code and tells them apart; without such attributes they are numbered"),
            PLACES.named(Door.DIALOG, "ID"));

    public static final Parameter<Optional<String>> NAME_ATTRIBUTE = Parameter.of(
            "nameAttribute",
            Kind.column(),
            text("Namn", "Name"),
            text(
                    "Attribut med namn på egna punkter; annars area_name, name eller namn, eller det enda som slutar på namn",
                    "Attribute with names of own points; by default area_name, name or namn, or the only one that ends in namn"),
            PLACES.named(Door.DIALOG, "NAME"));

    public static final Parameter<Optional<String>> TARGET_DIVISION = Parameter.of(
            "targetDivision",
            Kind.division(),
            text("Målindelning", "Target division"),
            text(
                    "En registrerad indelning vars områden grannskapen ligger runt, till exempel regso@2025; utan den och utan punkter källindelningens"
                            + " områden, eller befolkningens rutor",
                    "A registered division whose areas neighbourhoods lie around, as in regso@2025; without it and points the areas of the source"
                            + " division, or the cells of the population"),
            WITHOUT_BODY.named(Door.ADDRESS, "target").named(Door.BODY, "target"));

    public static final Parameter<String> OF = Parameter.of(
            "of",
            Kind.text("population"),
            text("Av vilka", "Of whom"),
            text(
                    "Antalet som grannar räknas ur när indikatorn är ett antal; en andel har sin egen nämnare",
                    "The count of whom neighbours are counted where the indicator is a count; a ratio has its own denominator"),
            Places.ALL);

    public static final Parameter<Optional<String>> POPULATION = Parameter.of(
            "population",
            Kind.text(),
            text("Rutor", "Cells"),
            text(
                    "En registrerad befolkning vars rutor eller punkter grannar räknas i, i stället för källindelningens områden; indikatorerna är de slag den räknar",
                    "A registered population in whose cells or points neighbours are counted, instead of the source division's areas; the indicators are the kinds"
                            + " that it counts"),
            PLACES);

    public static final Parameter<List<String>> SIZES = Parameter.of(
            "k",
            Kind.list(),
            text("Antal grannar", "Number of neighbours"),
            text(
                    "Hur många som är ett grannskap, ett eller flera antal; annars 200, 400 och så vidare till 51200, utom dem som är för små för att säga något",
                    "How many are a neighbourhood, one or several numbers; by default 200, 400 and so on to 51200, but for those too small to say anything"),
            Places.ALL);

    public static final Parameter<List<String>> RADII = Parameter.of(
            "radii",
            Kind.list(),
            text("Radier", "Radii"),
            text(
                    "I stället för antal: alla inom så många meter, en eller flera radier",
                    "Instead of numbers: all within so many metres, one or several radii"),
            PLACES);

    public static final Parameter<RingRule> RING = Parameter.of(
            "ring",
            Kind.choice(
                    RingRule.PROPORTIONAL,
                    Arrays.stream(RingRule.values())
                            .map(rule -> new Choice<>(rule.id(), rule, rule.words()))
                            .toList()),
            text("Sista ringen", "The last ring"),
            text(
                    "Vad som tas av dem som bor lika långt bort, när de med dem blir fler än önskat",
                    "What is taken of those who live equally far away, where with them there are more than wanted"),
            Places.ALL);

    public static final Parameter<Integer> SEED = Parameter.of(
            "seed",
            Kind.number(1, 0, Integer.MAX_VALUE),
            text("Frö", "Seed"),
            text(
                    "Samma frö drar samma personer när sista ringen dras slumpvis",
                    "The same seed draws the same people where the last ring is drawn at random"),
            Places.ALL);

    public static final Operation OPERATION = new Operation(
            "Neighbours",
            text("De närmaste grannarna", "The nearest neighbours"),
            text(
                    "Hur stor andel av de närmaste grannarna som tillhör en grupp, för grannskap av olika storlek runt varje plats, oberoende av gränser.",
                    "What share of the nearest neighbours is of a group, in neighbourhoods of several sizes around each place, whatever borders lie between."),
            List.of(
                    POINTS,
                    OWN_POINTS,
                    TARGET_DIVISION,
                    INDICATORS,
                    OF,
                    PERIODS,
                    SOURCE_DIVISION,
                    POPULATION,
                    SIZES,
                    RADII,
                    RING,
                    SEED,
                    MISSING,
                    ID_ATTRIBUTE,
                    NAME_ATTRIBUTE),
            Result.table(
                    "neighbours",
                    text("En rad per plats, år, indikator och storlek", "A row per place, year, indicator and size"),
                    List.of(
                            column("target_id", String.class, "Platsens kod", "Id of the place"),
                            column("target_name", String.class, "Platsens namn", "Name of the place"),
                            column("year", Integer.class, "År", "Year"),
                            column("indicator", String.class, "Indikatorns id", "Id of the indicator"),
                            column("k", Double.class, "Önskat antal grannar", "Number of neighbours asked for"),
                            column("within", Double.class, "Önskad radie, meter", "Radius asked for, metres"),
                            column(
                                    "share",
                                    Double.class,
                                    "Andel av grannarna som tillhör gruppen, 0 till 1",
                                    "Share of the neighbours that is of the group, 0 to 1"),
                            column("count", Double.class, "Antal grannar i gruppen", "Neighbours of the group"),
                            column("people", Double.class, "Antal grannar", "Neighbours"),
                            column(
                                    "radius",
                                    Double.class,
                                    "Avstånd till den sista av dem, meter",
                                    "Distance to the last of them, metres"),
                            column(
                                    "own_share",
                                    Double.class,
                                    "Andel av grannarna som bor på platsen själv, 0 till 1",
                                    "Share of the neighbours that live at the place itself, 0 to 1"),
                            column(
                                    "missing_share",
                                    Double.class,
                                    "Andel av grannarna vars grupp inte är känd, 0 till 1",
                                    "Share of the neighbours whose group is not known, 0 to 1"),
                            column(
                                    "reaches_beyond",
                                    Boolean.class,
                                    "Om grannskapet når utanför det som är känt, där andra kan bo närmare",
                                    "Whether the neighbourhood reaches beyond what is known, where others may live nearer"),
                            column("status", String.class, "Vad som är känt om värdet", "What is known of the value"),
                            column(
                                    "series_break",
                                    Boolean.class,
                                    "Om värdet inte kan jämföras med året före, som räknades i andra områden",
                                    "Whether it cannot be compared with the year before, which was counted in other areas"),
                            column(
                                    "derived_from",
                                    String.class,
                                    "Indelning, år, fil och hur områdenas punkter är valda",
                                    "Division, year, file, and what the areas' points were found by"))),
            List.of(
                    new Example()
                            .with(INDICATORS, "share_born_abroad")
                            .with(SIZES, "3200,12800")
                            .with(PERIODS, "latest"),
                    new Example()
                            .with(TARGET_DIVISION, "regso@2025")
                            .with(INDICATORS, "share_born_abroad")
                            .with(SIZES, "6400"),
                    new Example()
                            .with(OWN_POINTS, "skolor.geojson")
                            .with(INDICATORS, "share_born_abroad")
                            .with(SIZES, "6400")));

    private NeighboursDeclaration() {}

    private static Result.Column column(String name, Class<?> type, String sv, String en) {
        return new Result.Column(name, type, text(sv, en));
    }

    private static LocalText text(String sv, String en) {
        return new LocalText(sv, en);
    }
}
