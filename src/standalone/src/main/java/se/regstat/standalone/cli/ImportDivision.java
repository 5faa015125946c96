package se.regstat.standalone.cli;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import se.regstat.geotools.reprojection.GeoToolsReprojection;
import se.regstat.importing.DivisionImport;
import se.regstat.importing.FeatureChoice;
import se.regstat.importing.FileRequest;
import se.regstat.importing.FileRequest.ParentColumn;
import se.regstat.importing.PreparedImport;
import se.regstat.importing.VintageRequest;
import se.regstat.importing.format.GeoFile;
import se.regstat.standalone.options.StoreImport;
import se.regstat.standalone.terminal.TerminalProgress;
import se.regstat.statistics.config.Configuration;
import se.regstat.statistics.division.VintageId;
import se.regstat.statistics.store.Store;
import se.regstat.statistics.store.StoreUrl;

@Command(
        name = "division",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = {
            "Brings one vintage of a division into the store: from a GeoPackage, GeoJSON or CSV with WKT, or by dissolving a vintage that is there.",
            "Coordinates are brought to EPSG:3006 and invalid rings repaired. Overlaps and gaps between areas are told."
        },
        customSynopsis = {
            "regstat import division FILE --division ID --vintage YEAR --code COL [OPTION...]",
            "       regstat import division --from ID@YEAR --dissolve-to ID --vintage YEAR",
            "                               [OPTION...]%n"
        },
        footer = {
            "",
            "Examples:",
            "  regstat import division deso.gpkg --division deso --vintage 2025 \\",
            "      --code desokod --parent regso=regsokod --parent kommun=kommunkod",
            "  regstat import division tatorter.gpkg --division tatort --vintage 2020 \\",
            "      --code TATNR --name NAMN1 --dissolve",
            "  regstat import division --from deso@2025 --dissolve-to kommun --vintage 2025"
        })
final class ImportDivision extends StoreImport {

    @Parameters(
            arity = "0..1",
            paramLabel = "FILE",
            description =
                    "GeoPackage (.gpkg), GeoJSON (.geojson, .json) or CSV with a WKT column (.csv, .tsv, .txt); and what GDAL's ogr2ogr reads, where that is installed")
    private Path file;

    @Mixin
    private GeoFileOptions places;

    @Option(names = "--division", paramLabel = "ID", description = "Which division, as in deso, kommun, tatort")
    private String division;

    @Option(names = "--vintage", paramLabel = "YEAR", required = true, description = "Which version of it: four digits")
    private String vintage;

    @Option(names = "--code", paramLabel = "COL", description = "Column with the areas' codes")
    private String code;

    @Option(names = "--name", paramLabel = "COL", description = "Column with the areas' names")
    private String name;

    @Option(
            names = "--parent",
            paramLabel = "ID[@YEAR]=COL",
            description =
                    "Column with the code of the area of that division it lies in; may be repeated. Codes are checked if the parent is in the store")
    private List<String> parents = new ArrayList<>();

    @Option(names = "--land-area", paramLabel = "COL", description = "Column with land areas in km²")
    private String landArea;

    @Option(names = "--dissolve", description = "Features with the same code are parts of one area: join them")
    private boolean dissolve;

    @Option(
            names = "--from",
            paramLabel = "ID@YEAR",
            description = "Instead of a file: a vintage in the store, to dissolve")
    private String from;

    @Option(
            names = "--dissolve-to",
            paramLabel = "ID",
            description = "With --from: the division to make, by the codes of it that the areas carry")
    private String dissolveTo;

    @Option(
            names = "--valid-from",
            paramLabel = "YEAR",
            description = "First reference year. Default: as in divisions.yml, else open")
    private Integer validFrom;

    @Option(
            names = "--valid-to",
            paramLabel = "YEAR",
            description = "Last reference year. Default: as in divisions.yml, else open")
    private Integer validTo;

    @Option(
            names = "--complete-within",
            paramLabel = "ID",
            description =
                    "Of that division's areas that have any of these, all are there; riket for the whole country, none for nothing")
    private String completeWithin;

    @Option(names = "--source", paramLabel = "TEXT", description = "Where it comes from. Default: as in divisions.yml")
    private String source;

    @Option(names = "--licence", paramLabel = "TEXT", description = "Its licence. Default: as in divisions.yml")
    private String licence;

    @Option(names = "--note", paramLabel = "TEXT", description = "What readers should know of it")
    private String note;

    @Option(
            names = "--replace",
            description = "Where the vintage is in the store: take away what hangs on it and this import does not have")
    private boolean replace;

    @Override
    public Integer call() {
        VintageRequest wanted = wanted();
        Optional<FileRequest> request = file == null ? Optional.empty() : Optional.of(request());
        Configuration configuration = storeOptions.configuration();
        StoreUrl url = storeOptions.store(configuration);
        PreparedImport prepared;
        try (TerminalProgress progress = TerminalProgress.of(spec)) {
            DivisionImport division = new DivisionImport(configuration, new GeoToolsReprojection(), progress);
            prepared = request.isPresent() && !url.exists()
                    ? intoNewStore(
                            division.fromFile(request.get(), wanted, Optional.empty()), url, configuration, progress)
                    : intoStore(division, request, wanted, url, configuration, progress);
        }
        tell(prepared.warnings(), prepared.notes(), prepared.summary(), url);
        return 0;
    }

    private PreparedImport intoNewStore(
            PreparedImport prepared, StoreUrl url, Configuration configuration, TerminalProgress progress) {
        if (dryRun) return prepared;
        try (Store store = openOrMake(url)) {
            progress.begin("storing", 0);
            store(store, configuration, prepared::writeTo);
        }
        return prepared;
    }

    private PreparedImport intoStore(
            DivisionImport division,
            Optional<FileRequest> request,
            VintageRequest wanted,
            StoreUrl url,
            Configuration configuration,
            TerminalProgress progress) {
        try (Store store = open(url)) {
            PreparedImport prepared = request.isPresent()
                    ? division.fromFile(request.get(), wanted, Optional.of(store))
                    : division.fromVintage(VintageId.parse(from), wanted, store);
            if (!dryRun) {
                progress.begin("storing", 0);
                store(store, configuration, prepared::writeTo);
            }
            return prepared;
        }
    }

    private VintageRequest wanted() {
        if (file == null && from == null) throw wrong("say what to import: a FILE, or --from ID@YEAR");
        if (file != null && from != null) throw wrong("give either a FILE or --from, not both");
        if (file != null) {
            if (division == null) throw wrong("--division is missing: which division is it, as in --division deso");
            if (code == null) throw wrong("--code is missing: which column has the codes, as in --code desokod");
            if (dissolveTo != null) {
                throw wrong("--dissolve-to goes with --from; to join features with the same code, say --dissolve");
            }
        } else {
            if (dissolveTo == null) throw wrong("--dissolve-to is missing: which division to make, as in kommun");
            if (division != null && !division.equals(dissolveTo)) {
                throw wrong("--division: with --from the division is the one of --dissolve-to");
            }
            List<String> given = places.given();
            if (code != null) given.add("--code");
            if (name != null) given.add("--name");
            if (landArea != null) given.add("--land-area");
            if (!parents.isEmpty()) given.add("--parent");
            if (dissolve) given.add("--dissolve");
            if (!given.isEmpty()) throw wrong(String.join(", ", given) + ": for files only, not with --from");
            parsed(() -> VintageId.parse(from));
        }
        VintageId id = parsed(() -> new VintageId(file == null ? dissolveTo : division, vintage));
        if (validFrom != null && validTo != null && validFrom > validTo) {
            throw wrong("--valid-from " + validFrom + " is after --valid-to " + validTo);
        }
        return new VintageRequest(
                id,
                year(validFrom),
                year(validTo),
                Optional.ofNullable(completeWithin),
                Optional.ofNullable(source),
                Optional.ofNullable(licence),
                Optional.ofNullable(note),
                replace);
    }

    private FileRequest request() {
        List<ParentColumn> columns = parents.stream()
                .map(text -> parsed(() -> ParentColumn.parse(text)))
                .toList();
        GeoFile given = places.of(file);
        return new FileRequest(
                file,
                given.layer(),
                given.crs(),
                code,
                Optional.ofNullable(name),
                columns,
                Optional.ofNullable(landArea),
                dissolve,
                given.partial(),
                FeatureChoice.ALL);
    }

    private static OptionalInt year(Integer year) {
        return year == null ? OptionalInt.empty() : OptionalInt.of(year);
    }
}
