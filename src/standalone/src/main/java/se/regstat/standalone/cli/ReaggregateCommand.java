package se.regstat.standalone.cli;

import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.regex.Pattern;
import org.geotools.api.feature.simple.SimpleFeature;
import org.geotools.api.feature.simple.SimpleFeatureType;
import org.geotools.api.feature.type.AttributeDescriptor;
import org.geotools.data.collection.ListFeatureCollection;
import org.geotools.data.simple.SimpleFeatureCollection;
import org.geotools.data.simple.SimpleFeatureIterator;
import org.geotools.feature.simple.SimpleFeatureBuilder;
import org.geotools.feature.simple.SimpleFeatureTypeBuilder;
import org.geotools.process.ProcessException;
import org.locationtech.jts.geom.MultiPolygon;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;
import se.regstat.geoserver.info.FeatureText;
import se.regstat.geotools.Sweref99Tm;
import se.regstat.geotools.process.ReaggregateProcess;
import se.regstat.geotools.process.ReaggregatedFeatures;
import se.regstat.geotools.reprojection.GeoToolsReprojection;
import se.regstat.importing.format.PolygonFile;
import se.regstat.statistics.config.Configuration;
import se.regstat.statistics.reaggregation.Reaggregator;
import se.regstat.statistics.snapshot.Snapshots;
import se.regstat.statistics.store.FeatureTableFile;
import se.regstat.statistics.store.StoreUrl;
import se.regstat.statistics.store.WholeFile;

@Command(
        name = "reaggregate",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = "Computes indicators for your own boundaries, and tells of each value how good it is.",
        footer = {
            "",
            "Examples:",
            "  regstat reaggregate --boundaries delomraden.gpkg --indicators population --periods 2022/2023 --out delomraden.csv",
            "  regstat reaggregate --target-division deso@2025 --indicators population --periods 2018/2023 --out serie.gpkg"
        })
final class ReaggregateCommand implements Callable<Integer> {

    private static final String NAMES =
            "boundaries|indicators|periods|weighting|mask|population|missing|approximate" + "|tolerance|layout";

    /** Of the process, in its messages: at the beginning, with a value, or what cannot be an ordinary word. */
    private static final Pattern PARAMETER = Pattern.compile("\\bapproximate=true\\b|^(" + NAMES + ")(?=:)|\\b(" + NAMES
            + ")=|\\b(target|source)Division\\b|\\b(id|name)Attribute\\b|\\bminimumCoverage\\b");

    /** For which areas. */
    static final class Target {
        @Option(
                names = "--boundaries",
                paramLabel = "FILE",
                description = "Polygons: GeoPackage, GeoJSON or CSV with WKT")
        private Path boundaries;

        @Option(
                names = "--target-division",
                paramLabel = "ID@YEAR",
                description = "A division in the store instead, as in deso@2025")
        private String targetDivision;
    }

    @ArgGroup(multiplicity = "1")
    private Target target;

    @Mixin
    private GeoFileOptions places;

    @Option(
            names = "--indicators",
            paramLabel = "ID",
            required = true,
            description = "Which indicators, separated by commas")
    private List<String> indicators;

    @Option(names = "--periods", paramLabel = "YEARS", description = "2022, 2011/2023 or latest. Default: latest")
    private List<String> periods;

    @Option(
            names = "--out",
            paramLabel = "FILE",
            required = true,
            description = "FILE.csv, FILE.geojson or FILE.gpkg; must not be there yet")
    private Path out;

    @Option(
            names = "--source-division",
            paramLabel = "ID",
            description = "Whose areas the values are taken of. Default: deso")
    private String sourceDivision;

    @Option(
            names = "--weighting",
            paramLabel = "KIND",
            description = "auto, code, area, mask or population. Default: auto")
    private String weighting;

    @Option(names = "--mask", paramLabel = "NAME", description = "A mask in the store. Default: built-up, else land")
    private String mask;

    @Option(names = "--population", paramLabel = "NAME", description = "A population in the store. Default: the latest")
    private String population;

    @Option(names = "--missing", paramLabel = "RULE", description = "strict or partial. Default: strict")
    private String missing;

    @Option(names = "--approximate", description = "Average what cannot be derived, such as medians, and mark it")
    private boolean approximate;

    @Option(names = "--tolerance", paramLabel = "SHARE", description = "Below it a cut is a sliver. Default: 0.001")
    private String tolerance;

    @Option(
            names = "--minimum-coverage",
            paramLabel = "SHARE",
            description = "How much of a boundary the data must cover. Default: 0.5")
    private String minimumCoverage;

    @Option(names = "--id-attribute", paramLabel = "COL", description = "Which column tells the boundaries apart")
    private String idAttribute;

    @Option(names = "--name-attribute", paramLabel = "COL", description = "Which column has names for readers")
    private String nameAttribute;

    @Option(
            names = "--layout",
            paramLabel = "KIND",
            description = "long or wide. Default: long, also where the address of a service would answer wide")
    private String layout;

    @Option(
            names = "--geometry",
            paramLabel = "KIND",
            description = "Of CSV: none, or wkt, easting first. Default: none",
            defaultValue = "none")
    private CsvGeometry geometry;

    /** As they are written on the command line. */
    private enum CsvGeometry {
        none,
        wkt
    }

    @Mixin
    private StoreOptions storeOptions;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() throws IOException {
        String name = out.getFileName().toString().toLowerCase(Locale.ROOT);
        String ending = name.substring(name.lastIndexOf('.') + 1);
        if (!List.of("csv", "geojson", "json", "gpkg").contains(ending)) {
            throw new ParameterException(
                    spec.commandLine(), "--out " + out + ": give a file that ends in .csv, .geojson or .gpkg");
        }
        if (Files.exists(out)) {
            throw new ParameterException(spec.commandLine(), "--out " + out + ": it is there already; name another");
        }
        Path into = out.toAbsolutePath().getParent();
        if (!Files.isDirectory(into)) {
            throw new ParameterException(
                    spec.commandLine(), "--out " + out + ": there is no folder " + into + "; make it first");
        }
        if (!Files.isWritable(into)) {
            throw new ParameterException(spec.commandLine(), "--out " + out + ": the folder cannot be written to");
        }
        Configuration configuration = storeOptions.configuration();
        StoreUrl url = storeOptions.store(configuration);
        PrintWriter said = spec.commandLine().getOut();
        try (Snapshots.Lease lease = Snapshots.acquire(url);
                TerminalProgress progress = TerminalProgress.of(spec)) {
            SimpleFeatureCollection boundaries = target.boundaries == null ? null : boundaries(progress, said);
            progress.begin("re-aggregating", 0);
            ReaggregatedFeatures result = reaggregated(
                    new ReaggregateProcess(() -> Reaggregator.of(lease.current(), configuration)), boundaries);
            progress.begin("writing " + out.getFileName(), 0);
            int rows = write(result, ending);
            said.println(out + ": " + rows + " rows, derived from " + url);
            ReaggregationSummary.print(result.result(), said);
            said.flush();
        }
        return 0;
    }

    private ReaggregatedFeatures reaggregated(ReaggregateProcess process, SimpleFeatureCollection boundaries) {
        try {
            return process.execute(
                    boundaries,
                    target.targetDivision,
                    indicators,
                    periods,
                    sourceDivision,
                    weighting,
                    mask,
                    population,
                    missing,
                    Boolean.toString(approximate),
                    tolerance,
                    minimumCoverage,
                    idAttribute,
                    nameAttribute,
                    layout,
                    null);
        } catch (ProcessException e) {
            throw new ProcessException(optionsFor(e.getMessage()), e);
        }
    }

    /** The process's message, with its parameters named as they are here. */
    static String optionsFor(String message) {
        return PARAMETER
                .matcher(message)
                .replaceAll(found -> "--"
                        + found.group()
                                .replace("=true", "")
                                .replace('=', ' ')
                                .replaceAll("([A-Z])", "-$1")
                                .toLowerCase(Locale.ROOT));
    }

    private SimpleFeatureCollection boundaries(TerminalProgress progress, PrintWriter said) {
        PolygonFile file = PolygonFile.read(places.of(target.boundaries), new GeoToolsReprojection(), progress);
        file.warnings().forEach(warning -> said.println("warning: " + warning));
        file.notes().forEach(note -> said.println("note: " + note));
        SimpleFeatureTypeBuilder type = new SimpleFeatureTypeBuilder();
        type.setName("boundaries");
        type.add("the_geom", MultiPolygon.class, Sweref99Tm.crs());
        List<String> columns =
                file.columns().stream().filter(c -> !c.equals("the_geom")).toList();
        columns.forEach(column -> type.add(column, String.class));
        SimpleFeatureType built = type.buildFeatureType();
        ListFeatureCollection features = new ListFeatureCollection(built);
        for (PolygonFile.Row row : file.rows()) {
            List<Object> values = new ArrayList<>();
            values.add(row.geometry());
            for (String column : columns) values.add(row.attributes().get(column));
            features.add(SimpleFeatureBuilder.build(built, values, null));
        }
        return features;
    }

    private int write(SimpleFeatureCollection result, String ending) throws IOException {
        int rows = result.size();
        if (ending.equals("gpkg")) {
            writeGeoPackage(result);
            return rows;
        }
        WholeFile.write(out, unfinished -> {
            try (OutputStream file = Files.newOutputStream(unfinished, StandardOpenOption.CREATE_NEW)) {
                if (ending.equals("csv")) FeatureText.csv(result, geometry == CsvGeometry.wkt, file);
                else FeatureText.geoJson(result, file);
            }
        });
        return rows;
    }

    private void writeGeoPackage(SimpleFeatureCollection result) {
        Map<String, Class<?>> columns = new LinkedHashMap<>();
        List<String> names = new ArrayList<>();
        String geometry = result.getSchema().getGeometryDescriptor().getLocalName();
        for (AttributeDescriptor attribute : result.getSchema().getAttributeDescriptors()) {
            // The year says it too, without a time of day.
            if (List.of(geometry, "period").contains(attribute.getLocalName())) continue;
            names.add(attribute.getLocalName());
            columns.put(attribute.getLocalName(), attribute.getType().getBinding());
        }
        try (SimpleFeatureIterator features = result.features()) {
            FeatureTableFile.write(out, "reaggregated", columns, new Iterator<>() {
                @Override
                public boolean hasNext() {
                    return features.hasNext();
                }

                @Override
                public FeatureTableFile.Row next() {
                    SimpleFeature feature = features.next();
                    List<Object> values = new ArrayList<>();
                    for (String name : names) values.add(feature.getAttribute(name));
                    return new FeatureTableFile.Row((MultiPolygon) feature.getDefaultGeometry(), values);
                }
            });
        }
    }
}
