package se.regstat.geoserver.text;

import static java.util.stream.Collectors.joining;
import static se.regstat.geoserver.text.Sentences.labelled;
import static se.regstat.geoserver.text.Sentences.sentence;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import se.regstat.statistics.division.ChangeLog;
import se.regstat.statistics.division.LocalText;
import se.regstat.statistics.division.Vintage;
import se.regstat.statistics.indicator.Indicator;
import se.regstat.statistics.indicator.Provenance;
import se.regstat.statistics.observation.Checksums;
import se.regstat.statistics.observation.Observations;
import se.regstat.statistics.observation.Series;
import se.regstat.statistics.observation.YearValues;

/** Where datasets come from, in Swedish and English. */
public final class Lineages {

    /** More would not fit into what harvesters take of a lineage. */
    private static final int FILES = 8;

    private static final int SHORT_CHECKSUM = 16;

    private static final LocalText PUBLISHED = new LocalText(
            "Där en indelning saknar publicerade värden summeras antal från delar som alla finns, medelvärden vägs med sin bas, och"
                    + " andelar och tätheter beräknas ur summorna; attributet origin säger vilket.",
            "Where a division has no published values, counts are summed from parts that are all there, means are weighted with"
                    + " their base, and ratios and densities are computed from the sums; the attribute origin tells which.");

    private static final LocalText DERIVED = new LocalText(
            "Härlett: omräknat till andra gränser än källans med Regstat, inte publicerad statistik. Hela källområden räknas helt,"
                    + " delade efter viktningen.",
            "Derived: re-aggregated by Regstat to boundaries other than the source's, not published statistics. Whole source areas"
                    + " count wholly, cut ones by the weighting.");

    private static final LocalText BOUNDED =
            new LocalText("Varje värde har undre och övre gräns.", "Every value has a lower and an upper bound.");

    private final Texts texts;
    private final Checksums checksums;

    public Lineages(Observations observations) {
        this.texts =
                new Texts(observations.configuration(), observations.snapshot().demo());
        this.checksums = Checksums.of(observations);
    }

    /** How values of an indicator were re-aggregated. */
    static LocalText derived(Indicator indicator) {
        return DERIVED.then(indicator.disclosure().isPresent() ? Texts.UNBOUNDED : BOUNDED);
    }

    public LocalText of(Vintage vintage) {
        return cited(
                imported(vintage.imported(), List.of(file(vintage.importedFrom(), vintage.checksum())), 1),
                labelled("Källa: ", "Source: ", vintage.source()),
                sentence(LocalText.of(vintage.note())),
                DatasetTexts.GEOMETRY);
    }

    public LocalText of(ChangeLog log) {
        return cited(
                imported(log.imported(), List.of(file(log.importedFrom(), log.checksum())), 1),
                new LocalText(
                        "Geometrin är skillnaden mellan versionernas ytor, där den kan utläsas.",
                        "The geometry is the difference of the vintages' areas, where that can be told."));
    }

    /** Of values that are published, or follow from published ones of the same producer. */
    public LocalText of(Collection<Provenance> sources) {
        return cited(imported(sources), PUBLISHED);
    }

    /** Of values that are re-aggregated. */
    public LocalText of(Indicator indicator, Collection<Provenance> sources, List<Series> derived) {
        String from = derived.stream()
                .map(Series::latest)
                .flatMap(Optional::stream)
                .map(YearValues::quality)
                .flatMap(Optional::stream)
                .map(YearValues.Quality::derivedFrom)
                .distinct()
                .limit(FILES)
                .collect(joining("; "));
        return cited(derived(indicator), labelled("Härlett ur: ", "Derived from: ", from), imported(sources));
    }

    private LocalText cited(LocalText... parts) {
        return texts.sentences(parts);
    }

    private LocalText imported(Collection<Provenance> sources) {
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

    private String file(String name, String checksum) {
        String told = checksums.told(checksum);
        String brief = told.length() > SHORT_CHECKSUM ? told.substring(0, SHORT_CHECKSUM) + "…" : told;
        return name + (brief.isEmpty() ? "" : " (SHA-256 " + brief + ")");
    }
}
