package se.regstat.statistics.crosswalk;

import static se.regstat.statistics.request.ReaggregationDeclaration.ID_ATTRIBUTE;
import static se.regstat.statistics.request.ReaggregationDeclaration.MASK;
import static se.regstat.statistics.request.ReaggregationDeclaration.NAME_ATTRIBUTE;
import static se.regstat.statistics.request.ReaggregationDeclaration.POPULATION;
import static se.regstat.statistics.request.ReaggregationDeclaration.TARGET_DIVISION;
import static se.regstat.statistics.request.ReaggregationDeclaration.TOLERANCE;
import static se.regstat.statistics.request.ReaggregationDeclaration.WEIGHTING;

import java.util.List;
import java.util.Optional;
import se.regstat.statistics.division.LocalText;
import se.regstat.statistics.request.Door;
import se.regstat.statistics.request.Example;
import se.regstat.statistics.request.Kind;
import se.regstat.statistics.request.Operation;
import se.regstat.statistics.request.Parameter;
import se.regstat.statistics.request.Places;
import se.regstat.statistics.request.Result;

/**
 * The parameters of crosswalks: tables of the weights that re-aggregation uses. Columns of weights and areas are called as in the crosswalks of NHGIS (nhgis.org), whose
 * users know them.
 */
public final class CrosswalkDeclaration {

    public static final Parameter<Optional<String>> BOUNDARIES = Parameter.of(
            "boundaries",
            Kind.polygons(),
            text("Egna gränser", "Own boundaries"),
            text(
                    "Polygoner i stället för en målindelning. På adressen namnet på ett lager, till exempel mine:areas",
                    "Polygons instead of a target division. At the address the name of a layer, as in mine:areas"),
            Places.except(Door.CONFIGURATION, Door.BODY));

    public static final Parameter<String> SOURCE_DIVISION = Parameter.of(
            "sourceDivision",
            Kind.text("deso"),
            text("Källindelning", "Source division"),
            text(
                    "Indelningen vars områden delas upp, med version som deso@2018; utan version den som gäller samma år som målindelningen, annars den senaste",
                    "The division whose areas are divided, with its vintage as in deso@2018; without one the vintage that is valid in the same years as the"
                            + " target division, else the latest"),
            Places.except(Door.CONFIGURATION));

    public static final Operation OPERATION = new Operation(
            "Crosswalk",
            text("Omräkningsnyckel", "Crosswalk"),
            text(
                    "Vikterna som omräkning använder, som en tabell: hur stor del av varje källområdes yta och befolkning som hör till varje mål. Ett antal räknas om genom"
                            + " att källområdenas värden gånger wt_pop summeras för varje mål.",
                    "The weights that re-aggregation uses, as a table: what share of each source's area and people belongs to each target. To re-aggregate a"
                            + " count, add up the sources' values times wt_pop for each target."),
            List.of(
                    BOUNDARIES,
                    TARGET_DIVISION,
                    SOURCE_DIVISION,
                    WEIGHTING,
                    MASK,
                    POPULATION,
                    TOLERANCE,
                    ID_ATTRIBUTE,
                    NAME_ATTRIBUTE),
            Result.table(
                    "crosswalk",
                    text(
                            "En rad per källområde och mål som har en del gemensam",
                            "A row per source and target that have a part in common"),
                    List.of(
                            column("source_id", String.class, "Källområdets kod", "Code of the source"),
                            column("source_name", String.class, "Källområdets namn", "Name of the source"),
                            column("target_id", String.class, "Målets kod", "Id of the target"),
                            column("target_name", String.class, "Målets namn", "Name of the target"),
                            column(
                                    "wt_pop",
                                    Double.class,
                                    "Andel av källområdets befolkning som hör till målet, 0 till 1: vikten i omräkning",
                                    "Share of the source's people that belongs to the target, 0 to 1: the weight of re-aggregation"),
                            column(
                                    "parea",
                                    Double.class,
                                    "Andel av källområdets yta som ligger i målet, 0 till 1",
                                    "Share of the source's area that lies in the target, 0 to 1"),
                            column(
                                    "part",
                                    String.class,
                                    "whole om hela källområdet hör till målet, annars cut",
                                    "whole if all of the source belongs to the target, else cut"),
                            column(
                                    "lower",
                                    Double.class,
                                    "Det minsta wt_pop kan vara, var folk än bor",
                                    "The least that wt_pop can be, wherever people live"),
                            column(
                                    "upper",
                                    Double.class,
                                    "Det mesta wt_pop kan vara, var folk än bor",
                                    "The most that wt_pop can be, wherever people live"),
                            column(
                                    "weighting",
                                    String.class,
                                    "Vad målets avskurna källområden delades efter",
                                    "What the target's cut sources were divided by"),
                            column(
                                    "people",
                                    Double.class,
                                    "Hur många av källområdets invånare som hör till målet; tomt om antalet inte är känt",
                                    "How many of the source's people belong to the target; empty where their number is not known"),
                            column(
                                    "share_of_target",
                                    Double.class,
                                    "Andel av målets invånare som kommer från källområdet; tomt om antalet inte är känt",
                                    "Share of the target's people that come from the source; empty where numbers are not known"),
                            column(
                                    "source_division",
                                    String.class,
                                    "Källindelning och version",
                                    "The source division and its vintage"))),
            List.of(
                    new Example().with(TARGET_DIVISION, "regso@2020").with(SOURCE_DIVISION, "deso@2018"),
                    new Example().with(BOUNDARIES, "delomraden.gpkg").with(SOURCE_DIVISION, "deso@2025")));

    private CrosswalkDeclaration() {}

    private static Result.Column column(String name, Class<?> type, String sv, String en) {
        return new Result.Column(name, type, text(sv, en));
    }

    private static LocalText text(String sv, String en) {
        return new LocalText(sv, en);
    }
}
