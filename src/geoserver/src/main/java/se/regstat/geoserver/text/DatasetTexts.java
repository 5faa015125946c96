package se.regstat.geoserver.text;

import static se.regstat.geoserver.text.Sentences.labelled;
import static se.regstat.geoserver.text.Sentences.licence;
import static se.regstat.geoserver.text.Sentences.sentence;
import static se.regstat.geoserver.text.Sentences.word;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import se.regstat.statistics.config.Configuration;
import se.regstat.statistics.division.LocalText;
import se.regstat.statistics.indicator.Indicator;
import se.regstat.statistics.observation.Series;

/** What readers are told of datasets that are more than one layer, in Swedish and English. */
public final class DatasetTexts {

    /** How exact the shapes of areas are. */
    public static final LocalText GEOMETRY = new LocalText(
            "Koordinaterna är filens, i SWEREF 99 TM; ogiltig geometri lagades vid inläsningen. Kartor i små skalor ritas med"
                    + " förenklade gränser som är gemensamma för grannar.",
            "The coordinates are the file's, in SWEREF 99 TM; invalid geometry was repaired on import. Maps at small scales are"
                    + " drawn with generalised borders that neighbours share.");

    /** Where tables of what there is come from. */
    public static final LocalText LISTED = new LocalText(
            "Gjord av Regstat ur det som är inläst och ur konfigurationen; varje rad säger varifrån dess data hämtades.",
            "Made by Regstat from what was imported and from the configuration; each row tells where its data was fetched from.");

    private final Configuration configuration;
    private final Texts texts;
    private final boolean demo;

    public DatasetTexts(Configuration configuration, boolean demo) {
        this.configuration = configuration;
        this.texts = new Texts(configuration, demo);
        this.demo = demo;
    }

    /** An indicator with all divisions that it is told for, published or derived. */
    public Texts.Description indicator(Indicator indicator, List<Series> series) {
        boolean derived = series.get(0).isDerived();
        LocalText title = configuration.indicator(indicator.id()).title();
        List<LocalText> told = new ArrayList<>();
        if (derived) told.add(Lineages.derived(indicator));
        told.add(sentence(indicator.definition()));
        told.add(sentence(indicator.reading()));
        told.add(sentence(indicator.caveat()));
        told.add(labelled(new LocalText("Enhet: ", "Unit: "), indicator.unit()));
        series.forEach(one -> told.add(texts.years(one)));
        if (!derived) {
            told.add(labelled(new LocalText("Producent: ", "Producer: "), LocalText.of(indicator.producer())));
            told.add(labelled("Källa: ", "Source: ", indicator.source()));
            told.add(licence(indicator.licence()));
        }
        told.add(Texts.STATUSES);
        told.add(Texts.ORIGINS);
        LocalText divisions = Sentences.words(
                LocalText.of(""),
                series.stream().map(one -> texts.shortTitle(one.division())).toList(),
                LocalText.of(""));
        return new Texts.Description(
                texts.title(derived ? new LocalText(title.sv() + " (härlett)", title.en() + " (derived)") : title),
                texts.sentences(told.toArray(LocalText[]::new)),
                texts.keywords(Texts.of(
                        indicator,
                        title,
                        divisions,
                        derived ? new LocalText("härlett", "derived") : word("statistik"))),
                Optional.empty());
    }

    /** A division with all its vintages. */
    public Texts.Description vintages(String division) {
        return new Texts.Description(
                texts.title(configuration.division(division).title()),
                texts.sentences(
                        demo
                                ? LocalText.of("")
                                : configuration.division(division).description(),
                        new LocalText(
                                "Varje version är en egen datamängd. Samma kod i två versioner är inte samma område.",
                                "Each version is a dataset of its own. The same code in two versions is not the same area.")),
                texts.keywords(configuration.division(division).title(), word(division)),
                Optional.empty());
    }
}
