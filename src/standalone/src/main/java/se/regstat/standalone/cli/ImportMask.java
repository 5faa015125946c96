package se.regstat.standalone.cli;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.locationtech.jts.geom.Polygon;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import se.regstat.geotools.reprojection.GeoToolsReprojection;
import se.regstat.importing.MaskImport;
import se.regstat.standalone.options.StoreImport;
import se.regstat.standalone.terminal.TerminalProgress;
import se.regstat.statistics.store.StoreUrl;

@Command(
        name = "mask",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description =
                "Brings in polygons that tell where people can live, such as land or built-up areas. Re-aggregation then"
                        + " shares out an area's values over that part of it only, or by how densely each kind of land is settled;"
                        + " which is better is tried on what is in the store.",
        footer = {"", "Example:", "  regstat import mask tatorter.gpkg --name built-up"})
final class ImportMask extends StoreImport {

    @Parameters(
            paramLabel = "FILE",
            description = "GeoPackage, GeoJSON, CSV with WKT or what ogr2ogr reads, with polygons")
    private Path file;

    @Option(
            names = "--name",
            paramLabel = "NAME",
            required = true,
            description =
                    "What it is: built-up, land, water, in which nobody lives, or a name of your own; re-aggregation takes all of them for"
                            + " classes of land")
    private String name;

    @Mixin
    private GeoFileOptions places;

    @Option(
            names = "--source",
            paramLabel = "TEXT",
            description = "Where it comes from, for readers",
            defaultValue = "")
    private String source;

    @Override
    public Integer call() {
        StoreUrl url = url();
        MaskImport.Prepared prepared;
        try (TerminalProgress progress = TerminalProgress.of(spec)) {
            prepared = new MaskImport(new GeoToolsReprojection(), progress).read(places.of(file), name, source);
        }
        List<Polygon> polygons = prepared.mask().polygons();
        List<String> notes = new ArrayList<>();
        storeOptions.write(url, dryRun, store -> {
            store.masks().stream()
                    .filter(held -> held.name().equals(name))
                    .forEach(held -> notes.add("it replaces the mask " + name + " that came from "
                            + held.provenance().file()));
            store.writeMask(prepared.mask());
            bringTrialsUpToDate(store, storeOptions.configuration());
        });
        notes.addAll(prepared.notes());
        double squareKm = polygons.stream().mapToDouble(Polygon::getArea).sum() / 1e6;
        String what = String.format(Locale.ROOT, "mask %s: %d polygons, %.1f km²", name, polygons.size(), squareKm);
        tell(prepared.warnings(), notes, List.of(what), url);
        return 0;
    }
}
