package se.regstat.statistics.reaggregation;

import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.NamedCsvRecord;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.Assumptions;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.io.ParseException;
import se.regstat.statistics.division.Change;
import se.regstat.statistics.division.ChangeKind;
import se.regstat.statistics.overlay.Sources;
import se.regstat.statistics.overlay.Targets;
import se.regstat.statistics.store.GeoPackageGeometry;

/** The real areas and figures in ../shared/data. */
final class Goteborg {

    private static final Path DATA = Path.of(System.getProperty("regstat.root"), "../shared/data");

    private Goteborg() {}

    static void assumeThere() {
        Assumptions.assumeTrue(Files.isDirectory(DATA), "needs the real data in ../shared/data");
    }

    /** Geometries by code, ascending; a row's number where there is no column of codes. */
    static Map<String, Geometry> layer(String table, String code) throws SQLException, ParseException {
        Map<String, Geometry> areas = new TreeMap<>();
        GeoPackageGeometry reader = new GeoPackageGeometry();
        try (Connection connection =
                        DriverManager.getConnection("jdbc:sqlite:" + DATA.resolve("goteborgsregionen.gpkg"));
                ResultSet rows = connection.createStatement().executeQuery("SELECT " + code + ", geom FROM " + table)) {
            while (rows.next()) areas.put(rows.getString(1), reader.decode(rows.getBytes(2)));
        }
        return areas;
    }

    static Sources sources(String table, String code) throws SQLException, ParseException {
        Map<String, Geometry> areas = layer(table, code);
        return Sources.of(List.copyOf(areas.keySet()), List.copyOf(areas.values()));
    }

    static Targets targets(String table, String code) throws SQLException, ParseException {
        Map<String, Geometry> areas = layer(table, code);
        return Targets.of(List.copyOf(areas.keySet()), List.copyOf(areas.values()));
    }

    /** A column of a table by its first column. */
    static Map<String, Double> column(String file, String column) throws IOException {
        Map<String, Double> values = new HashMap<>();
        try (CsvReader<NamedCsvRecord> rows = CsvReader.builder().ofNamedCsvRecord(DATA.resolve(file))) {
            for (NamedCsvRecord row : rows) {
                String text = row.getField(column);
                values.put(row.getField(0), text.isEmpty() ? Double.NaN : Double.parseDouble(text));
            }
        }
        return values;
    }

    /** What became of the DeSO of 2018 in 2025. */
    static List<Change> changes() throws IOException {
        List<Change> changes = new ArrayList<>();
        try (CsvReader<NamedCsvRecord> rows =
                CsvReader.builder().ofNamedCsvRecord(DATA.resolve("deso_changes_2018_2025_goteborgsregionen.csv"))) {
            for (NamedCsvRecord row : rows) {
                changes.add(new Change(
                        row.getField("deso_fran"),
                        row.getField("deso_till"),
                        ChangeKind.parse(row.getField("forandringstyp")).orElseThrow(),
                        Optional.empty(),
                        Optional.empty()));
            }
        }
        return changes;
    }

    /** Persons on 31 December 2024 by RegSO of 2025. */
    static Map<String, Double> populationOfRegso() throws IOException {
        Map<String, Double> values = new HashMap<>();
        try (CsvReader<NamedCsvRecord> rows =
                CsvReader.builder().ofNamedCsvRecord(DATA.resolve("regso2025_population_age_sex_2024_goteborg.csv"))) {
            for (NamedCsvRecord row : rows) {
                if (!row.getField("alder").equals("totalt")) continue;
                if (!row.getField("kon").equals("1+2")) continue;
                values.put(row.getField("regso"), Double.parseDouble(row.getField("folkmangd")));
            }
        }
        return values;
    }

    /** In the order of the sources. */
    static double[] column(Sources sources, String file, String column) throws IOException {
        Map<String, Double> values = column(file, column);
        return sources.codes().stream().mapToDouble(values::get).toArray();
    }
}
