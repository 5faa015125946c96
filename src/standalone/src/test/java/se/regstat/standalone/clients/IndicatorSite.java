package se.regstat.standalone.clients;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.locationtech.jts.geom.Geometry;
import se.regstat.statistics.indicator.PublishedValues;
import se.regstat.statistics.store.Store;
import se.regstat.statistics.store.StoreUrl;

/** A running host with indicators whose values are known from elsewhere. */
abstract class IndicatorSite {

    private static final Path DATA = Programs.root().resolve("../shared/data");
    private static final Path DIVISIONS = DATA.resolve("goteborgsregionen.gpkg");
    private static final Path DESO_TABLE = DATA.resolve("deso2018_indicators_2022_2023.csv");
    private static final Path KOMMUN_TABLE = DATA.resolve("kommun_population_2011_2024.csv");

    /** A count and a mean, for DeSO. */
    static final String POPULATION = "population_deso";

    static final String INCOME = "net_income_mean_deso";

    /** The generated demo. */
    static final IndicatorSite DEMO = new IndicatorSite("demo") {
        @Override
        RunningHost start() {
            return Site.DEMO.host();
        }

        @Override
        List<Integer> years() {
            return IntStream.rangeClosed(2011, 2024).boxed().toList();
        }

        @Override
        int incomeYear() {
            return 2023;
        }

        @Override
        Map<String, Geometry> readAreas(int year) {
            return GeoPackageLayer.read(host().storeFile(), year < 2024 ? "deso_2018" : "deso_2025", "code");
        }

        @Override
        Map<String, Double> read(String indicator, int year) {
            Map<String, Double> values = new HashMap<>();
            try (Store store = StoreUrl.of(host().storeFile()).open(StoreUrl.Mode.READ_ONLY)) {
                for (PublishedValues stored : store.values()) {
                    boolean wanted = stored.indicator().equals(indicator)
                            && stored.year() == year
                            && stored.vintage().division().equals("deso");
                    for (int i = 0; wanted && i < stored.codes().size(); i++) {
                        values.put(stored.codes().get(i), stored.values()[i]);
                    }
                }
            }
            return values;
        }
    };

    /** What the import commands make of real tables: DeSO of Göteborgsregionen, and all kommuner. */
    static final IndicatorSite SWEDEN = new IndicatorSite("real tables") {
        @Override
        RunningHost start() {
            Path mappings = Programs.root().resolve("config/mappings");
            return RunningHost.ofCommands(List.of(
                    division("kommun_2025", "kommun", "2025", "kommun_kod"),
                    division("deso_gr_2018_harledd", "deso", "2018", "deso"),
                    division("deso_gr_2025", "deso", "2025", "desokod"),
                    List.of(
                            "import",
                            "indicators",
                            DESO_TABLE,
                            "--division",
                            "deso",
                            "--vintage",
                            "2018",
                            "--code",
                            "deso",
                            "--mapping",
                            mappings.resolve("deso2018_indicators_2022_2023.yml"),
                            "--known-only"),
                    List.of(
                            "import",
                            "indicators",
                            KOMMUN_TABLE,
                            "--division",
                            "kommun",
                            "--vintage",
                            "2025",
                            "--code",
                            "kommunkod",
                            "--mapping",
                            mappings.resolve("kommun_population_2011_2024.yml"))));
        }

        @Override
        List<Integer> years() {
            return List.of(2022, 2023);
        }

        @Override
        int incomeYear() {
            return 2022;
        }

        @Override
        Map<String, Geometry> readAreas(int year) {
            return GeoPackageLayer.read(DIVISIONS, "deso_gr_2018_harledd", "deso");
        }

        @Override
        Map<String, Double> read(String indicator, int year) {
            String column = indicator.equals("population") ? "bef_" + year : "nettoink_medel_tkr";
            Map<String, Double> values = new HashMap<>();
            try {
                List<List<String>> rows = Files.readAllLines(DESO_TABLE).stream()
                        .map(row -> List.of(row.replace("\"", "").split(",", -1)))
                        .toList();
                int wanted = rows.get(0).indexOf(column);
                for (List<String> row : rows.subList(1, rows.size())) {
                    values.put(row.get(0), Double.valueOf(row.get(wanted)));
                }
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
            values.keySet().retainAll(areas(year).keySet());
            return values;
        }

        @Override
        boolean isThere() {
            return Files.isReadable(DIVISIONS) && Files.isReadable(DESO_TABLE) && Files.isReadable(KOMMUN_TABLE);
        }
    };

    static final List<IndicatorSite> ALL = List.of(DEMO, SWEDEN);

    private final String title;
    private final Map<Integer, Map<String, Geometry>> areas = new HashMap<>();
    private RunningHost host;
    private Throwable failure;

    private IndicatorSite(String title) {
        this.title = title;
    }

    private static List<?> division(String layer, String division, String vintage, String code) {
        return List.of(
                "import",
                "division",
                DIVISIONS,
                "--layer",
                layer,
                "--division",
                division,
                "--vintage",
                vintage,
                "--code",
                code);
    }

    abstract RunningHost start();

    /** With values of the population by DeSO. */
    abstract List<Integer> years();

    /** A year with mean incomes by DeSO. */
    abstract int incomeYear();

    abstract Map<String, Geometry> readAreas(int year);

    /** An indicator's values by DeSO, not read through what is under test; NaN where there is none. */
    abstract Map<String, Double> read(String indicator, int year);

    boolean isThere() {
        return true;
    }

    /** Started at first use and kept until the tests end. */
    synchronized RunningHost host() {
        if (failure != null) throw new IllegalStateException(this + " did not start, see the first test", failure);
        try {
            if (host == null) host = start();
            return host;
        } catch (RuntimeException | Error e) {
            failure = e;
            throw e;
        }
    }

    /** The DeSO of a year by code, in EPSG:3006 (E, N), not read through what is under test. */
    synchronized Map<String, Geometry> areas(int year) {
        return areas.computeIfAbsent(year, this::readAreas);
    }

    @Override
    public String toString() {
        return title;
    }
}
