package se.regstat.geoserver.text;

import static java.util.stream.Collectors.joining;
import static se.regstat.geoserver.text.Sentences.both;
import static se.regstat.geoserver.text.Sentences.first;
import static se.regstat.geoserver.text.Sentences.inOneLine;
import static se.regstat.geoserver.text.Sentences.labelled;
import static se.regstat.geoserver.text.Sentences.licence;
import static se.regstat.geoserver.text.Sentences.map;
import static se.regstat.geoserver.text.Sentences.range;
import static se.regstat.geoserver.text.Sentences.sentence;
import static se.regstat.geoserver.text.Sentences.told;
import static se.regstat.geoserver.text.Sentences.validity;
import static se.regstat.geoserver.text.Sentences.word;
import static se.regstat.geoserver.text.Sentences.words;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import se.regstat.statistics.commuting.KnownFlows;
import se.regstat.statistics.config.Configuration;
import se.regstat.statistics.config.Organisation;
import se.regstat.statistics.division.ChangeLog;
import se.regstat.statistics.division.Division;
import se.regstat.statistics.division.LocalText;
import se.regstat.statistics.division.NameOrigin;
import se.regstat.statistics.division.Vintage;
import se.regstat.statistics.event.Events;
import se.regstat.statistics.indicator.Indicator;
import se.regstat.statistics.indicator.Measure;
import se.regstat.statistics.indicator.Origin;
import se.regstat.statistics.indicator.Status;
import se.regstat.statistics.observation.Series;
import se.regstat.statistics.observation.YearValues;
import se.regstat.statistics.snapshot.VintageAreas;

/** What readers are told of the layers, in Swedish and English. That demo data is invented comes first everywhere. */
public final class Texts {

    private static final LocalText DEMO_NOTICE = new LocalText(
            "Påhittad demodata, inte verklig statistik eller verkliga områden.",
            "Fictional demo data, neither real statistics nor real areas.");

    private final Configuration configuration;
    private final boolean demo;

    public Texts(Configuration configuration, boolean demo) {
        this.configuration = configuration;
        this.demo = demo;
    }

    /** What capabilities tell of a layer or a group. */
    public record Description(LocalText title, LocalText text, List<LocalText> keywords, Optional<Source> source) {
        public static final Description NONE =
                new Description(LocalText.of(""), LocalText.of(""), List.of(), Optional.empty());
    }

    /** Who is to be named. */
    public record Source(String name, Optional<String> url) {}

    public Description vintage(VintageAreas areas) {
        Vintage vintage = areas.vintage();
        Division division = configuration.division(vintage.id().division());
        String year = vintage.id().year();
        // What the configuration says of real divisions is not true of invented ones.
        String licence = first(Division.known(vintage.licence()), demo ? "" : division.licence());
        String source = first(vintage.source(), demo ? "" : division.source());
        int count = areas.areas().size();
        return new Description(
                title(map(division.title(), t -> t + " " + year)),
                sentences(
                        demo ? LocalText.of("") : division.description(),
                        new LocalText(
                                "Version " + year + ", " + count + " områden.",
                                "Version " + year + ", " + count + " areas."),
                        validity(vintage.valid()),
                        labelled("Källa: ", "Source: ", source),
                        licence(licence),
                        LocalText.of(vintage.note()),
                        NAME_ORIGINS),
                keywords(division.title(), word(division.id()), word(year)),
                demo ? invented() : source(first(division.owner(), vintage.source())));
    }

    /** The table of all vintages. */
    public Description register() {
        return new Description(
                title(new LocalText("Indelningsregister", "Register of divisions")),
                sentences(
                        new LocalText(
                                "Tabell utan geometri: varje indelning och version som finns här, med giltighet, källa och licens.",
                                "Table without geometry: every division and version there is here, with validity, source and licence.")),
                keywords(),
                demo ? Optional.empty() : source(""));
    }

    /** The layer of an indicator in a division. */
    public Description indicator(Series series) {
        if (series.isDerived()) return derived(series);
        Indicator indicator = series.indicator();
        LocalText title = configuration.indicator(indicator.id()).title();
        LocalText division = shortTitle(series.division());
        return new Description(
                title(both(title, division, (t, d) -> t + ", " + d)),
                sentences(
                        sentence(indicator.definition()),
                        sentence(indicator.reading()),
                        sentence(indicator.caveat()),
                        labelled(new LocalText("Enhet: ", "Unit: "), indicator.unit()),
                        years(series),
                        labelled(new LocalText("Producent: ", "Producer: "), LocalText.of(indicator.producer())),
                        labelled("Källa: ", "Source: ", indicator.source()),
                        licence(indicator.licence()),
                        MARKS,
                        change(series)),
                keywords(of(indicator, title, division, word(series.division()))),
                source(indicator));
    }

    /** Nobody's official figures: what they are made of is named, not its producer as theirs. */
    private Description derived(Series series) {
        Indicator indicator = series.indicator();
        LocalText title = configuration.indicator(indicator.id()).title();
        LocalText division = shortTitle(series.division());
        String from = series.latest()
                .flatMap(YearValues::quality)
                .map(YearValues.Quality::derivedFrom)
                .orElse("");
        LocalText made = new LocalText(
                        "Härlett: omräknat till andra gränser än källans, inte publicerad statistik.",
                        "Derived: re-aggregated to boundaries other than the source's, not published statistics.")
                .then(indicator.disclosure().isPresent() ? UNBOUNDED : QUALITY);
        return new Description(
                title(new LocalText(
                        title.sv() + ", " + division.sv() + " (härlett)",
                        title.en() + ", " + division.en() + " (derived)")),
                sentences(
                        made,
                        sentence(indicator.definition()),
                        sentence(indicator.reading()),
                        sentence(indicator.caveat()),
                        labelled(new LocalText("Enhet: ", "Unit: "), indicator.unit()),
                        years(series),
                        labelled("Härlett ur: ", "Derived from: ", from),
                        MARKS,
                        change(series)),
                keywords(of(indicator, title, division, new LocalText("härlett", "derived"))),
                demo ? invented() : Optional.empty());
    }

    static LocalText[] of(Indicator indicator, LocalText title, LocalText division, LocalText more) {
        List<LocalText> words = new ArrayList<>(List.of(title, word(indicator.id()), division, more));
        indicator.keywords().forEach(keyword -> words.add(word(keyword)));
        return words.toArray(LocalText[]::new);
    }

    private static final LocalText QUALITY = new LocalText(
            "Attributen reliability, interval_low, interval_high, lower, upper, coverage, weighting och derived_from säger hur säkert varje"
                    + " värde är och vad det kommer ur.",
            "The attributes reliability, interval_low, interval_high, lower, upper, coverage, weighting and derived_from tell how good"
                    + " each value is and what it comes from.");

    /** Of restricted indicators. */
    static final LocalText UNBOUNDED = new LocalText(
            "Gränser och intervall anges inte, eftersom de skulle säga något om enskilda områden; attributet noise säger hur mycket brus"
                    + " ett antal har som mest.",
            "Bounds and intervals are not told, since these would tell of single areas; the attribute noise tells how much noise a"
                    + " count has at most.");

    /** In few words: capabilities have them for every layer, and records of metadata tell all. */
    private static final LocalText MARKS = new LocalText(
            "Attributen status och origin säger vad som är känt och hur värdet kommit till. Noll är ett värde.",
            "The attributes status and origin tell what is known and how the value came about. Zero is a value.");

    static final LocalText STATUSES = words(
            new LocalText("Attributet status säger vad som är känt: ", "The attribute status tells what is known: "),
            Arrays.stream(Status.values()).map(s -> told(s.id(), s.words())).toList(),
            new LocalText(". Noll är ett värde.", ". Zero is a value."));

    static final LocalText ORIGINS = words(
            new LocalText(
                    "Attributet origin säger hur värdet kommit till: ",
                    "The attribute origin tells how the value came about: "),
            Arrays.stream(Origin.values()).map(o -> told(o.id(), o.words())).toList(),
            LocalText.of("."));

    private static final LocalText NAME_ORIGINS = words(
            new LocalText(
                    "Attributet name_origin säger varifrån area_name kommer: ",
                    "The attribute name_origin tells where area_name comes from: "),
            Arrays.stream(NameOrigin.values()).map(o -> told(o.id(), o.words())).toList(),
            LocalText.of("."));

    /** Which years there are, and in which vintage each is told. */
    LocalText years(Series series) {
        Map<String, List<Integer>> yearsOfVintages = new LinkedHashMap<>();
        for (YearValues values : series.years()) {
            if (!values.hasAnyValue()) continue;
            String vintage = values.areas().vintage().id().year();
            yearsOfVintages.computeIfAbsent(vintage, v -> new ArrayList<>()).add(values.year());
        }
        LocalText division = shortTitle(series.division());
        List<String> sv = new ArrayList<>();
        List<String> en = new ArrayList<>();
        yearsOfVintages.forEach((vintage, years) -> {
            sv.add(range(years) + " (" + division.sv() + " " + vintage + ")");
            en.add(range(years) + " (" + division.en() + " " + vintage + ")");
        });
        return new LocalText("År: " + String.join(", ", sv) + ".", "Years: " + String.join(", ", en) + ".");
    }

    private static LocalText change(Series series) {
        Optional<YearValues> base = series.base();
        if (base.isEmpty()) return LocalText.of("");
        int year = base.get().year();
        boolean ratio = series.indicator().measure() instanceof Measure.Ratio;
        return new LocalText(
                "Attributet change är ändringen sedan " + year + (ratio ? " i procentenheter" : " i procent")
                        + ", för områden som är desamma.",
                "The attribute change is the change since " + year + (ratio ? " in percentage points" : " in percent")
                        + ", for areas that are the same.");
    }

    /** The layer of all indicators of a division. */
    public Description sideBySide(String division, List<Series> series) {
        LocalText title = shortTitle(division);
        return new Description(
                title(new LocalText("Alla indikatorer, " + title.sv(), "All indicators, " + title.en())),
                sentences(
                        new LocalText(
                                "En rad per område och år, en kolumn per indikator. Ett tomt värde är inte noll: varför det är tomt"
                                        + " säger indikatorns eget skikt, där den har ett.",
                                "One row per area and year, one column per indicator. An empty value is not zero: the"
                                        + " indicator's own layer, where it has one, says why it is empty."),
                        // One by one they would be more than records of metadata may hold, and be told twice.
                        new LocalText(
                                "Antal indikatorer: " + series.size()
                                        + ". Vad varje kolumn är säger objekttypskatalogen och tabellen indicators.",
                                "Number of indicators: " + series.size()
                                        + ". The feature catalogue and the table indicators tell what each column is.")),
                keywords(title, word(division)),
                demo ? invented() : source(producers(series)));
    }

    private static String producers(List<Series> series) {
        return series.stream()
                .map(one -> one.indicator().producer())
                .filter(producer -> !producer.isBlank())
                .distinct()
                .collect(joining(", "));
    }

    /** The table of all indicators. */
    public Description indicatorRegister() {
        return new Description(
                title(new LocalText("Indikatorregister", "Register of indicators")),
                sentences(
                        new LocalText(
                                "Tabell utan geometri: varje indikator som finns här, med enhet, definition, läsanvisning, källa och licens.",
                                "Table without geometry: every indicator there is here, with unit, definition, how to read it, source and licence.")),
                keywords(),
                demo ? Optional.empty() : source(""));
    }

    /** The layer of a change log. */
    public Description changes(ChangeLog log) {
        Division division = configuration.division(log.division());
        LocalText title = shortTitle(log.division());
        String years = log.from() + "–" + log.to();
        return new Description(
                title(new LocalText(
                        "Ändringar i " + title.sv() + " " + years, "Changes in " + title.en() + " " + years)),
                sentences(
                        new LocalText(
                                "Vad som hände med områdena mellan version " + log.from() + " och version " + log.to()
                                        + ": "
                                        + log.changes().size()
                                        + " ändringar. Geometrin är den yta som bytte område eller kom till; den saknas där det inte kan utläsas.",
                                "What happened to the areas between version " + log.from() + " and version " + log.to()
                                        + ": " + log.changes().size()
                                        + " changes. The geometry is what changed hands or was added; it is missing where that cannot be told."),
                        demo ? LocalText.of("") : labelled("Källa: ", "Source: ", division.owner()),
                        licence(demo ? "" : division.licence())),
                keywords(division.title(), word(division.id()), word(log.from()), word(log.to())),
                demo ? invented() : source(division.owner()));
    }

    /** The layer of what an indicator is counted from. */
    public Description points(Indicator indicator, List<Events> events) {
        return new BesideTexts(this, configuration).points(indicator, events);
    }

    /** The layer of who go from one area to another. */
    public Description flows(KnownFlows flows) {
        return new BesideTexts(this, configuration).flows(flows);
    }

    LocalText shortTitle(String division) {
        return configuration.division(division).shortTitle();
    }

    private static Optional<Source> invented() {
        return Optional.of(new Source(DEMO_NOTICE.both(), Optional.empty()));
    }

    /** The group of newest vintages. */
    public Description current() {
        return new Description(
                title(new LocalText("Aktuella indelningar", "Current divisions")),
                sentences(new LocalText(
                        "Den nyaste versionen av varje nivå, från den finaste indelningen till den grövsta.",
                        "The newest version of every level, from the finest division to the coarsest.")),
                keywords(),
                Optional.empty());
    }

    /** A heading over layers, each of which says itself that it is invented. */
    public static Description heading(LocalText title) {
        return new Description(map(title, Sentences::inOneLine), LocalText.of(""), List.of(), Optional.empty());
    }

    /** The heading over all layers. */
    public Description root() {
        return new Description(
                storeDescription(), sentences(configuration.publishing().description()), List.of(), Optional.empty());
    }

    public LocalText storeDescription() {
        LocalText title = configuration.publishing().title();
        return title(title.isEmpty() ? LocalText.of("Regstat") : title);
    }

    LocalText title(LocalText title) {
        LocalText plain = map(title, Sentences::inOneLine);
        return demo ? Division.DEMO.before(plain) : plain;
    }

    LocalText sentences(LocalText... texts) {
        List<LocalText> said = new ArrayList<>();
        if (demo) said.add(DEMO_NOTICE);
        for (LocalText text : texts) {
            if (!text.isEmpty()) said.add(map(text, Sentences::inOneLine));
        }
        return new LocalText(
                String.join(" ", said.stream().map(LocalText::sv).toList()),
                String.join(" ", said.stream().map(LocalText::en).toList()));
    }

    List<LocalText> keywords(LocalText... own) {
        Set<LocalText> keywords = new LinkedHashSet<>(List.of(own));
        List<String> configured =
                demo ? List.of("demo") : configuration.publishing().keywords();
        configured.forEach(keyword -> keywords.add(word(keyword)));
        // GeoServer refuses backslashes in keywords.
        return keywords.stream()
                .map(keyword -> map(keyword, k -> inOneLine(k.replace('\\', '/'))))
                .filter(keyword -> !keyword.isEmpty())
                .distinct()
                .toList();
    }

    /** Who made an indicator's values. */
    Optional<Source> source(Indicator indicator) {
        return demo ? invented() : source(first(indicator.producer(), indicator.source()));
    }

    private Optional<Source> source(String owner) {
        Organisation organisation = configuration.publishing().organisation();
        if (!owner.isEmpty()) return Optional.of(new Source(inOneLine(owner), Optional.empty()));
        return organisation.name().isEmpty()
                ? Optional.empty()
                : Optional.of(new Source(inOneLine(organisation.name().sv()), organisation.url()));
    }
}
