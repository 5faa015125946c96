package se.regstat.standalone.cli;

import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.geotools.api.feature.simple.SimpleFeature;
import org.geotools.api.feature.type.AttributeDescriptor;
import org.geotools.data.simple.SimpleFeatureCollection;
import org.geotools.data.simple.SimpleFeatureIterator;
import org.locationtech.jts.geom.MultiPolygon;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;
import se.regstat.geoserver.info.FeatureText;
import se.regstat.geotools.process.ReaggregatedFeatures;
import se.regstat.geotools.reprojection.GeoToolsReprojection;
import se.regstat.importing.borders.PolygonFile;
import se.regstat.standalone.options.StoreOptions;
import se.regstat.standalone.terminal.ReaggregationSummary;
import se.regstat.standalone.terminal.TerminalProgress;
import se.regstat.statistics.config.Configuration;
import se.regstat.statistics.reaggregation.Bounds;
import se.regstat.statistics.reaggregation.OwnBoundaries;
import se.regstat.statistics.reaggregation.Question;
import se.regstat.statistics.reaggregation.Reaggregator;
import se.regstat.statistics.request.Arguments;
import se.regstat.statistics.request.Door;
import se.regstat.statistics.request.ReaggregationDeclaration;
import se.regstat.statistics.request.ReaggregationException;
import se.regstat.statistics.snapshot.Snapshots;
import se.regstat.statistics.store.GeoPackageFile;
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

    @Mixin
    private GeoFileOptions places;

    @Option(
            names = "--out",
            paramLabel = "FILE",
            required = true,
            description = "FILE.csv, FILE.geojson or FILE.gpkg; must not be there yet")
    private Path out;

    @Mixin
    private StoreOptions storeOptions;

    private CommandSpec spec;
    private DeclaredOptions options;

    @Spec
    void command(CommandSpec own) {
        spec = own;
        options = new DeclaredOptions(ReaggregationDeclaration.OPERATION, own);
    }

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
            ReaggregatedFeatures result = reaggregated(Reaggregator.of(lease.current(), configuration), progress, said);
            progress.begin("writing " + out.getFileName(), 0);
            int rows = write(result, ending);
            said.println(out + ": " + rows + " rows, derived from " + url);
            ReaggregationSummary.print(result.result(), said);
            said.flush();
        }
        return 0;
    }

    private ReaggregatedFeatures reaggregated(Reaggregator reaggregator, TerminalProgress progress, PrintWriter said) {
        try {
            Arguments arguments = options.given();
            Optional<OwnBoundaries> own = arguments
                    .get(ReaggregationDeclaration.BOUNDARIES)
                    .map(file -> boundaries(Path.of(file), progress, said));
            progress.begin("re-aggregating", 0);
            Question question = new Question(reaggregator, arguments, vintage -> true, Bounds.none(() -> false));
            return ReaggregatedFeatures.answer(question, own.map(read -> () -> read), done -> {});
        } catch (ReaggregationException e) {
            throw new ReaggregationException(e.in(ReaggregationDeclaration.OPERATION.spelling(Door.COMMAND_LINE)), e);
        }
    }

    private OwnBoundaries boundaries(Path path, TerminalProgress progress, PrintWriter said) {
        PolygonFile file = PolygonFile.read(places.of(path), new GeoToolsReprojection(), progress);
        file.warnings().forEach(warning -> said.println("warning: " + warning));
        file.notes().forEach(note -> said.println("note: " + note));
        return new OwnBoundaries(
                file.columns(),
                file.rows().stream()
                        .map(row -> new OwnBoundaries.Row(
                                row.geometry(),
                                file.columns().stream()
                                        .map(column -> row.attributes()
                                                .getOrDefault(column, "")
                                                .strip())
                                        .toList()))
                        .toList(),
                List.of());
    }

    private int write(SimpleFeatureCollection result, String ending) throws IOException {
        int rows = result.size();
        if (ending.equals("gpkg")) {
            writeGeoPackage(result);
            return rows;
        }
        WholeFile.write(out, unfinished -> {
            try (OutputStream file = Files.newOutputStream(unfinished, StandardOpenOption.CREATE_NEW)) {
                if (ending.equals("csv"))
                    FeatureText.csv(result, options.given().get(ReaggregationDeclaration.GEOMETRY), file);
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
            Iterator<GeoPackageFile.Row> rows = new Iterator<>() {
                @Override
                public boolean hasNext() {
                    return features.hasNext();
                }

                @Override
                public GeoPackageFile.Row next() {
                    SimpleFeature feature = features.next();
                    List<Object> values = new ArrayList<>();
                    for (String name : names) values.add(feature.getAttribute(name));
                    return new GeoPackageFile.Row((MultiPolygon) feature.getDefaultGeometry(), values);
                }
            };
            var table = new GeoPackageFile.Description("reaggregated", "reaggregated", "");
            GeoPackageFile.write(out, Instant.now(), List.of(new GeoPackageFile.Features(table, columns, rows)));
        }
    }
}
