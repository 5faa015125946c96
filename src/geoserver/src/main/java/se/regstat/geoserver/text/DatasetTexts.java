package se.regstat.geoserver.text;

import static java.util.stream.Collectors.joining;
import static se.regstat.geoserver.text.Sentences.labelled;
import static se.regstat.geoserver.text.Sentences.licence;
import static se.regstat.geoserver.text.Sentences.sentence;
import static se.regstat.geoserver.text.Sentences.word;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import se.regstat.statistics.config.Configuration;
import se.regstat.statistics.division.ChangeLog;
import se.regstat.statistics.division.LocalText;
import se.regstat.statistics.division.Vintage;
import se.regstat.statistics.indicator.Indicator;
import se.regstat.statistics.indicator.Provenance;
import se.regstat.statistics.observation.Series;
import se.regstat.statistics.observation.YearValues;

/** What readers are told of datasets that are more than one layer, and where datasets come from, in Swedish and English. */
public final class DatasetTexts {

    /** More would not fit into what harvesters take of a lineage. */
    private static final int FILES = 8;

    private static final int SHORT_CHECKSUM = 16;

    private static final LocalText PUBLISHED = new LocalText(
            "Där en indelning saknar publicerade värden summeras antal från delar som alla finns, medelvärden vägs med sin bas, och"
                    + " andelar och tätheter beräknas ur summorna; attributet origin säger vilket.",
            "Where a division has no published values, counts are summed from parts that are all there, means are weighted with"
                    + " their base, and ratios and densities are computed from the sums; the attribute origin tells which.");

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

    private static final LocalText DERIVED = new LocalText(
            "Härlett: omräknat till andra gränser än källans med Regstat, inte publicerad statistik. Hela källområden räknas helt,"
                    + " delade efter viktningen; varje värde har undre och övre gräns.",
            "Derived: re-aggregated by Regstat to boundaries other than the source's, not published statistics. Whole source areas"
                    + " count wholly, cut ones by the weighting; every value has a lower and an upper bound.");

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
        if (derived) told.add(DERIVED);
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

    // ---- where it comes from

    public LocalText lineage(Vintage vintage) {
        return cited(
                imported(vintage.imported(), List.of(file(vintage.importedFrom(), vintage.checksum())), 1),
                labelled("Källa: ", "Source: ", vintage.source()),
                sentence(LocalText.of(vintage.note())),
                GEOMETRY);
    }

    public LocalText lineage(ChangeLog log) {
        return cited(
                imported(log.imported(), List.of(file(log.importedFrom(), log.checksum())), 1),
                new LocalText(
                        "Geometrin är skillnaden mellan versionernas ytor, där den kan utläsas.",
                        "The geometry is the difference of the vintages' areas, where that can be told."));
    }

    /** Of values that are published, or follow from published ones of the same producer. */
    public LocalText lineage(Collection<Provenance> sources) {
        return cited(imported(sources), PUBLISHED);
    }

    /** Of values that are re-aggregated. */
    public LocalText lineage(Collection<Provenance> sources, List<Series> derived) {
        String from = derived.stream()
                .map(Series::latest)
                .flatMap(Optional::stream)
                .map(YearValues::quality)
                .flatMap(Optional::stream)
                .map(YearValues.Quality::derivedFrom)
                .distinct()
                .limit(FILES)
                .collect(joining("; "));
        return cited(DERIVED, labelled("Härlett ur: ", "Derived from: ", from), imported(sources));
    }

    private LocalText cited(LocalText... parts) {
        return texts.sentences(parts);
    }

    private static LocalText imported(Collection<Provenance> sources) {
        Optional<Instant> latest = sources.stream().map(Provenance::imported).max(Instant::compareTo);
        List<String> files = sources.stream()
                .map(source -> file(source.file(), source.checksum()))
                .distinct()
                .toList();
        return latest.isEmpty() ? LocalText.of("") : imported(latest.get(), files, files.size());
    }

    private static LocalText imported(Instant when, List<String> files, int all) {
        LocalDate day = when.atZone(ZoneOffset.UTC).toLocalDate();
        String shown = files.stream().limit(FILES).collect(joining(", "));
        int more = all - Math.min(all, FILES);
        return new LocalText(
                "Inläst " + day + " ur " + shown + (more > 0 ? " och " + more + " filer till" : "") + ".",
                "Imported " + day + " from " + shown + (more > 0 ? " and " + more + " more files" : "") + ".");
    }

    private static String file(String name, String checksum) {
        String brief = checksum.length() > SHORT_CHECKSUM ? checksum.substring(0, SHORT_CHECKSUM) + "…" : checksum;
        return name + (brief.isEmpty() ? "" : " (SHA-256 " + brief + ")");
    }
}
