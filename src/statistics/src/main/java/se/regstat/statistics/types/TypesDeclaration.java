package se.regstat.statistics.types;

import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import se.regstat.statistics.division.LocalText;
import se.regstat.statistics.request.Door;
import se.regstat.statistics.request.Example;
import se.regstat.statistics.request.Kind;
import se.regstat.statistics.request.Operation;
import se.regstat.statistics.request.Parameter;
import se.regstat.statistics.request.Periods;
import se.regstat.statistics.request.Places;
import se.regstat.statistics.request.ReaggregationDeclaration;
import se.regstat.statistics.request.ReaggregationException;
import se.regstat.statistics.request.Result;

/** What may be asked of changes of type, and what comes of it, for all doors. */
public final class TypesDeclaration {

    private static final Places PLACES = Places.except(Door.CONFIGURATION, Door.BODY);

    static final Parameter<List<String>> INDICATORS = new Parameter<>(
            "indicators",
            Kind.list(),
            true,
            text("Områdestyper", "Types"),
            text(
                    "Id för indikatorer av slaget class som räknas ur ett index (of i indicators.yml), relativa eller förankrade",
                    "Ids of indicators of kind class that are made of an index (of in indicators.yml), relative or anchored"),
            PLACES);

    static final Parameter<Periods> PERIODS = ReaggregationDeclaration.PERIODS;

    static final Parameter<String> SOURCE_DIVISION = Parameter.of(
            "sourceDivision",
            Kind.text("regso"),
            text("Områden", "Areas"),
            text("Indelningen vars områden har typer", "The division whose areas have types"),
            PLACES);

    static final Parameter<Optional<String>> SINCE = Parameter.of(
            "since",
            Kind.text(),
            text("Sedan", "Since"),
            text(
                    "Året som varje år jämförs med; annars året före bland dem som har värden",
                    "The year that each year is compared with; by default the one before among those that have values"),
            PLACES);

    static final Parameter<Optional<String>> PUBLISHED = Parameter.of(
            "published",
            Kind.text(),
            text("Publicerad typ", "Published type"),
            text(
                    "En publicerad klass att jämföra den uträknade med, område för område, till exempel area_type",
                    "A published class to compare the computed one with, area by area, as in area_type"),
            PLACES);

    private static final Result RESULT = Result.table(
            "types",
            text(
                    "En rad per år, områdestyp och klass, och en för alla klasser",
                    "A row per year, type and class, and one for all classes"),
            List.of(
                    column("year", Integer.class, "Året", "The year"),
                    column("since", Integer.class, "Året det jämförs med", "The year that it is compared with"),
                    column("indicator", String.class, "Områdestypen", "The type"),
                    column("class", Integer.class, "Klassen; tom för alla", "The class; empty for all"),
                    column("areas", Integer.class, "Områden i den", "Areas in it"),
                    column(
                            "areas_since",
                            Integer.class,
                            "Av dem som är samma område: i den då",
                            "Of those that are the same area: in it then"),
                    column(
                            "compared",
                            Integer.class,
                            "Områden i den som är samma område då",
                            "Areas in it that are the same area then"),
                    column("changed", Integer.class, "Av dem: i en annan klass då", "Of these: in another class then"),
                    column(
                            "by_areas",
                            Integer.class,
                            "Av dem som bytte: skulle ha bytt också med dåvarande gränser",
                            "Of those that changed: would have done so with the limits of then, too"),
                    column(
                            "by_limits",
                            Integer.class,
                            "Av dem som bytte: bara för att gränserna flyttades",
                            "Of those that changed: only because the limits moved"),
                    column(
                            "held",
                            Integer.class,
                            "Bytte inte, men skulle ha gjort det med dåvarande gränser",
                            "Did not change, but would have done so with the limits of then"),
                    column(
                            "published_compared",
                            Integer.class,
                            "Områden med en publicerad klass",
                            "Areas with a published class"),
                    column("published_same", Integer.class, "Av dem: i samma klass", "Of these: in the same class"),
                    column("left_out", Integer.class, "Områden utan klass", "Areas without a class"),
                    column(
                            "lower_limit",
                            Double.class,
                            "Klassens undre gräns det året, i indexets enhet",
                            "The class's lower limit in that year, in the index's unit"),
                    column(
                            "lower_limit_since",
                            Double.class,
                            "Dess undre gräns året det jämförs med",
                            "Its lower limit in the year that it is compared with"),
                    column(
                            "reference_areas",
                            Integer.class,
                            "Områden som gränserna räknas över; färre än indelningen har i riket är inte rikets gränser",
                            "Areas that the limits are computed over; fewer than the nation's division has make other limits than the nation's"),
                    column(
                            "reference_areas_since",
                            Integer.class,
                            "Områden som gränserna räknades över året det jämförs med",
                            "Areas that the limits were computed over in the year that it is compared with"),
                    column("derived_from", String.class, "Vad det är räknat ur", "What it was computed from")));

    public static final Operation OPERATION = new Operation(
            "Types",
            text("Byten av områdestyp", "Changes of type"),
            text(
                    "Hur många områden som bytte områdestyp för att de ändrades, och hur många för att gränserna mellan typerna flyttades.",
                    "How many areas changed type because they changed, and how many because the limits of types moved."),
            List.of(INDICATORS, PERIODS, SOURCE_DIVISION, SINCE, PUBLISHED),
            RESULT,
            List.of(new Example()
                    .with(INDICATORS, "my_type")
                    .with(PERIODS, "2020/2023")
                    .with(PUBLISHED, "area_type")));

    private TypesDeclaration() {}

    /** @throws ReaggregationException if it is no year */
    static OptionalInt year(Optional<String> text) {
        if (text.isEmpty()) return OptionalInt.empty();
        if (text.get().matches("\\d{4}")) return OptionalInt.of(Integer.parseInt(text.get()));
        throw ReaggregationException.of(SINCE.name(), "'" + text.get() + "' is not a year of four digits");
    }

    private static Result.Column column(String name, Class<?> type, String sv, String en) {
        return new Result.Column(name, type, text(sv, en));
    }

    private static LocalText text(String sv, String en) {
        return new LocalText(sv, en);
    }
}
