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
import java.util.ListResourceBundle;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.geotools.api.feature.simple.SimpleFeature;
import org.geotools.api.feature.type.AttributeDescriptor;
import org.geotools.data.simple.SimpleFeatureCollection;
import org.geotools.data.simple.SimpleFeatureIterator;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.geom.MultiPolygon;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import se.regstat.geoserver.info.FeatureText;
import se.regstat.geotools.process.AnsweredOperation;
import se.regstat.geotools.process.ReaggregatedFeatures;
import se.regstat.geotools.process.ResultFeatures;
import se.regstat.geotools.reprojection.GeoToolsReprojection;
import se.regstat.importing.borders.PolygonFile;
import se.regstat.importing.event.PointFile;
import se.regstat.importing.format.Feature;
import se.regstat.standalone.options.StoreOptions;
import se.regstat.standalone.terminal.ReaggregationSummary;
import se.regstat.standalone.terminal.TerminalProgress;
import se.regstat.statistics.config.Configuration;
import se.regstat.statistics.file.WholeFile;
import se.regstat.statistics.reaggregation.Bounds;
import se.regstat.statistics.reaggregation.OwnBoundaries;
import se.regstat.statistics.reaggregation.Question;
import se.regstat.statistics.reaggregation.Reaggregator;
import se.regstat.statistics.request.Arguments;
import se.regstat.statistics.request.Door;
import se.regstat.statistics.request.Example;
import se.regstat.statistics.request.Kind;
import se.regstat.statistics.request.Operation;
import se.regstat.statistics.request.ReaggregationDeclaration;
import se.regstat.statistics.request.ReaggregationException;
import se.regstat.statistics.request.Result;
import se.regstat.statistics.snapshot.Snapshots;
import se.regstat.statistics.store.GeoPackageFile;
import se.regstat.statistics.store.StoreUrl;

/** An operation as a command: its options and texts are those that are declared, its answer goes into a file. */
@Command(mixinStandardHelpOptions = true, sortOptions = false)
final class OperationCommand implements Callable<Integer> {

    private static final String OUT = "out";

    private final AnsweredOperation operation;
    private final GeoFileOptions places = new GeoFileOptions();

    @Option(names = "--out", paramLabel = "FILE", required = true, descriptionKey = OUT)
    private Path out;

    @Mixin
    private StoreOptions storeOptions;

    private CommandSpec spec;
    private DeclaredOptions options;

    private OperationCommand(AnsweredOperation operation) {
        this.operation = operation;
    }

    /** The command, with its options and its help. */
    static CommandLine of(AnsweredOperation operation) {
        OperationCommand command = new OperationCommand(operation);
        CommandLine line = new CommandLine(command);
        line.setResourceBundle(new ListResourceBundle() {
            @Override
            protected Object[][] getContents() {
                return new Object[][] {{OUT, command.files() + "; must not be there yet"}};
            }
        });
        Operation declared = operation.declared();
        CommandSpec spec = line.getCommandSpec();
        spec.name(declared.id());
        spec.usageMessage()
                .description(declared.description().en().replace("%", "%%"))
                .footer(Stream.concat(
                                Stream.of("", "Examples:"),
                                declared.examples().stream().map(command::line))
                        .toArray(String[]::new));
        command.spec = spec;
        command.options = new DeclaredOptions(declared, spec);
        if (declared.features().isPresent()) spec.addMixin("places", CommandSpec.forAnnotatedObject(command.places));
        return line;
    }

    private String line(Example example) {
        String ending = result().hasGeometry() ? ".gpkg" : ".csv";
        return "  regstat " + operation.declared().id() + " " + String.join(" ", example.at(Door.COMMAND_LINE))
                + " --out " + result().name() + ending;
    }

    private Result result() {
        return operation.declared().result();
    }

    /** Of files that an answer is written to. */
    private List<String> endings() {
        return result().hasGeometry() ? List.of("csv", "geojson", "json", "gpkg") : List.of("csv", "json");
    }

    private String files() {
        return result().hasGeometry() ? "FILE.csv, FILE.geojson or FILE.gpkg" : "FILE.csv or FILE.json";
    }

    @Override
    public Integer call() throws IOException {
        String name = out.getFileName().toString().toLowerCase(Locale.ROOT);
        String ending = name.substring(name.lastIndexOf('.') + 1);
        if (!endings().contains(ending)) {
            throw new ParameterException(
                    spec.commandLine(), "--out " + out + ": give a file that ends in " + files().replace("FILE", ""));
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
            ResultFeatures result = answer(Reaggregator.of(lease.current(), configuration), progress, said);
            progress.begin("writing " + out.getFileName(), 0);
            int rows = write(result, ending);
            said.println(out + ": " + rows + " rows, derived from " + url);
            if (result instanceof ReaggregatedFeatures features) ReaggregationSummary.print(features.result(), said);
            else result.notes().forEach(note -> said.println("note: " + note));
            said.flush();
        }
        return 0;
    }

    private ResultFeatures answer(Reaggregator reaggregator, TerminalProgress progress, PrintWriter said) {
        try {
            Arguments arguments = options.given();
            Optional<OwnBoundaries> own = operation.declared().features().flatMap(parameter -> arguments
                    .given(parameter)
                    .map(file -> parameter.kind().form() == Kind.Form.POINTS
                            ? points(Path.of(file), progress, said)
                            : boundaries(Path.of(file), progress, said)));
            progress.begin("computing", 0);
            Question question = new Question(reaggregator, arguments, vintage -> true, Bounds.none(() -> false));
            return operation.answering().answer(question, own.map(read -> () -> read), done -> {});
        } catch (ReaggregationException e) {
            throw new ReaggregationException(e.in(operation.declared().spelling(Door.COMMAND_LINE)), e);
        }
    }

    private OwnBoundaries boundaries(Path path, TerminalProgress progress, PrintWriter said) {
        PolygonFile file = PolygonFile.read(places.of(path), new GeoToolsReprojection(), progress);
        file.warnings().forEach(warning -> said.println("warning: " + warning));
        file.notes().forEach(note -> said.println("note: " + note));
        return sent(
                file.columns(),
                file.rows().stream().map(PolygonFile.Row::attributes).toList(),
                file.rows().stream().map(PolygonFile.Row::geometry).toList());
    }

    private static OwnBoundaries sent(
            List<String> columns, List<Map<String, String>> attributes, List<? extends Geometry> geometries) {
        List<OwnBoundaries.Row> rows = new ArrayList<>();
        for (int i = 0; i < geometries.size(); i++) {
            Map<String, String> values = attributes.get(i);
            rows.add(new OwnBoundaries.Row(
                    geometries.get(i),
                    columns.stream()
                            .map(column -> values.getOrDefault(column, "").strip())
                            .toList()));
        }
        return new OwnBoundaries(columns, rows, List.of());
    }

    private OwnBoundaries points(Path path, TerminalProgress progress, PrintWriter said) {
        PointFile file = PointFile.read(places.of(path), new GeoToolsReprojection(), progress);
        file.notes().forEach(note -> said.println("note: " + note));
        return sent(
                file.columns(),
                file.features().stream().map(Feature::attributes).toList(),
                file.points());
    }

    private int write(ResultFeatures result, String ending) throws IOException {
        int rows = result.size();
        if (ending.equals("gpkg")) {
            writeGeoPackage(result);
            return rows;
        }
        WholeFile.write(out, unfinished -> {
            try (OutputStream file = Files.newOutputStream(unfinished, StandardOpenOption.CREATE_NEW)) {
                if (ending.equals("csv")) FeatureText.csv(result, wantsGeometry(result), file);
                else if (result.hasGeometry()) FeatureText.geoJson(result, file);
                else FeatureText.json(result, file);
            }
        });
        return rows;
    }

    private boolean wantsGeometry(ResultFeatures result) {
        return result.hasGeometry() && options.given().get(ReaggregationDeclaration.GEOMETRY);
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
            var table = new GeoPackageFile.Description(result().name(), result().name(), "");
            GeoPackageFile.write(out, Instant.now(), List.of(new GeoPackageFile.Features(table, columns, rows)));
        }
    }
}
