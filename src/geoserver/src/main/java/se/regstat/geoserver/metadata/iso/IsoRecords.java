package se.regstat.geoserver.metadata.iso;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.UUID;
import java.util.stream.Stream;
import se.regstat.geoserver.metadata.Addresses;
import se.regstat.geoserver.metadata.Catalogue;
import se.regstat.geoserver.metadata.CatalogueTexts;
import se.regstat.geoserver.metadata.Completeness;
import se.regstat.geoserver.metadata.Dataset;
import se.regstat.geoserver.metadata.Degrees;
import se.regstat.geoserver.metadata.LayerExtents;
import se.regstat.geoserver.metadata.Licence;
import se.regstat.geoserver.text.DatasetTexts;
import se.regstat.geotools.document.XmlDocument;
import se.regstat.statistics.config.Harvesting;
import se.regstat.statistics.division.LocalText;
import se.regstat.statistics.indicator.Status;
import se.regstat.statistics.text.Languages;

/**
 * Records of datasets and services in ISO 19139 (schemas of 2006-05-04), as Sweden's national profile NMDP 4.0 wants them, in
 * Swedish and English.
 *
 * <p>What nobody said is left out or told as missing ({@code gco:nilReason}), never made up: {@link
 * se.regstat.geoserver.metadata.Gaps} tells what that is. Immutable.
 */
public final class IsoRecords {

    private static final XmlDocument DATASET = new XmlDocument(IsoRecords.class, "dataset.ftl");
    private static final XmlDocument SERVICE = new XmlDocument(IsoRecords.class, "service.ftl");

    /** Enough that two shares that differ look different. */
    private static final MathContext DIGITS = new MathContext(6);

    private static final Map<Harvesting.Initiative, String> INITIATIVES = Map.of(
            Harvesting.Initiative.OPPNADATA, "Öppna data",
            Harvesting.Initiative.GEODATASAMVERKAN, "Geodatasamverkan",
            Harvesting.Initiative.INSPIRE, "Inspire");

    /** A format that features are told in, and what its version is called. */
    public record Format(String name, String version) {}

    private static final List<Format> FORMATS = List.of(
            new Format("GeoPackage", "1.2"),
            new Format("CSV", "RFC 4180"),
            new Format("GML", "3.2.1"),
            new Format("GeoJSON", "RFC 7946"));

    private static final LocalText STATISTICAL_UNITS = new LocalText("Statistiska enheter", "Statistical units");

    private static final LocalText POPULATION_DISTRIBUTION =
            new LocalText("Befolkningsfördelning – demografi", "Population distribution — demography");

    private static final LocalText MADE = new LocalText(
            "Tjänsten visar datamängderna som de lästes in; varje datamängds egen post säger varifrån den kommer.",
            "The service shows the datasets as they were imported; the record of each tells where it comes from.");

    private static final LocalText ESTIMATED =
            new LocalText("Andel värden som är uppskattade", "Share of values that are estimated");

    private static final LocalText WITHOUT =
            new LocalText("Andel områden och år utan värde", "Share of areas and years without a value");

    private final Catalogue catalogue;
    private final Addresses addresses;

    /** @param catalogue as the asker may see it */
    public IsoRecords(Catalogue catalogue, Addresses addresses) {
        this.catalogue = catalogue;
        this.addresses = addresses;
    }

    /** The record of a dataset. */
    public String of(Dataset dataset) {
        Map<String, Object> values = common(catalogue.described(dataset));
        values.put("record", dataset.recordId().toString());
        values.put("dataset", dataset);
        values.put("revised", day(dataset.modified()));
        values.put("values", dataset.kind().hasValues());
        values.put("geometry", dataset.bounds().isPresent());
        values.put("boundaries", !dataset.kind().hasValues());
        values.put("themes", List.of(theme(dataset)));
        values.put("restriction", restriction(dataset.licence()));
        extent(dataset).ifPresent(box -> values.put("box", box));
        values.put("begin", year(dataset.years().map(years -> years.from()), "-01-01"));
        values.put("end", year(dataset.years().map(years -> years.to()), "-12-31"));
        OptionalInt scale = catalogue.scale(dataset);
        if (scale.isPresent()) values.put("scale", Integer.toString(scale.getAsInt()));
        values.put("timed", dataset.years().isPresent());
        values.put("positions", DatasetTexts.GEOMETRY);
        values.put("formats", FORMATS);
        values.put("series", series(dataset));
        values.put("sources", sources(dataset));
        values.put("shares", shares(dataset.completeness()));
        List<Links.Link> links = Links.of(dataset, addresses, catalogue.hasFile(dataset));
        values.put("links", links);
        values.put("files", links.stream().filter(link -> !link.isService()).toList());
        values.put("services", services(dataset));
        values.put("features", FeatureCatalogue.address(dataset, addresses));
        values.put("featuresId", FeatureCatalogue.id(dataset, catalogue).toString());
        return DATASET.fill(values);
    }

    /** The record of a service, coupled with all datasets that it has. */
    public String of(ServiceKind kind) {
        Map<String, Object> values = common(changed(kind));
        List<Dataset> datasets = catalogue.datasets().stream().filter(kind::has).toList();
        List<Map<String, String>> coupled = datasets.stream()
                .map(dataset -> Map.of("id", dataset.id().toString(), "record", addresses.record(dataset)))
                .toList();
        values.put("record", recordId(kind).toString());
        values.put("id", catalogue.serviceId(kind.id()).toString());
        values.put("kind", kind);
        values.put("title", kind.title(catalogue));
        values.put("themes", datasets.stream().map(IsoRecords::theme).distinct().toList());
        values.put("text", CatalogueTexts.description(catalogue));
        values.put("revised", day(catalogue.modified()));
        values.put("address", addresses.service(kind.id()));
        values.put("capabilities", addresses.capabilities(kind.id()));
        values.put("restriction", restriction(catalogue.publishing().licence()));
        values.put("coupled", coupled);
        values.put("lineage", MADE);
        extent(catalogue.datasets().stream()).ifPresent(box -> values.put("box", box));
        return SERVICE.fill(values);
    }

    /** When what is told of a service, or of any dataset that it has, last changed. */
    public Instant changed(ServiceKind kind) {
        return catalogue.datasets().stream()
                .filter(kind::has)
                .map(catalogue::described)
                .max(Instant::compareTo)
                .orElse(Instant.EPOCH);
    }

    /** Of a service's record, the same for ever. */
    public UUID recordId(ServiceKind kind) {
        return catalogue.identities().of("record", "service:" + kind.id());
    }

    private Map<String, Object> common(Instant changed) {
        Map<String, Object> values = new HashMap<>();
        Harvesting harvesting = catalogue.harvesting();
        boolean swedish = harvesting.language().equals(Languages.SWEDISH);
        values.put("swedish", swedish);
        values.put("publishing", catalogue.publishing());
        values.put("organisation", catalogue.publishing().organisation());
        values.put("stamp", changed.truncatedTo(ChronoUnit.SECONDS).toString());
        values.put("lasting", catalogue.identities().arePublishers());
        values.put("unlasting", CatalogueTexts.UNLASTING);
        values.put("inspire", harvesting.inspire().map(Enum::name).orElse(""));
        Map<String, String> initiatives = new LinkedHashMap<>();
        harvesting.initiatives().forEach(one -> initiatives.put(one.id(), INITIATIVES.get(one)));
        values.put("initiatives", initiatives);
        return values;
    }

    private static String day(Instant instant) {
        return instant.atZone(ZoneOffset.UTC).toLocalDate().toString();
    }

    private static String year(Optional<OptionalInt> year, String day) {
        return year.isPresent() && year.get().isPresent() ? year.get().getAsInt() + day : "";
    }

    /** How the national profile writes terms of use: a code of its list, and the words that have none there. */
    private static Map<String, String> restriction(String licence) {
        Optional<Licence> known = Licence.of(licence);
        return Map.of(
                "code", known.map(Licence::nationalCode).orElse("villkorOkanda"),
                "title", known.map(Licence::title).orElse(""),
                "words", known.isPresent() ? "" : licence);
    }

    // ---- where

    /** Of a table without geometry: of all areas that there are, as it tells of these. */
    private Optional<Map<String, String>> extent(Dataset dataset) {
        return dataset.bounds().isPresent() ? extent(Stream.of(dataset)) : extent(catalogue.datasets().stream());
    }

    private static Optional<Map<String, String>> extent(Stream<Dataset> datasets) {
        return LayerExtents.around(datasets.flatMap(dataset -> dataset.bounds().stream()))
                .map(Degrees::of)
                .map(degrees -> Map.of(
                        "west", degree(degrees.getMinX()),
                        "east", degree(degrees.getMaxX()),
                        "south", degree(degrees.getMinY()),
                        "north", degree(degrees.getMaxY())));
    }

    /** To about a metre. */
    private static String degree(double degree) {
        return BigDecimal.valueOf(degree).setScale(5, RoundingMode.HALF_EVEN).toPlainString();
    }

    // ---- of what

    private List<Map<String, Object>> series(Dataset dataset) {
        return catalogue.series().stream()
                .filter(series -> dataset.series().equals(Optional.of(series.name())))
                .map(series -> Map.<String, Object>of(
                        "title",
                        series.title(),
                        "id",
                        series.id().toString(),
                        "revised",
                        day(series.datasets().stream()
                                .map(Dataset::modified)
                                .max(Instant::compareTo)
                                .orElse(Instant.EPOCH))))
                .toList();
    }

    /** What derived values are made of, as far as the asker may see it. */
    private List<Map<String, Object>> sources(Dataset dataset) {
        if (dataset.kind() != Dataset.Kind.DERIVED) return List.of();
        List<String> indicators = indicators(dataset);
        return catalogue.datasets().stream()
                .filter(other -> other.kind() == Dataset.Kind.INDICATOR
                        && indicators(other).stream().anyMatch(indicators::contains))
                .map(other -> Map.<String, Object>of(
                        "title", other.title(), "id", other.id().toString(), "revised", day(other.modified())))
                .toList();
    }

    private static List<String> indicators(Dataset dataset) {
        return dataset.layers().stream()
                .flatMap(layer -> layer.series().stream())
                .map(series -> series.indicator().id())
                .distinct()
                .toList();
    }

    private Map<String, ServiceKind> services(Dataset dataset) {
        Map<String, ServiceKind> services = new LinkedHashMap<>();
        for (ServiceKind kind : ServiceKind.values()) {
            if (kind.has(dataset)) services.put(addresses.capabilities(kind.id()), kind);
        }
        return services;
    }

    /** INSPIRE's theme, as the thesaurus writes it. */
    private static LocalText theme(Dataset dataset) {
        return dataset.kind().hasValues() ? POPULATION_DISTRIBUTION : STATISTICAL_UNITS;
    }

    // ---- how good

    /** In percent, by what it is the share of. */
    private static List<Map<String, Object>> shares(Completeness completeness) {
        List<Map<String, Object>> shares = new ArrayList<>();
        long all = completeness.all();
        if (all == 0) return shares;
        shares.add(share(WITHOUT, "omission", all - completeness.withValue(), all));
        for (Status status : Status.values()) {
            if (status.hasValue() || completeness.of(status) == 0) continue;
            LocalText why = new LocalText(
                    WITHOUT.sv() + ", " + status.words().sv() + " (" + status.id() + ")",
                    WITHOUT.en() + ", " + status.words().en() + " (" + status.id() + ")");
            shares.add(share(why, "omission", completeness.of(status), all));
        }
        if (completeness.of(Status.ESTIMATED) > 0) {
            shares.add(share(ESTIMATED, "accuracy", completeness.of(Status.ESTIMATED), completeness.withValue()));
        }
        return shares;
    }

    private static Map<String, Object> share(LocalText of, String kind, long part, long all) {
        BigDecimal percent =
                BigDecimal.valueOf(part).multiply(BigDecimal.valueOf(100)).divide(BigDecimal.valueOf(all), DIGITS);
        return Map.of(
                "of", of, "kind", kind, "percent", percent.stripTrailingZeros().toPlainString());
    }
}
