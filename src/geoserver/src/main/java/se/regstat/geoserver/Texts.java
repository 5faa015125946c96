package se.regstat.geoserver;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import se.regstat.statistics.config.Configuration;
import se.regstat.statistics.config.Publishing;
import se.regstat.statistics.division.Division;
import se.regstat.statistics.division.LocalText;
import se.regstat.statistics.division.Vintage;
import se.regstat.statistics.division.YearRange;
import se.regstat.statistics.snapshot.VintageAreas;

/** What readers are told of the layers, in Swedish and English. That demo data is invented comes first everywhere. */
final class Texts {

    private static final LocalText DEMO_NOTICE = new LocalText(
            "Påhittad demodata, inte verklig statistik eller verkliga områden.",
            "Fictional demo data, neither real statistics nor real areas.");

    private final Configuration configuration;
    private final boolean demo;

    Texts(Configuration configuration, boolean demo) {
        this.configuration = configuration;
        this.demo = demo;
    }

    /** What capabilities tell of a layer or a group. */
    record Description(LocalText title, LocalText text, List<String> keywords, Optional<Source> source) {
        static final Description NONE =
                new Description(LocalText.of(""), LocalText.of(""), List.of(), Optional.empty());
    }

    /** Who is to be named. */
    record Source(String name, Optional<String> url) {}

    Description vintage(VintageAreas areas) {
        Vintage vintage = areas.vintage();
        Division division = configuration.division(vintage.id().division());
        String year = vintage.id().year();
        // What the configuration says of real divisions is not true of invented ones.
        String licence = first(vintage.licence(), demo ? "" : division.licence());
        String source = first(vintage.source(), demo ? "" : division.source());
        boolean unknown = licence.isEmpty() || licence.equals(Division.UNKNOWN_LICENCE);
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
                        unknown
                                ? new LocalText("Licens: okänd.", "Licence: unknown.")
                                : labelled("Licens: ", "Licence: ", licence),
                        LocalText.of(vintage.note())),
                keywords(List.of(division.title().sv(), division.title().en(), division.id(), year)),
                demo
                        ? Optional.of(new Source(DEMO_NOTICE.sv() + " / " + DEMO_NOTICE.en(), Optional.empty()))
                        : source(first(division.owner(), vintage.source())));
    }

    /** The table of all vintages. */
    Description register() {
        return new Description(
                title(new LocalText("Indelningsregister", "Register of divisions")),
                sentences(
                        new LocalText(
                                "Tabell utan geometri: varje indelning och version som finns här, med giltighet, källa och licens.",
                                "Table without geometry: every division and version there is here, with validity, source and licence.")),
                keywords(List.of()),
                demo ? Optional.empty() : source(""));
    }

    /** The group of newest vintages. */
    Description current() {
        return new Description(
                title(new LocalText("Aktuella indelningar", "Current divisions")),
                sentences(new LocalText(
                        "Den nyaste versionen av varje nivå, från den finaste indelningen till den grövsta.",
                        "The newest version of every level, from the finest division to the coarsest.")),
                keywords(List.of()),
                Optional.empty());
    }

    LocalText storeDescription() {
        LocalText title = configuration.publishing().title();
        return title(title.isEmpty() ? LocalText.of("Regstat") : title);
    }

    private LocalText title(LocalText title) {
        LocalText plain = map(title, Texts::inOneLine);
        return demo ? new LocalText(Division.DEMO.sv() + plain.sv(), Division.DEMO.en() + plain.en()) : plain;
    }

    private LocalText sentences(LocalText... texts) {
        List<LocalText> said = new ArrayList<>();
        if (demo) said.add(DEMO_NOTICE);
        for (LocalText text : texts) {
            if (!text.isEmpty()) said.add(map(text, Texts::inOneLine));
        }
        return new LocalText(
                String.join(" ", said.stream().map(LocalText::sv).toList()),
                String.join(" ", said.stream().map(LocalText::en).toList()));
    }

    private List<String> keywords(List<String> own) {
        Set<String> keywords = new LinkedHashSet<>(own);
        keywords.addAll(demo ? List.of("demo") : configuration.publishing().keywords());
        // GeoServer refuses backslashes in keywords.
        return keywords.stream()
                .map(k -> inOneLine(k.replace('\\', '/')))
                .filter(k -> !k.isEmpty())
                .distinct()
                .toList();
    }

    /** Line ends and control characters would come back from GeoServer's XML files as something else. */
    private static String inOneLine(String text) {
        return text.replaceAll("[\\s\\p{Cntrl}]+", " ").strip();
    }

    private Optional<Source> source(String owner) {
        Publishing publishing = configuration.publishing();
        if (!owner.isEmpty()) return Optional.of(new Source(inOneLine(owner), Optional.empty()));
        return publishing.organisation().isEmpty()
                ? Optional.empty()
                : Optional.of(new Source(inOneLine(publishing.organisation().sv()), publishing.organisationUrl()));
    }

    private static LocalText validity(YearRange years) {
        if (years.from().isEmpty() && years.to().isEmpty()) return LocalText.of("");
        if (years.from().isEmpty()) {
            int to = years.to().getAsInt();
            return new LocalText(
                    "Gäller till och med referensår " + to + ".",
                    "Valid up to and including reference year " + to + ".");
        }
        int from = years.from().getAsInt();
        if (years.to().isEmpty()) {
            return new LocalText(
                    "Gäller från och med referensår " + from + ".", "Valid from reference year " + from + " on.");
        }
        String range = from + "–" + years.to().getAsInt();
        return new LocalText("Gäller referensåren " + range + ".", "Valid for reference years " + range + ".");
    }

    private static LocalText labelled(String sv, String en, String text) {
        if (text.isEmpty()) return LocalText.of("");
        String end = text.endsWith(".") ? "" : ".";
        return new LocalText(sv + text + end, en + text + end);
    }

    private static LocalText map(LocalText text, Function<String, String> change) {
        return new LocalText(change.apply(text.sv()), change.apply(text.en()));
    }

    private static String first(String... texts) {
        for (String text : texts) {
            if (text != null && !text.isBlank()) return text.strip();
        }
        return "";
    }
}
