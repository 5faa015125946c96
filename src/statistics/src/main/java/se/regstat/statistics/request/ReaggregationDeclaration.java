package se.regstat.statistics.request;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import se.regstat.statistics.division.LocalText;

/**
 * The parameters of re-aggregation: names, kinds, defaults, allowed values and texts, for all doors. What stands here alone is to be
 * changed here alone; whoever computes takes the values by these constants.
 */
public final class ReaggregationDeclaration {

    public static final double DEFAULT_TOLERANCE = 1e-3;

    public static final Parameter<Optional<String>> BOUNDARIES = Parameter.of(
            "boundaries",
            Kind.polygons(),
            text("Gränser", "Boundaries"),
            text(
                    "Polygonerna som värden räknas ut för. Utan angivet koordinatsystem läses grader som longitud, latitud i WGS 84"
                            + " och allt annat som SWEREF 99 TM (EPSG:3006) med östvärdet först",
                    "The polygons to compute values for. Without a reference system degrees are taken as longitude, latitude in"
                            + " WGS 84, all else as SWEREF 99 TM (EPSG:3006), easting first"),
            Places.only(Door.PROCESS, Door.COMMAND_LINE, Door.DIALOG).named(Door.ADDRESS, "target"));

    public static final Parameter<Optional<String>> TARGET_DIVISION = Parameter.of(
            "targetDivision",
            Kind.division(),
            text("Målindelning", "Target division"),
            text(
                    "En registrerad indelning i stället för egna gränser, till exempel deso@2025 eller deso_2025",
                    "A registered division instead of boundaries, as in deso@2025 or deso_2025"),
            Places.except(Door.CONFIGURATION).named(Door.ADDRESS, "target").named(Door.BODY, "target"));

    public static final Parameter<List<String>> INDICATORS = new Parameter<>(
            "indicators",
            Kind.list(),
            true,
            text("Indikatorer", "Indicators"),
            text(
                    "Indikatorernas id, åtskilda av kommatecken eller upprepade, till exempel population",
                    "Ids of indicators, separated by commas or repeated, as in population"),
            Places.ALL);

    public static final Parameter<Periods> PERIODS = Parameter.of(
            "periods",
            Kind.periods("latest"),
            text("År", "Years"),
            text(
                    "År, åtskilda av kommatecken eller upprepade: 2022, 2011/2023 eller latest, det senaste",
                    "Years, separated by commas or repeated: 2022, 2011/2023 or latest"),
            Places.except(Door.CONFIGURATION));

    public static final Parameter<String> SOURCE_DIVISION = Parameter.of(
            "sourceDivision",
            Kind.text("deso"),
            text("Källindelning", "Source division"),
            text("Indelningen vars områden värdena tas från", "The division whose areas the values are taken of"));

    public static final Parameter<Optional<String>> SCALE_TO = Parameter.of(
            "scaleTo",
            Kind.text(),
            text("Skala till", "Scale to"),
            text(
                    "En grövre indelning, till exempel regso: år som källindelningen saknar värden för skattas med dess senaste värden"
                            + " före, skalade till vad den grövre indelningens områden har det året",
                    "A coarser division, as in regso: years that the source division has no values of are estimated by its last ones before,"
                            + " scaled to what the areas of the coarser division have in that year"));

    public static final Parameter<Weighting> WEIGHTING = Parameter.of(
            "weighting",
            Kind.choice(
                    Weighting.AUTO,
                    Arrays.stream(Weighting.values())
                            .map(each -> new Choice<>(each.id(), each, each.words()))
                            .toList()),
            text("Viktning", "Weighting"),
            text(
                    "Efter vad områden som en gräns skär delas upp; följer gränserna hela områden delas inget",
                    "By what areas that a boundary cuts are divided; where boundaries follow whole areas, none is"));

    public static final Parameter<Optional<String>> MASK = Parameter.of(
            "mask",
            Kind.text(),
            text("Mask", "Mask"),
            text(
                    "En registrerad mask, till exempel built-up; annars bebyggda områden, annars land",
                    "A registered mask, as in built-up; by default built-up areas, else land"));

    public static final Parameter<Optional<String>> POPULATION = Parameter.of(
            "population",
            Kind.text(),
            text("Befolkning", "Population"),
            text(
                    "En registrerad befolkning att vikta med; annars den senaste",
                    "A registered population to weight by; by default the latest"));

    public static final Parameter<MissingParts> MISSING = Parameter.of(
            "missing",
            Kind.choice(
                    MissingParts.STRICT,
                    List.of(
                            new Choice<>(
                                    MissingParts.STRICT.id(),
                                    MissingParts.STRICT,
                                    text("då saknas resultatet", "then the result is missing")),
                            new Choice<>(
                                    MissingParts.PARTIAL.id(),
                                    MissingParts.PARTIAL,
                                    text(
                                            "de räknas inte med, och resultatet är skattat",
                                            "they are left out, and the result is estimated")))),
            text("Saknade delar", "Missing parts"),
            text("Vad som händer när delar saknar värde", "What is done where parts have no value"));

    public static final Parameter<Boolean> APPROXIMATE = Parameter.of(
            "approximate",
            Kind.flag(),
            text("Ungefärliga medianer", "Approximate medians"),
            text(
                    "Om det som inte kan härledas, som medianer, ska vägas samman; det märks som skattat",
                    "Whether to average what cannot be derived, such as medians; marked as estimated"));

    public static final Parameter<Double> TOLERANCE = Parameter.of(
            "tolerance",
            // Half a source is no sliver.
            Kind.share(DEFAULT_TOLERANCE, 0, 0.25),
            text("Tolerans", "Tolerance"),
            text(
                    "Andel av ett område; en avskuren del som är mindre är en flisa och räknas som ingen eller hela",
                    "Share of an area below which a cut is a sliver and snaps to none or all"));

    public static final Parameter<Double> MINIMUM_COVERAGE = Parameter.of(
            "minimumCoverage",
            Kind.share(0.5, 0, 1),
            text("Minsta täckning", "Minimum coverage"),
            text(
                    "Andel av en gräns yta, från 0 till 1, som källans områden måste täcka; täcks mindre finns inget värde, om inte"
                            + " resten är känt som hav",
                    "Share of a boundary, from 0 to 1, that the source areas must cover; of less there is no value, unless what lies"
                            + " beyond is known to be the sea"));

    public static final Parameter<Double> CONFIDENCE = Parameter.of(
            "confidence",
            Kind.share(0.9, 0.5, 0.99),
            text("Säkerhet", "Confidence"),
            text(
                    "Hur ofta det sanna värdet ska ligga inom interval_low till interval_high, från 0,5 till 0,99",
                    "How often the true value is to lie within interval_low to interval_high, from 0.5 to 0.99"));

    public static final Parameter<Optional<String>> ID_ATTRIBUTE = Parameter.of(
            "idAttribute",
            Kind.column(),
            text("Kod", "Id"),
            text(
                    "Attribut som skiljer gränserna åt, eller none för nummer från 1; annars code, kod eller id, eller det enda som slutar"
                            + " på kod eller code, som omradeskod, och skiljer dem åt; finns inga sådana numreras de",
                    "Attribute that tells the boundaries apart, or none for numbers from 1; by default code, kod or id, or the only one"
                            + " that ends in kod or code, such as omradeskod, and tells them apart; without such attributes they are"
                            + " numbered"),
            Places.except(Door.CONFIGURATION).named(Door.DIALOG, "ID"));

    public static final Parameter<Optional<String>> NAME_ATTRIBUTE = Parameter.of(
            "nameAttribute",
            Kind.column(),
            text("Namn", "Name"),
            text(
                    "Attribut med namn för läsare; annars area_name, name eller namn, eller det enda som slutar på namn, som"
                            + " omrade_namn",
                    "Attribute with names for readers; by default area_name, name or namn, or the only one that ends in namn, such as"
                            + " omrade_namn"),
            Places.except(Door.CONFIGURATION).named(Door.DIALOG, "NAME"));

    public static final Parameter<ResultLayout> LAYOUT = Parameter.of(
            "layout",
            Kind.choice(
                    ResultLayout.LONG,
                    List.of(
                            new Choice<>(
                                    ResultLayout.LONG.id(),
                                    ResultLayout.LONG,
                                    text(
                                            "en rad per gräns, år och indikator",
                                            "a row per boundary, year and indicator")),
                            new Choice<>(
                                    ResultLayout.WIDE.id(),
                                    ResultLayout.WIDE,
                                    text("en kolumn per indikator", "a column per indicator")))),
            text("Form", "Layout"),
            text(
                    "Hur svaret ställs upp; adressen svarar wide när flera indikatorer begärs i GeoJSON",
                    "How the answer is laid out; the address answers wide where several indicators are asked for in GeoJSON"),
            Places.except(Door.CONFIGURATION));

    /** Whether CSV has the boundaries as WKT. */
    public static final Parameter<Boolean> GEOMETRY = Parameter.of(
            "geometry",
            Kind.choice(
                    false,
                    List.of(
                            new Choice<>("none", false, text("nej, för kalkylprogram", "no, for spreadsheet programs")),
                            new Choice<>("wkt", true, text("som WKT", "as WKT")))),
            text("Gränser i CSV", "Boundaries in CSV"),
            text("Om CSV har gränserna, östvärdet först", "Whether CSV has the boundaries, easting first"),
            Places.only(Door.ADDRESS, Door.BODY, Door.COMMAND_LINE));

    public static final Operation OPERATION = new Operation(
            "Reaggregate",
            text("Räkna om till egna gränser", "Re-aggregate to your own boundaries"),
            text(
                    "Räknar om indikatorer till vilka gränser som helst och säger för varje värde hur säkert det är.",
                    "Re-aggregates indicators to any boundaries, and tells of each value how good it is: exact, estimated, missing or"
                            + " suppressed, with bounds and coverage."),
            List.of(
                    BOUNDARIES,
                    TARGET_DIVISION,
                    INDICATORS,
                    PERIODS,
                    SOURCE_DIVISION,
                    SCALE_TO,
                    WEIGHTING,
                    MASK,
                    POPULATION,
                    MISSING,
                    APPROXIMATE,
                    TOLERANCE,
                    MINIMUM_COVERAGE,
                    CONFIDENCE,
                    ID_ATTRIBUTE,
                    NAME_ATTRIBUTE,
                    LAYOUT,
                    GEOMETRY),
            Result.features(
                    "reaggregated",
                    text(
                            "En rad per gräns, år och indikator (layout long) eller per gräns och år (wide), i EPSG:3006",
                            "A feature per boundary, year and indicator (layout long) or per boundary and year (wide), in"
                                    + " EPSG:3006")),
            List.of(
                    new Example()
                            .with(BOUNDARIES, "delomraden.gpkg")
                            .with(INDICATORS, "population")
                            .with(PERIODS, "2022/2023"),
                    new Example()
                            .with(TARGET_DIVISION, "deso@2025")
                            .with(INDICATORS, "population")
                            .with(PERIODS, "2018/2023")));

    private ReaggregationDeclaration() {}

    private static LocalText text(String sv, String en) {
        return new LocalText(sv, en);
    }
}
