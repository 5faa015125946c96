package se.regstat.standalone.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.NamedCsvRecord;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.ToDoubleFunction;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.locationtech.jts.geom.Envelope;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.geom.GeometryFactory;
import org.locationtech.jts.operation.union.UnaryUnionOp;

/**
 * Random blobs of whole cells of the 1 km grid of Dalarna, whose people of 2025 are known, and estimates of them from DeSO of 2024: a year of growth is
 * in all errors.
 */
class DalarnaCellsTest {

    private static final Path ROOT = Path.of(System.getProperty("regstat.root", "."));
    private static final Path DATA = ROOT.resolve("../shared/data");
    private static final Path GRID = DATA.resolve("dalarna_population_1km_2025.csv");
    private static final int BLOBS = 100;
    private static final int SMALLEST = 10;
    private static final int LARGEST = 60;

    @TempDir
    static Path directory;

    private static Commands commands;
    private static final Map<String, double[]> TRUTH = new LinkedHashMap<>();

    private record Cell(int east, int north, double people, double old) {}

    @BeforeAll
    static void bring_in() throws IOException {
        assumeTrue(Files.exists(GRID), "left out: there is no " + GRID.normalize());
        commands = new Commands(directory);
        commands.write("blobs.csv", blobs());
        commands.done("import division " + DATA.resolve("dalarna_deso_2025_scb_wfs.geojson")
                + " --division deso --vintage 2025 --code desokod --parent kommun=kommunkod");
        commands.done("import indicators " + DATA.resolve("dalarna_population_deso_2024_pxweb.csv")
                + " --division deso --vintage 2025 --code Region --mapping "
                + ROOT.resolve("config/mappings/dalarna_population_deso_2024_pxweb.yml"));
        commands.done("import division blobs.csv --division blob --vintage 2025 --code code --crs EPSG:3006");
    }

    private static List<Cell> cells() throws IOException {
        List<Cell> cells = new ArrayList<>();
        try (CsvReader<NamedCsvRecord> rows = CsvReader.builder().ofNamedCsvRecord(GRID)) {
            for (NamedCsvRecord row : rows) {
                String id = row.getField("rutid");
                cells.add(new Cell(
                        Integer.parseInt(id.substring(0, 6)),
                        Integer.parseInt(id.substring(6)),
                        Double.parseDouble(row.getField("befolkning_2025")),
                        Double.parseDouble(row.getField("befolkning_65_plus_2025"))));
            }
        }
        return cells;
    }

    /** Each grows from a cell by one beside it after the other; none has a cell of another. */
    private static String blobs() throws IOException {
        List<Cell> cells = cells();
        Map<List<Integer>, Cell> free = new HashMap<>();
        for (Cell cell : cells) free.put(List.of(cell.east, cell.north), cell);
        Random random = new Random(16);
        Collections.shuffle(cells, random);
        StringBuilder table = new StringBuilder("code;wkt\n");
        for (Cell first : cells) {
            if (TRUTH.size() == BLOBS) break;
            List<Cell> blob = grown(first, free, SMALLEST + random.nextInt(LARGEST - SMALLEST + 1), random);
            if (blob.size() < SMALLEST) continue;
            String code = "B%03d".formatted(TRUTH.size());
            TRUTH.put(code, new double[] {sum(blob, Cell::people), sum(blob, Cell::old)});
            table.append(code).append(';').append(ground(blob)).append('\n');
        }
        return table.toString();
    }

    private static List<Cell> grown(Cell first, Map<List<Integer>, Cell> free, int size, Random random) {
        List<Cell> blob = new ArrayList<>();
        List<Cell> edge = new ArrayList<>(List.of(first));
        while (!edge.isEmpty() && blob.size() < size) {
            Cell next = edge.remove(random.nextInt(edge.size()));
            if (free.remove(List.of(next.east, next.north)) == null) continue;
            blob.add(next);
            for (int[] step : new int[][] {{0, 1000}, {0, -1000}, {1000, 0}, {-1000, 0}}) {
                Cell beside = free.get(List.of(next.east + step[0], next.north + step[1]));
                if (beside != null) edge.add(beside);
            }
        }
        return blob;
    }

    private static double sum(List<Cell> blob, ToDoubleFunction<Cell> of) {
        return blob.stream().mapToDouble(of).sum();
    }

    private static Geometry ground(List<Cell> blob) {
        GeometryFactory geometries = new GeometryFactory();
        return UnaryUnionOp.union(blob.stream()
                .map(cell ->
                        geometries.toGeometry(new Envelope(cell.east, cell.east + 1000, cell.north, cell.north + 1000)))
                .toList());
    }

    /** Σ |estimate − truth| / Σ truth. */
    private static double error(String indicator, String options) throws IOException {
        Files.deleteIfExists(directory.resolve("out.csv"));
        commands.done("reaggregate --target-division blob@2025 --periods 2024 --indicators " + indicator + " " + options
                + " --out out.csv");
        int column = indicator.equals("population") ? 0 : 1;
        double missed = 0;
        double all = 0;
        try (CsvReader<NamedCsvRecord> rows = CsvReader.builder().ofNamedCsvRecord(directory.resolve("out.csv"))) {
            for (NamedCsvRecord row : rows) {
                if (row.getField("value").isEmpty()) continue;
                double truth = TRUTH.get(row.getField("target_id"))[column];
                missed += Math.abs(Double.parseDouble(row.getField("value")) - truth);
                all += truth;
            }
        }
        assertThat(all).isGreaterThan(column == 0 ? 50_000 : 10_000);
        return missed / all;
    }

    @Test
    void a_grid_scaled_to_the_areas_totals_tells_what_areas_alone_do_not_and_the_old_are_told_by_where_they_live()
            throws IOException {
        assertThat(error("population", "--weighting area")).isGreaterThan(0.2);
        commands.done("import population " + GRID
                + " --cell rutid --cell-size 1000 --value befolkning_2025 --year 2025 --name alla");
        double byAll = error("age_65_plus", "--population alla");
        commands.done("import population " + GRID + " --cell rutid --cell-size 1000 --value befolkning_2025"
                + " --value age_65_plus=befolkning_65_plus_2025 --year 2025 --name rutor");
        double grid = error("population", "--weighting population --population rutor");
        assertThat(grid).isLessThan(0.05);
        assertThat(error("population", "--weighting combined --population rutor"))
                .isLessThanOrEqualTo(grid);
        assertThat(error("age_65_plus", "--population rutor")).isLessThan(0.8 * byAll);
    }
}
