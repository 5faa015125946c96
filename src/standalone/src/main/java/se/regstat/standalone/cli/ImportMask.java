package se.regstat.standalone.cli;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.locationtech.jts.geom.Polygon;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import se.regstat.geotools.reprojection.GeoToolsReprojection;
import se.regstat.importing.MaskImport;
import se.regstat.statistics.store.StoreUrl;

@Command(
        name = "mask",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description =
                "Brings in polygons that tell where people can live, such as land or built-up areas. Re-aggregation then"
                        + " shares out an area's values over that part of it only.",
        footer = {"", "Example:", "  regstat import mask tatorter.gpkg --name built-up"})
final class ImportMask implements Callable<Integer> {

    @Parameters(paramLabel = "FILE", description = "GeoPackage, GeoJSON or CSV with WKT, with polygons")
    private Path file;

    @Option(
            names = "--name",
            paramLabel = "NAME",
            required = true,
            description = "What it is: land or built-up, which re-aggregation takes by itself, or a name of your own")
    private String name;

    @Mixin
    private GeoFileOptions places;

    @Option(
            names = "--source",
            paramLabel = "TEXT",
            description = "Where it comes from, for readers",
            defaultValue = "")
    private String source;

    @Option(names = "--dry-run", description = "Check everything, store nothing")
    private boolean dryRun;

    @Mixin
    private StoreOptions storeOptions;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() {
        StoreUrl url = storeOptions.store(storeOptions.configuration());
        MaskImport.Prepared prepared;
        try (TerminalProgress progress = TerminalProgress.of(spec)) {
            prepared = new MaskImport(new GeoToolsReprojection(), progress).read(places.of(file), name, source);
        }
        PrintWriter out = spec.commandLine().getOut();
        storeOptions.write(url, dryRun, store -> {
            store.masks().stream()
                    .filter(held -> held.name().equals(name))
                    .forEach(held -> out.println("note: it replaces the mask " + name + " that came from "
                            + held.provenance().file()));
            store.writeMask(prepared.mask());
        });
        prepared.warnings().forEach(warning -> out.println("warning: " + warning));
        prepared.notes().forEach(note -> out.println("note: " + note));
        out.printf(
                Locale.ROOT,
                "mask %s: %d polygons, %.1f km²%s %s%n",
                name,
                prepared.mask().polygons().size(),
                prepared.mask().polygons().stream()
                                .mapToDouble(Polygon::getArea)
                                .sum()
                        / 1e6,
                dryRun ? "; a dry run, nothing was stored in" : "; stored in",
                url);
        out.flush();
        return 0;
    }
}
