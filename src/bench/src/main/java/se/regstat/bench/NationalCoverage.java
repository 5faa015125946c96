package se.regstat.bench;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import se.regstat.bench.NationalRegion.NationalVintage;
import se.regstat.importing.borders.Generalisations;
import se.regstat.statistics.division.Area;
import se.regstat.statistics.format.GeoJsonWriter;
import se.regstat.statistics.store.Store;
import se.regstat.statistics.store.StoreUrl;

/** Writes a made-up national set of divisions, for measuring. */
@Command(
        name = "NationalCoverage",
        mixinStandardHelpOptions = true,
        description =
                "Writes a made-up country of 6 160 DeSO with 1.5 million vertices, and the RegSO, kommuner and län they "
                        + "nest in; the same on every run.")
public final class NationalCoverage implements Callable<Integer> {

    @Option(names = "--out", paramLabel = "FILE.gpkg", description = "write a Regstat store; an old file is replaced")
    private Path out;

    @Option(
            names = "--geojson",
            paramLabel = "FILE.geojson",
            description =
                    "write the DeSO as GeoJSON in EPSG:3006 (desokod, regsokod, kommunkod, lanskod), to try imports with")
    private Path geojson;

    public static void main(String[] args) {
        System.exit(new CommandLine(new NationalCoverage()).execute(args));
    }

    @Override
    public Integer call() throws IOException {
        if (out == null && geojson == null) {
            System.err.println(
                    "NationalCoverage: nothing to write; give --out FILE.gpkg, --geojson FILE.geojson or both");
            return CommandLine.ExitCode.USAGE;
        }
        List<NationalVintage> vintages = NationalRegion.create();
        if (out != null) {
            Files.deleteIfExists(out);
            try (Store store = Store.createDemo(StoreUrl.of(out))) {
                for (NationalVintage vintage : vintages) {
                    store.write(vintage.vintage(), vintage.areas(), Generalisations.of(vintage.areas()));
                }
            }
        }
        for (NationalVintage vintage : vintages) {
            if (geojson != null && vintage.vintage().id().division().equals("deso")) write(vintage);
            System.out.printf(
                    "%s: %d areas, %d vertices%n",
                    vintage.vintage().id(), vintage.areas().size(), vintage.vertices());
        }
        return CommandLine.ExitCode.OK;
    }

    private void write(NationalVintage vintage) throws IOException {
        List<String> names = List.of("geom", "desokod", "regsokod", "kommunkod", "lanskod");
        try (OutputStream file = Files.newOutputStream(geojson)) {
            GeoJsonWriter out = new GeoJsonWriter(file).crs("urn:ogc:def:crs:EPSG::3006");
            out.columns(new GeoJsonWriter.Columns(names, 0, false, 4));
            for (Area area : vintage.areas()) {
                List<Object> values = List.of(
                        area.geometry(),
                        area.code(),
                        area.parents().get("regso"),
                        area.parents().get("kommun"),
                        area.parents().get("lan"));
                out.feature(area.code(), values::get);
            }
            out.finish();
        }
    }
}
