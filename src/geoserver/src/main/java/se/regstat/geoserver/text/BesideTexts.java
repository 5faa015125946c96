package se.regstat.geoserver.text;

import static se.regstat.geoserver.text.Sentences.labelled;
import static se.regstat.geoserver.text.Sentences.licence;
import static se.regstat.geoserver.text.Sentences.range;
import static se.regstat.geoserver.text.Sentences.sentence;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import se.regstat.statistics.commuting.KnownFlows;
import se.regstat.statistics.config.Configuration;
import se.regstat.statistics.division.LocalText;
import se.regstat.statistics.event.Events;
import se.regstat.statistics.flow.YearFlows;
import se.regstat.statistics.indicator.Indicator;

/** Texts of layers that stand beside those of indicators: what is counted, and who go where. */
record BesideTexts(Texts texts, Configuration configuration) {

    /** The layer of what an indicator is counted from. */
    Texts.Description points(Indicator indicator, List<Events> events) {
        LocalText title = configuration.indicator(indicator.id()).title();
        List<Integer> years = events.stream().map(Events::year).toList();
        return new Texts.Description(
                texts.title(new LocalText(title.sv() + ", punkter", title.en() + ", points")),
                description(
                        indicator,
                        years,
                        new LocalText(
                                "Punkterna som räknas, en rad per plats och år; count är hur många som räknas där.",
                                "The points that are counted, a row for each place and year; count is how many count there.")),
                texts.keywords(Texts.of(indicator, title, new LocalText("punkter", "points"), LocalText.of(""))),
                texts.source(indicator));
    }

    /** The layer of who go from one area to another. */
    Texts.Description flows(KnownFlows flows) {
        Indicator indicator = flows.indicator();
        LocalText title = configuration.indicator(indicator.id()).title();
        LocalText division = configuration.division(flows.division()).title();
        String least = BigDecimal.valueOf(indicator.flow().orElseThrow().least())
                .stripTrailingZeros()
                .toPlainString();
        List<Integer> years = flows.years().stream().map(YearFlows::year).toList();
        return new Texts.Description(
                texts.title(new LocalText(
                        title.sv() + " mellan områden: " + division.sv(),
                        title.en() + " between areas: " + division.en())),
                description(
                        indicator,
                        years,
                        new LocalText(
                                "En linje för varje par av områden och år från " + least
                                        + ": value är hur många som far från from_code till to_code, share deras andel av alla som bor i from_code, de som stannar där medräknade. Linjer går i båda riktningarna mellan samma punkter, och den större ligger överst.",
                                "A line for each pair of areas and year from " + least
                                        + ": value is how many go from from_code to to_code, share their part of all who live in from_code, those who stay there counted. Lines go in both directions between the same points, and the larger one lies on top."),
                        new LocalText(
                                "Ingen linje betyder färre, eller att antalet inte är känt. En linje är rak och visar ingen väg.",
                                "No line means fewer, or that the number is not known. A line is straight and shows no road.")),
                texts.keywords(Texts.of(indicator, title, division, LocalText.of(""))),
                texts.source(indicator));
    }

    /** What a layer of an indicator's years shows, and then what is known of the indicator. */
    private LocalText description(Indicator indicator, List<Integer> numbers, LocalText... shown) {
        String years = range(numbers);
        List<LocalText> told = new ArrayList<>(List.of(shown));
        told.add(sentence(indicator.definition()));
        told.add(sentence(indicator.caveat()));
        told.add(new LocalText("År: " + years + ".", "Years: " + years + "."));
        told.add(labelled(new LocalText("Producent: ", "Producer: "), LocalText.of(indicator.producer())));
        told.add(labelled("Källa: ", "Source: ", indicator.source()));
        told.add(licence(indicator.licence()));
        return texts.sentences(told.toArray(LocalText[]::new));
    }
}
