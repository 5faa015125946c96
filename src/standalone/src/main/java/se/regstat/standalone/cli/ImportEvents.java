package se.regstat.standalone.cli;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import se.regstat.geotools.reprojection.GeoToolsReprojection;
import se.regstat.importing.event.EventsImport;
import se.regstat.importing.event.EventsRequest;
import se.regstat.importing.event.PreparedEvents;
import se.regstat.importing.format.PointTable;
import se.regstat.standalone.options.StoreImport;
import se.regstat.standalone.terminal.TerminalProgress;
import se.regstat.statistics.config.Configuration;
import se.regstat.statistics.indicator.EventCoverage;
import se.regstat.statistics.store.Store;
import se.regstat.statistics.store.StoreUrl;

@Command(
        name = "events",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = {
            "Brings in points that an indicator is counted from: fires, schools, workplaces. They are counted exactly in any division and any boundary.",
            "indicators.yml describes the indicator, with kind: count and events: {}. Points of the same indicator and year are replaced."
        },
        footer = {
            "",
            "Examples:",
            "  regstat import events brander.csv --indicator fires --period datum --x e --y n --covers kommun=1480",
            "  regstat import events skolor.gpkg --indicator schools --period 2025 --where typ=grundskola --covers riket"
        })
final class ImportEvents extends StoreImport {

    @Parameters(
            paramLabel = "FILE",
            description =
                    "GeoPackage, GeoJSON or CSV with WKT, with points; or, with --x and --y, CSV or a workbook (.xlsx)")
    private Path file;

    @Option(names = "--indicator", paramLabel = "ID", required = true, description = "What they are counted as")
    private String indicator;

    @Option(
            names = "--period",
            paramLabel = "COL|YEAR",
            required = true,
            description = "Which column has the year or date; or the year that all are of")
    private String period;

    @Option(names = "--x", paramLabel = "COL", description = "Which column has the easting or longitude")
    private String x;

    @Option(names = "--y", paramLabel = "COL", description = "Which column has the northing or latitude")
    private String y;

    @Option(
            names = "--count",
            paramLabel = "COL",
            description = "Which column has how many there are at a point. Default: one")
    private String count;

    @Option(
            names = "--where",
            paramLabel = "COL=VALUE",
            description =
                    "Only rows with this value; may be repeated. Several values of a column are alternatives, several columns must all fit")
    private List<String> where = new ArrayList<>();

    @Option(
            names = "--covers",
            paramLabel = "AREAS",
            description =
                    "Where the file has all of them, so that none is zero: riket, or areas as in kommun=1480,1401; none if that is not known. Default: covers: in indicators.yml")
    private String covers;

    @Mixin
    private GeoFileOptions places;

    @Option(
            names = "--source",
            paramLabel = "TEXT",
            description = "Where they come from, for readers. Default: as in indicators.yml",
            defaultValue = "")
    private String source;

    @Override
    public Integer call() {
        EventsRequest request = new EventsRequest(
                places.of(file),
                indicator,
                period,
                table(),
                Optional.ofNullable(count),
                where(),
                Optional.ofNullable(covers).map(text -> parsed(() -> EventCoverage.parse(text))),
                source);
        Configuration configuration = storeOptions.configuration();
        StoreUrl url = storeOptions.store(configuration);
        PreparedEvents prepared;
        try (TerminalProgress progress = TerminalProgress.of(spec);
                Store store = open(url)) {
            prepared = new EventsImport(configuration, new GeoToolsReprojection(), progress).read(request, store);
            if (!dryRun) {
                progress.begin("storing", 0);
                store(store, configuration, prepared::writeTo);
            }
        }
        tell(prepared.warnings(), prepared.notes(), prepared.summary(), url);
        return 0;
    }

    private Optional<PointTable> table() {
        if ((x == null) != (y == null)) throw wrong("--x and --y go together: a point has both");
        return x == null ? Optional.empty() : Optional.of(new PointTable(x, y));
    }

    private Map<String, List<String>> where() {
        Map<String, List<String>> columns = new LinkedHashMap<>();
        for (String text : where) {
            int sign = text.indexOf('=');
            if (sign < 1) throw wrong("--where " + text + ": say it as COL=VALUE, as in --where typ=grundskola");
            columns.computeIfAbsent(text.substring(0, sign), column -> new ArrayList<>())
                    .add(text.substring(sign + 1).strip());
        }
        return columns;
    }
}
