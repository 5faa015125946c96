package se.regstat.statistics.segregation;

import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import se.regstat.statistics.division.LocalText;
import se.regstat.statistics.request.Choice;
import se.regstat.statistics.request.Explanation;

/** A measure as it is asked for, with what its readers are told. */
@SuppressWarnings("ImmutableEnumChecker") // texts are never changed
public enum AskedMeasure {
    D(
            SegregationMeasure.D,
            text("dissimilaritet, två grupper", "dissimilarity, two groups"),
            text(
                    "Dissimilaritetsindex D: halva summan av skillnaderna mellan gruppernas fördelningar över områdena.",
                    "Dissimilarity D: half the sum of differences between the distributions of both groups over the units."),
            text(
                    "0,3 betyder att 30 procent av den ena gruppen skulle behöva flytta för att båda skulle bo likadant.",
                    "0.3 means that 30 per cent of one group would have to move for both to live alike."),
            text(
                    "Små områden ger högre tal än stora, också av en slump; jämför därför med det väntade talet, och aldrig DeSO med RegSO."
                            + " Det säger inte var grupperna bor, och inget om grannområden.",
                    "Small units give higher figures than large ones, by chance too; so compare with the expected figure, and never DeSO"
                            + " with RegSO. It does not say where groups live, and nothing of neighbouring units.")),
    INEQUALITY(
            SegregationMeasure.INEQUALITY,
            text("ojämlikhetsindex, första och sista gruppen", "inequality index, first and last group"),
            text(
                    "Ojämlikhetsindex: D mellan den första och den sista gruppen, som lägsta och högsta inkomstgruppen.",
                    "Inequality index: D between the first and the last group, such as the lowest and the highest income group."),
            text(
                    "0,4 betyder att 40 procent av den lägsta gruppen skulle behöva flytta för att bo som den högsta.",
                    "0.4 means that 40 per cent of the lowest group would have to move to live as the highest does."),
            text(
                    "Grupperna däremellan räknas inte. Det säger inte hur stora inkomstskillnaderna är.",
                    "Groups in between do not count. It does not say how large differences in income are.")),
    ISOLATION(
            SegregationMeasure.ISOLATION,
            text("isolering av första gruppen", "isolation of the first group"),
            text(
                    "Isolering: den första gruppens andel i det område där en av den bor, i medeltal över gruppen.",
                    "Isolation: the share of the first group in the unit where one of it lives, as a mean over the group."),
            text(
                    "0,6 betyder att sex av tio i området är av samma grupp, för en genomsnittlig person i gruppen.",
                    "0.6 means that six of ten in the unit are of the same group, for an average person of that group."),
            text(
                    "Talet är aldrig lägre än gruppens andel av alla, så en större grupp är mer isolerad utan att bo mer åtskilt."
                            + " Det säger inget om vilka som umgås.",
                    "The figure is never below the group's share of all, so a larger group is more isolated without living more apart."
                            + " It says nothing of who meets whom.")),
    EXPOSURE(
            SegregationMeasure.EXPOSURE,
            text("exponering för andra gruppen", "exposure to the second group"),
            text(
                    "Exponering: den andra gruppens andel i det område där en av den första bor, i medeltal över den första.",
                    "Exposure: the share of the second group in the unit where one of the first lives, as a mean over the first."),
            text(
                    "0,3 betyder att tre av tio i området är av den andra gruppen, för en genomsnittlig person i den första.",
                    "0.3 means that three of ten in the unit are of the second group, for an average person of the first."),
            text(
                    "Det är inte samma tal åt andra hållet, och det följer med hur stor den andra gruppen är.",
                    "It is not the same the other way round, and it follows the size of the second group.")),
    GINI(
            SegregationMeasure.GINI,
            text("Ginis index, två grupper", "Gini's index, two groups"),
            text(
                    "Ginis segregationsindex: medelskillnaden i gruppens andel mellan alla par av områden, mot den största möjliga.",
                    "Gini's index of segregation: the mean difference in the group's share between all pairs of units, of the most possible."),
            text(
                    "0 när andelen är lika överallt, 1 när grupperna aldrig delar område. Aldrig lägre än D.",
                    "0 where the share is the same everywhere, 1 where groups never share a unit. Never below D."),
            text("Det är inte Ginikoefficienten för inkomster.", "It is not the Gini coefficient of incomes.")),
    M(
            SegregationMeasure.M,
            text("ömsesidig information, alla grupper", "mutual information, all groups"),
            text(
                    "Ömsesidig information M, i nat: hur mycket området säger om vilken grupp en person hör till.",
                    "Mutual information M, in nats: how much the unit tells of the group that a person is of."),
            text(
                    "0 när området inget säger; högst gruppernas entropi. M kan delas upp mellan och inom större områden.",
                    "0 where the unit tells nothing; at most the entropy of groups. M can be parted between and within larger areas."),
            text(
                    "Talet växer med antalet grupper och hur jämnstora de är; jämför M bara för samma grupper.",
                    "The figure grows with the number of groups and how even they are; compare M for the same groups alone.")),
    H(
            SegregationMeasure.H,
            text("Theils informationsindex, alla grupper", "Theil's information index, all groups"),
            text(
                    "Theils H: M delat med gruppernas entropi, av alla grupper samtidigt.",
                    "Theil's H: M divided by the entropy of groups, of all groups at once."),
            text(
                    "0 när alla områden är sammansatta som helheten, 1 när varje område har en enda grupp.",
                    "0 where all units are composed as the whole is, 1 where each unit has a single group."),
            text(
                    "Det ändras också när grupperna ändrar storlek, fast ingen flyttar.",
                    "It changes too where groups change in size though nobody moves.")),
    T(
            null,
            text("Theils T, av ett medelvärde", "Theil's T, of a mean"),
            text(
                    "Theils T: hur ojämnt ett medelvärde, som inkomst per person, är mellan områden, vägt med personer.",
                    "Theil's T: how unequal a mean, such as income per person, is between units, weighted by persons."),
            text(
                    "0 när medelvärdet är lika överallt; högst logaritmen av antalet personer. T kan delas upp mellan och inom större områden.",
                    "0 where the mean is the same everywhere; at most the logarithm of the number of persons. T can be parted between and"
                            + " within larger areas."),
            text(
                    "Ojämlikheten inom områdena räknas inte: det är ingen ojämlikhet mellan personer.",
                    "Inequality within units does not count: it is no inequality between persons."));

    /** Whose greatest value is 1, so that what is beyond chance is a share of what could be. */
    private static final Set<AskedMeasure> UP_TO_ONE = Set.of(D, INEQUALITY, GINI, H);

    private final Optional<SegregationMeasure> ofCounts;
    private final LocalText words;
    private final Explanation explanation;

    AskedMeasure(
            SegregationMeasure ofCounts, LocalText words, LocalText definition, LocalText reading, LocalText caution) {
        this.ofCounts = Optional.ofNullable(ofCounts);
        this.words = words;
        this.explanation = new Explanation(definition, reading, caution);
    }

    /** As in questions and answers: {@code isolation}. */
    public String id() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** What is computed of counts; empty for what is computed of a mean. */
    public Optional<SegregationMeasure> ofCounts() {
        return ofCounts;
    }

    /** Why it cannot be computed of what is asked about; empty if it can. */
    public Optional<String> refusal(AskedGroups groups) {
        if (groups.isMean()) return this == T ? Optional.empty() : Optional.of("is of groups, and a mean has none");
        return switch (this) {
            case T -> Optional.of("is of a mean, such as income per person, and not of groups");
            case INEQUALITY ->
                groups.hasRest()
                        ? Optional.of(
                                "compares the first and the last of groups that are named one by one, without a rest")
                        : Optional.empty();
            default -> Optional.empty();
        };
    }

    boolean isUpToOne() {
        return UP_TO_ONE.contains(this);
    }

    /** Of the groups, where it compares two: the numbers of these among all; empty for measures of all groups. */
    public Optional<int[]> pair(int groups) {
        return switch (this) {
            case D, EXPOSURE, GINI -> Optional.of(new int[] {0, 1});
            case ISOLATION -> Optional.of(new int[] {0});
            case INEQUALITY -> Optional.of(new int[] {0, groups - 1});
            case M, H, T -> Optional.empty();
        };
    }

    public Explanation explanation() {
        return explanation;
    }

    public LocalText words() {
        return words;
    }

    Choice<AskedMeasure> choice() {
        return new Choice<>(id(), this, words, Optional.of(explanation));
    }

    private static LocalText text(String sv, String en) {
        return new LocalText(sv, en);
    }
}
