package se.regstat.statistics.sensitivity;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.IntToDoubleFunction;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.locationtech.jts.geom.Envelope;
import org.locationtech.jts.geom.GeometryFactory;
import org.locationtech.jts.geom.MultiPolygon;
import org.locationtech.jts.geom.Polygon;
import se.regstat.statistics.alike.Alike;
import se.regstat.statistics.alike.AlikeDeclaration;
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
import se.regstat.statistics.request.Arguments;
import se.regstat.statistics.request.Door;
import se.regstat.statistics.request.FigureTable;
import se.regstat.statistics.request.Operation;
import se.regstat.statistics.request.Result;
import se.regstat.statistics.segregation.Segregation;
import se.regstat.statistics.segregation.SegregationDeclaration;
import se.regstat.statistics.snapshot.Snapshot;
import se.regstat.statistics.snapshot.VintageAreas;
import se.regstat.statistics.types.Types;
import se.regstat.statistics.types.TypesDeclaration;
import se.regstat.statistics.weights.WeightsCache;

/** DeSO of a square kilometre, 6 rows of 12; two RegSO columns wide and three high, and three kommuner of four columns each. */
public final class Lattice {

    static final int ROWS = 6;
    static final int COLUMNS = 12;
    static final int UNITS = ROWS * COLUMNS;

    private static final GeometryFactory GEOMETRIES = new GeometryFactory();

    private final Path folder;
    private final List<PublishedValues> values = new ArrayList<>();
    private Snapshot made;
    private Reaggregator reaggregator;
    private boolean backwards;

    public Lattice(Path folder) throws IOException {
        this.folder = folder;
        Files.writeString(folder.resolve("indicators.yml"), """
                indicators:
                  population: {kind: count}
                  a: {kind: count}
                  b: {kind: count}
                  share_a: {kind: ratio, numerator: a, denominator: population}
                  share_b: {kind: ratio, numerator: b, denominator: population}
                  income: {kind: mean, base: population}
                  idx: {kind: index, components: [share_a]}
                  type: {kind: class, of: idx, reference: deso, limits: [2, 1, 0, -1]}
                  type_2023: {kind: class, of: idx, reference: deso, limits: [2, 1, 0, -1], anchored: 2023}
                  published_type: {kind: class}
                  secret: {kind: count, disclosure: {base: population, minimum: 5}}
                  secret_mean: {kind: mean, base: population, disclosure: {base: population, minimum: 5}}
                """);
        Files.writeString(folder.resolve("divisions.yml"), """
                divisions:
                  deso: {complete_within: kommun}
                  regso: {complete_within: kommun, title: {sv: Regionala statistikområden (RegSO), en: Regional statistical areas (RegSO)}}
                  kommun: {complete_within: riket}
                """);
    }

    /** The same, but that the areas lie in the opposite order in the store. */
    public Lattice backwards() {
        backwards = true;
        made = null;
        return this;
    }

    static int row(int unit) {
        return unit / COLUMNS;
    }

    static int column(int unit) {
        return unit % COLUMNS;
    }

    static int regso(int unit) {
        return row(unit) / 3 * 6 + column(unit) / 2;
    }

    static int kommun(int unit) {
        return column(unit) / 4;
    }

    private static String code(String prefix, int number) {
        return String.format(Locale.ROOT, "%s%02d", prefix, number);
    }

    private static List<String> codes() {
        return IntStream.range(0, UNITS).mapToObj(unit -> code("d", unit)).toList();
    }

    /** @param of by unit; NaN is missing */
    public Lattice publish(String indicator, int year, IntToDoubleFunction of) {
        double[] numbers = IntStream.range(0, UNITS).mapToDouble(of).toArray();
        byte[] statuses = new byte[UNITS];
        for (int i = 0; i < UNITS; i++) if (Double.isNaN(numbers[i])) statuses[i] = Status.MISSING.code();
        values.add(new PublishedValues(
                indicator,
                new VintageId("deso", "2025"),
                year,
                codes(),
                numbers,
                statuses,
                new Provenance(Instant.EPOCH, "table.csv", "", "")));
        made = null;
        return this;
    }

    static Polygon box(int west, int south, int east, int north) {
        return (Polygon) GEOMETRIES.toGeometry(new Envelope(
                500_000 + 1000 * west, 500_000 + 1000 * east, 6_500_000 + 1000 * south, 6_500_000 + 1000 * north));
    }

    private Reaggregator reaggregator() {
        if (made != null) return reaggregator;
        List<Area> units = IntStream.range(0, UNITS)
                .mapToObj(unit -> area(
                        code("d", unit),
                        Map.of("regso", code("r", regso(unit)), "kommun", code("k", kommun(unit))),
                        box(column(unit), row(unit), column(unit) + 1, row(unit) + 1)))
                .collect(Collectors.toCollection(ArrayList::new));
        if (backwards) Collections.reverse(units);
        List<Area> regsos = IntStream.range(0, 12)
                .mapToObj(regso -> {
                    int west = regso % 6 * 2;
                    int south = regso / 6 * 3;
                    return area(
                            code("r", regso),
                            Map.of("kommun", code("k", regso % 6 / 2)),
                            box(west, south, west + 2, south + 3));
                })
                .toList();
        List<Area> kommuner = IntStream.range(0, 3)
                .mapToObj(kommun -> area(code("k", kommun), Map.of(), box(kommun * 4, 0, kommun * 4 + 4, ROWS)))
                .toList();
        made = new Snapshot(
                1,
                false,
                List.of(
                        vintage("deso@2025", List.of("regso", "kommun"), units),
                        vintage("regso@2025", List.of("kommun"), regsos),
                        vintage("kommun@2025", List.of(), kommuner)),
                values,
                List.of());
        reaggregator = new Reaggregator(made, Observations.of(made, Configuration.load(folder)), new WeightsCache(0));
        return reaggregator;
    }

    private static Area area(String code, Map<String, String> parents, Polygon box) {
        MultiPolygon multi = GEOMETRIES.createMultiPolygon(new Polygon[] {box});
        return new Area(code, "", Optional.empty(), parents, multi, OptionalDouble.empty());
    }

    private static VintageAreas vintage(String id, List<String> parents, List<Area> areas) {
        return new VintageAreas(
                new Vintage(
                        VintageId.parse(id),
                        YearRange.ALWAYS,
                        parents.stream()
                                .map(parent -> new Vintage.Parent(parent, Optional.empty()))
                                .toList(),
                        Optional.empty(),
                        "",
                        "",
                        "",
                        Instant.EPOCH,
                        "",
                        ""),
                areas,
                List.of());
    }

    VintageAreas units() {
        return reaggregator().snapshot().vintage(new VintageId("deso", "2025")).orElseThrow();
    }

    private Question question(Operation operation, String settings) {
        Map<String, List<String>> given = new LinkedHashMap<>();
        for (String setting : settings.split(" ", -1)) {
            int equals = setting.indexOf('=');
            given.put(setting.substring(0, equals), List.of(setting.substring(equals + 1)));
        }
        return new Question(
                reaggregator(),
                Arguments.read(operation, Door.PROCESS, given),
                vintage -> true,
                Bounds.none(() -> false));
    }

    FigureTable ask(String settings) {
        return ask(settings, Optional.empty());
    }

    private FigureTable ask(String settings, Optional<OwnBoundaries> own) {
        return Sensitivity.answer(
                question(SensitivityDeclaration.OPERATION, settings),
                own.map(polygons -> (Supplier<OwnBoundaries>) () -> polygons),
                done -> {});
    }

    /** Rows by column. */
    List<Map<String, Object>> rows(String settings) {
        return rows(settings, Optional.empty());
    }

    List<Map<String, Object>> rows(String settings, Optional<OwnBoundaries> own) {
        return rows(SensitivityDeclaration.OPERATION, ask(settings, own));
    }

    List<Map<String, Object>> segregation(String settings) {
        return segregation(settings, Optional.empty());
    }

    List<Map<String, Object>> segregation(String settings, Optional<OwnBoundaries> own) {
        return rows(
                SegregationDeclaration.OPERATION,
                Segregation.answer(
                        question(SegregationDeclaration.OPERATION, settings),
                        own.map(polygons -> (Supplier<OwnBoundaries>) () -> polygons),
                        done -> {}));
    }

    /** Rows of changes of type, by column. */
    public List<Map<String, Object>> types(String settings) {
        return rows(
                TypesDeclaration.OPERATION,
                Types.answer(question(TypesDeclaration.OPERATION, settings), Optional.empty(), done -> {}));
    }

    /** Which areas are alike. */
    public FigureTable askAlike(String settings) {
        return Alike.answer(question(AlikeDeclaration.OPERATION, settings), Optional.empty(), done -> {});
    }

    /** The same, as rows by column. */
    public List<Map<String, Object>> alike(String settings) {
        return rows(AlikeDeclaration.OPERATION, askAlike(settings));
    }

    private static List<Map<String, Object>> rows(Operation operation, FigureTable table) {
        List<String> columns =
                operation.result().columns().stream().map(Result.Column::name).toList();
        return table.rows().stream()
                .map(row -> {
                    Map<String, Object> byColumn = new LinkedHashMap<>();
                    for (int i = 0; i < columns.size(); i++) byColumn.put(columns.get(i), row.get(i));
                    return byColumn;
                })
                .toList();
    }
}
