package se.regstat.statistics.segregation;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.function.Supplier;
import org.locationtech.jts.geom.Envelope;
import org.locationtech.jts.geom.GeometryFactory;
import org.locationtech.jts.geom.MultiPolygon;
import org.locationtech.jts.geom.Polygon;
import se.regstat.statistics.config.Configuration;
import se.regstat.statistics.division.Area;
import se.regstat.statistics.division.Vintage;
import se.regstat.statistics.division.VintageId;
import se.regstat.statistics.division.YearRange;
import se.regstat.statistics.indicator.Provenance;
import se.regstat.statistics.indicator.PublishedValues;
import se.regstat.statistics.indicator.Status;
import se.regstat.statistics.observation.Observations;
import se.regstat.statistics.reaggregation.Bounds;
import se.regstat.statistics.reaggregation.OwnBoundaries;
import se.regstat.statistics.reaggregation.Question;
import se.regstat.statistics.reaggregation.Reaggregator;
import se.regstat.statistics.reaggregation.Visible;
import se.regstat.statistics.request.Arguments;
import se.regstat.statistics.request.Door;
import se.regstat.statistics.request.FigureTable;
import se.regstat.statistics.request.Result;
import se.regstat.statistics.snapshot.Snapshot;
import se.regstat.statistics.snapshot.VintageAreas;
import se.regstat.statistics.weights.WeightsCache;

/** DeSO of a kilometre each in a row, halves of which are two kommuner; another vintage of them from 2024 on. */
final class Units {

    private static final GeometryFactory GEOMETRIES = new GeometryFactory();

    private final Path folder;
    private final List<PublishedValues> values = new ArrayList<>();
    private final int number;
    private Visible visible = vintage -> true;

    Units(Path folder, int number) throws IOException {
        this.folder = folder;
        this.number = number;
        Files.writeString(folder.resolve("indicators.yml"), """
                indicators:
                  population: {kind: count}
                  a: {kind: count}
                  b: {kind: count}
                  c: {kind: count}
                  share_a: {kind: ratio, numerator: a, denominator: population}
                  total: {kind: count, parts: [a, b]}
                  more: {kind: count, unit: {sv: hushåll, en: households}}
                  net: {kind: count}
                  low: {kind: ratio, base: population}
                  income: {kind: mean, base: population}
                  median: {kind: median, base: population}
                  secret: {kind: count, disclosure: {base: population, minimum: 5}}
                """);
        Files.writeString(folder.resolve("divisions.yml"), """
                divisions:
                  deso: {complete_within: kommun}
                  kommun: {complete_within: riket}
                """);
    }

    private List<String> codes() {
        List<String> codes = new ArrayList<>();
        for (int i = 0; i < number; i++) codes.add("d" + (char) ('a' + i));
        return codes;
    }

    /** NaN is missing, negative infinity suppressed. */
    Units publish(String indicator, int year, double... numbers) {
        byte[] statuses = new byte[numbers.length];
        double[] known = numbers.clone();
        for (int i = 0; i < known.length; i++) {
            if (Double.isNaN(known[i])) statuses[i] = Status.MISSING.code();
            if (Double.isInfinite(known[i])) statuses[i] = Status.SUPPRESSED.code();
            if (statuses[i] != 0) known[i] = Double.NaN;
        }
        values.add(new PublishedValues(
                indicator,
                new VintageId("deso", year < 2024 ? "2018" : "2025"),
                year,
                codes(),
                known,
                statuses,
                new Provenance(Instant.EPOCH, "table.csv", "", "")));
        return this;
    }

    /** For who may be told what is computed of the units, and not of each by its code. */
    Units hidden() {
        visible = new Visible() {
            @Override
            public boolean areas(VintageId vintage) {
                return !vintage.division().equals("deso");
            }

            @Override
            public boolean source(VintageId vintage) {
                return true;
            }
        };
        return this;
    }

    static Polygon box(double fromKm, double toKm) {
        return (Polygon) GEOMETRIES.toGeometry(
                new Envelope(500_000 + 1000 * fromKm, 500_000 + 1000 * toKm, 6_500_000, 6_501_000));
    }

    private Snapshot snapshot() {
        List<Area> units = new ArrayList<>();
        for (int i = 0; i < number; i++) {
            String kommun = i < number / 2 ? "k1" : "k2";
            units.add(area(codes().get(i), Map.of("kommun", kommun), box(i, i + 1)));
        }
        List<Vintage.Parent> parents = List.of(parent("kommun"));
        YearRange until2022 = new YearRange(OptionalInt.empty(), OptionalInt.of(2022));
        YearRange from2023 = new YearRange(OptionalInt.of(2023), OptionalInt.empty());
        return new Snapshot(
                1,
                false,
                List.of(
                        vintage("deso@2018", new YearRange(OptionalInt.empty(), OptionalInt.of(2023)), parents, units),
                        vintage("deso@2025", new YearRange(OptionalInt.of(2024), OptionalInt.empty()), parents, units),
                        vintage("kommun@2018", until2022, List.of(parent("region")), kommuner("r1", "r2")),
                        vintage("kommun@2025", from2023, List.of(parent("region")), kommuner("r1", "r1")),
                        vintage("region@2018", until2022, List.of(), regions("r1", "r2")),
                        vintage("region@2025", from2023, List.of(), regions("r1"))),
                values,
                List.of());
    }

    private static Vintage.Parent parent(String division) {
        return new Vintage.Parent(division, Optional.empty());
    }

    /** Two halves, each in a region; from 2023 on both in the first one. */
    private List<Area> kommuner(String first, String second) {
        double half = number / 2.0;
        return List.of(
                area("k1", Map.of("region", first), box(0, half)),
                area("k2", Map.of("region", second), box(half, number)));
    }

    private List<Area> regions(String... codes) {
        double width = (double) number / codes.length;
        List<Area> regions = new ArrayList<>();
        for (int i = 0; i < codes.length; i++) regions.add(area(codes[i], Map.of(), box(i * width, (i + 1) * width)));
        return regions;
    }

    private static Area area(String code, Map<String, String> parents, Polygon box) {
        MultiPolygon multi = GEOMETRIES.createMultiPolygon(new Polygon[] {box});
        return new Area(code, "", Optional.empty(), parents, multi, OptionalDouble.empty());
    }

    private static VintageAreas vintage(String id, YearRange valid, List<Vintage.Parent> parents, List<Area> areas) {
        return new VintageAreas(
                new Vintage(VintageId.parse(id), valid, parents, Optional.empty(), "", "", "", Instant.EPOCH, "", ""),
                areas,
                List.of());
    }

    /** @param settings parameters as processes have them: {@code indicators=a,b draws=10} */
    FigureTable ask(String settings, Optional<OwnBoundaries> own) {
        Map<String, List<String>> given = new LinkedHashMap<>();
        for (String setting : settings.split(" ", -1)) {
            int equals = setting.indexOf('=');
            given.put(setting.substring(0, equals), List.of(setting.substring(equals + 1)));
        }
        Snapshot snapshot = snapshot();
        Observations observations = Observations.of(snapshot, Configuration.load(folder));
        Question question = new Question(
                new Reaggregator(snapshot, observations, new WeightsCache(0)),
                Arguments.read(SegregationDeclaration.OPERATION, Door.PROCESS, given),
                visible,
                Bounds.none(() -> false));
        return Segregation.answer(question, own.map(polygons -> (Supplier<OwnBoundaries>) () -> polygons), done -> {});
    }

    /** Rows by column. */
    List<Map<String, Object>> rows(String settings) {
        return rows(ask(settings, Optional.empty()));
    }

    static List<Map<String, Object>> rows(FigureTable table) {
        List<String> columns = SegregationDeclaration.OPERATION.result().columns().stream()
                .map(Result.Column::name)
                .toList();
        return table.rows().stream()
                .map(row -> {
                    Map<String, Object> byColumn = new LinkedHashMap<>();
                    for (int i = 0; i < columns.size(); i++) byColumn.put(columns.get(i), row.get(i));
                    return byColumn;
                })
                .toList();
    }

    /** The only row of a measure. */
    Map<String, Object> row(String measure, String settings) {
        List<Map<String, Object>> found = rows(settings).stream()
                .filter(row -> row.get("measure").equals(measure))
                .toList();
        if (found.size() != 1)
            throw new AssertionError(found.size() + " rows of " + measure + ": " + Arrays.asList(found));
        return found.get(0);
    }
}
