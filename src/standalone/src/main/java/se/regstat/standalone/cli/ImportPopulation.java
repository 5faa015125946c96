package se.regstat.standalone.cli;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import se.regstat.geotools.reprojection.GeoToolsReprojection;
import se.regstat.importing.KindColumn;
import se.regstat.importing.PopulationImport;
import se.regstat.importing.PreparedPopulation;
import se.regstat.importing.grid.CellTable;
import se.regstat.standalone.options.StoreImport;
import se.regstat.standalone.raster.PopulationRaster;
import se.regstat.standalone.terminal.TerminalProgress;
import se.regstat.statistics.store.StoreUrl;

@Command(
        name = "population",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description =
                "Brings in where people live: points, the cells of a grid, or a GeoTIFF. Re-aggregation then shares"
                        + " out an area's values as people live in it.",
        footer = {
            "",
            "Examples:",
            "  regstat import population rutor_1km.gpkg --value bef --year 2023",
            "  regstat import population rutor_100m.csv --cell rutid --cell-size 100 --value beftotalt --value age_0_4=ald0_4 --year 2025",
            "  regstat import population ghs_pop.tif --value 1 --year 2020 --name ghs"
        })
final class ImportPopulation extends StoreImport {

    @Parameters(
            paramLabel = "FILE",
            description =
                    "GeoPackage, GeoJSON, CSV with WKT or what ogr2ogr reads, with points or polygons; a table or layer with"
                            + " names of cells; or a GeoTIFF")
    private Path file;

    @Option(
            names = "--value",
            paramLabel = "[KIND=]COL|BAND",
            required = true,
            description =
                    "Which column, or band of a GeoTIFF counted from 1, has the number of persons. To be repeated for"
                            + " kinds of persons, called as the indicator that counts them, as in age_0_4=ald0_4")
    private List<String> values;

    @Option(
            names = "--cell",
            paramLabel = "COL",
            description =
                    "Column with names of cells, in which their places stand, as 3520006860000 (easting, then northing"
                            + " of the lower left corner) or SE_CRS3006RES1000mN6860000E352000. Geometries are not read then")
    private String cell;

    @Option(
            names = "--cell-size",
            paramLabel = "METRES",
            description = "Side of such a cell, where names do not say it")
    private Integer cellSize;

    @Option(names = "--year", paramLabel = "YEAR", required = true, description = "The year they are counted for")
    private int year;

    @Option(
            names = "--name",
            paramLabel = "NAME",
            defaultValue = "population",
            description = "What to call it, where there are several. Default: ${DEFAULT-VALUE}")
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
        PreparedPopulation prepared;
        try (TerminalProgress progress = TerminalProgress.of(spec)) {
            prepared = PopulationRaster.isRaster(file) ? raster(progress) : features(progress);
        }
        List<String> notes = new ArrayList<>();
        storeOptions.write(url, dryRun, store -> {
            store.populations().stream()
                    .filter(held -> held.name().equals(name))
                    .forEach(held -> notes.add("it replaces the population " + name + " that came from "
                            + held.provenance().file()));
            prepared.writeTo(store);
            bringTrialsUpToDate(store, storeOptions.configuration());
        });
        notes.addAll(prepared.notes());
        tell(List.of(), notes, prepared.summary(), url);
        return 0;
    }

    private PreparedPopulation features(TerminalProgress progress) {
        List<KindColumn> kinds;
        try {
            kinds = KindColumn.parse(values);
        } catch (IllegalArgumentException e) {
            throw wrong("--value: " + e.getMessage());
        }
        KindColumn.refuseRestricted(kinds, storeOptions.configuration());
        if (cell == null) {
            if (cellSize != null) throw wrong("--cell-size goes with --cell");
            return new PopulationImport(new GeoToolsReprojection(), progress)
                    .read(places.of(file), kinds, name, year, source);
        }
        if (cellSize != null && cellSize < 1)
            throw wrong("--cell-size should be the side of a cell in metres, as 1000");
        OptionalInt side = cellSize == null ? OptionalInt.empty() : OptionalInt.of(cellSize);
        return new CellTable(places.of(file), cell, side, progress).read(kinds, name, year, source);
    }

    private PreparedPopulation raster(TerminalProgress progress) {
        if (places.namesLayer()) {
            throw wrong("--layer does not go with a GeoTIFF; --value says which of its bands");
        }
        if (cell != null || cellSize != null) throw wrong("--cell does not go with a GeoTIFF, which knows its cells");
        if (values.size() > 1) throw wrong("of a GeoTIFF one --value is read: one of its bands");
        String value = values.get(0);
        if (!value.matches("\\d{1,4}")) {
            throw wrong("--value " + value + ": of a GeoTIFF give the number of the band, as 1");
        }
        progress.begin("reading " + file.getFileName(), 0);
        int band = Integer.parseInt(value);
        try (PopulationRaster raster = PopulationRaster.open(file, band)) {
            return new PopulationImport(new GeoToolsReprojection(), progress)
                    .read(places.of(file), raster, "band " + band, name, year, source);
        }
    }
}
