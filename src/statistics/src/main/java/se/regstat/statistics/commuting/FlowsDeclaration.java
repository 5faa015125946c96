package se.regstat.statistics.commuting;

import java.util.Arrays;
import java.util.List;
import se.regstat.statistics.division.LocalText;
import se.regstat.statistics.request.Choice;
import se.regstat.statistics.request.Door;
import se.regstat.statistics.request.Example;
import se.regstat.statistics.request.Explanation;
import se.regstat.statistics.request.Kind;
import se.regstat.statistics.request.Operation;
import se.regstat.statistics.request.Parameter;
import se.regstat.statistics.request.Periods;
import se.regstat.statistics.request.Places;
import se.regstat.statistics.request.ReaggregationDeclaration;
import se.regstat.statistics.request.Result;

/** What may be asked of flows, and what comes of it, for all doors. */
public final class FlowsDeclaration {

    private static final Places PLACES = Places.except(Door.CONFIGURATION);

    static final Parameter<List<String>> INDICATORS = new Parameter<>(
            "indicators",
            Kind.list(),
            true,
            text("Flöden", "Flows"),
            text(
                    "Id för en eller flera indikatorer som räknar dem som far mellan områden, till exempel commuting",
                    "Ids of one or more indicators that count who go from one area to another, as in commuting"),
            PLACES);

    static final Parameter<Periods> PERIODS = ReaggregationDeclaration.PERIODS;

    static final Parameter<String> SOURCE_DIVISION = Parameter.of(
            "sourceDivision",
            Kind.text("kommun"),
            text("Områden", "Areas"),
            text("Indelningen som flödena går mellan", "The division whose areas the flows go between"),
            PLACES);

    static final Parameter<List<String>> CODES = Parameter.of(
            "codes",
            Kind.list(),
            text("Koder", "Codes"),
            text(
                    "Koder för de områden som ska besvaras, till exempel 1480, eller vilkas arbetsmarknader; annars alla",
                    "Codes of those areas that are wanted, as in 1480, or whose labour markets; by default all"),
            PLACES);

    static final Parameter<FlowUnit> BY = Parameter.of(
            "by",
            Kind.choice(
                    FlowUnit.AREA,
                    Arrays.stream(FlowUnit.values())
                            .map(unit -> new Choice<>(unit.id(), unit, unit.words()))
                            .toList()),
            text("Per", "By"),
            text("Vad talen gäller", "Of what figures are told"),
            PLACES);

    private static final Result RESULT = Result.table(
            "flows",
            text(
                    "En rad per indikator, år och område eller beräknad arbetsmarknad",
                    "A row per indicator, year and area or computed labour market"),
            List.of(
                    column("indicator", String.class, "Id för indikatorn", "Id of the indicator"),
                    column("year", Integer.class, "Året", "The year"),
                    column(
                            "kind",
                            String.class,
                            "area, eller computed_market: en lokal arbetsmarknad som är beräknad här och inte är SCB:s",
                            "area, or computed_market: a local labour market that is computed here and is not Statistics Sweden's"),
                    column(
                            "code",
                            String.class,
                            "Kod för området, eller för arbetsmarknadens centrum",
                            "Code of the area, or of the labour market's centre"),
                    column("name", String.class, "Dess namn", "Its name"),
                    column("areas", Integer.class, "Hur många områden det är", "How many areas it is"),
                    column(
                            "members",
                            String.class,
                            "Områdenas koder, åtskilda av mellanslag",
                            "Codes of these areas, separated by spaces"),
                    column(
                            "living",
                            Double.class,
                            "De som bor där och arbetar någonstans",
                            "Those who live there and work anywhere"),
                    column(
                            "working",
                            Double.class,
                            "De som arbetar där och bor någonstans",
                            "Those who work there and live anywhere"),
                    column("within", Double.class, "De som bor och arbetar där", "Those who live and work there"),
                    column(
                            "out",
                            Double.class,
                            "De som bor där och arbetar på annat håll",
                            "Those who live there and work elsewhere"),
                    column(
                            "in",
                            Double.class,
                            "De som arbetar där och bor på annat håll",
                            "Those who work there and live elsewhere"),
                    column(
                            "self_sufficiency",
                            Double.class,
                            "Andel av dem som bor där och arbetar som arbetar där, 0 till 1",
                            "Share of those who live there and work that work there, 0 to 1"),
                    column(
                            "filled_from_within",
                            Double.class,
                            "Andel av dem som arbetar där som bor där, 0 till 1",
                            "Share of those who work there that live there, 0 to 1"),
                    column(
                            "computed_market",
                            String.class,
                            "Kod för centrum i den arbetsmarknad som området hör till, beräknad här; tom när inte alla flöden är kända, och när"
                                    + " centrum inte finns i indelningen",
                            "Code of the centre of the labour market that the area belongs to, computed here; empty where not all flows are known,"
                                    + " and where the centre is not in the division"),
                    column("computed_market_name", String.class, "Dess namn", "Its name"),
                    column(
                            "status",
                            String.class,
                            "Vad som är känt om talen; saknas något är det skälet",
                            "What is known of the figures; where one lacks, why"),
                    column("reason", String.class, "Varför tal saknas", "Why figures lack"),
                    column(
                            "series_break",
                            Boolean.class,
                            "Om talen inte kan jämföras med året före i svaret; för en arbetsmarknad också när den är andra områden än då",
                            "Whether the figures cannot be compared with the year before in the answer; of a labour market also where it is other areas than then"),
                    column("derived_from", String.class, "Vad det är räknat ur", "What it was computed from")));

    public static final Operation OPERATION = new Operation(
            "Flows",
            text("Pendling och andra flöden", "Commuting and other flows"),
            text(
                    "Hur många som far in till, ut från och inom varje område, och vilka områden som hör ihop som lokala arbetsmarknader.",
                    "How many go into, out of and within each area, and which areas belong together as local labour markets."),
            List.of(INDICATORS, PERIODS, SOURCE_DIVISION, CODES, BY),
            RESULT,
            List.of(
                    new Example().with(INDICATORS, "commuting").with(PERIODS, "latest"),
                    new Example().with(INDICATORS, "commuting").with(BY, "market")));

    /** What stands beside self-sufficiency. */
    static final Explanation SELF_SUFFICIENCY = new Explanation(
            text(
                    "Självförsörjning: andelen av dem som bor i ett område och arbetar som arbetar i området.",
                    "Self-sufficiency: of those who live in an area and work, the share that work in it."),
            text(
                    "0,8 betyder att åtta av tio inte behöver resa till ett annat område för att arbeta.",
                    "0.8 means that eight of ten do not have to go to another area to work."),
            text(
                    "Stora områden har högre tal än små bara för att de är stora; talet säger inget om hur långt någon reser eller om"
                            + " arbetena räcker till alla.",
                    "Large areas have higher figures than small ones only because they are large; the figure says nothing of how far"
                            + " anybody goes, or of whether there is work for all."));

    /** What stands beside labour markets. */
    static final Explanation MARKETS = new Explanation(
            text(
                    "Beräknade lokala arbetsmarknader, efter den regel som SCB har publicerat: ett centrum är ett område som högst 20 procent"
                            + " av de arbetande som bor där lämnar, och högst 7,5 procent till ett och samma; andra områden hör till det som"
                            + " flest far till, i högst två led.",
                    "Computed local labour markets, by the rule that Statistics Sweden has published: a centre is an area that at most 20 per"
                            + " cent of the working people who live there leave, and at most 7.5 per cent for any one; other areas belong with"
                            + " the one that most go to, by at most two links."),
            text(
                    "Områden med samma centrum hör till samma arbetsmarknad det året.",
                    "Areas of the same centre are of the same labour market in that year."),
            text(
                    "De är inte SCB:s LA-indelning: SCB har sällsynta tilläggsregler som inte är publicerade. En liten ändring i pendlingen kan"
                            + " flytta ett område från en arbetsmarknad till en annan.",
                    "They are not Statistics Sweden's LA regions: it has more rules, seldom used, that are not published. A small change in"
                            + " commuting can move an area from one labour market to another."));

    private FlowsDeclaration() {}

    private static Result.Column column(String name, Class<?> type, String sv, String en) {
        return new Result.Column(name, type, text(sv, en));
    }

    private static LocalText text(String sv, String en) {
        return new LocalText(sv, en);
    }
}
