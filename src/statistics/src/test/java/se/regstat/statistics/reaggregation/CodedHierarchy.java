package se.regstat.statistics.reaggregation;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.Random;
import java.util.stream.IntStream;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.geom.GeometryFactory;
import org.locationtech.jts.geom.MultiPolygon;
import org.locationtech.jts.geom.Polygon;
import org.locationtech.jts.geom.util.AffineTransformation;
import org.locationtech.jts.operation.overlayng.CoverageUnion;
import org.locationtech.jts.simplify.TopologyPreservingSimplifier;
import se.regstat.statistics.config.Configuration;
import se.regstat.statistics.division.Area;
import se.regstat.statistics.division.Vintage;
import se.regstat.statistics.division.VintageId;
import se.regstat.statistics.division.YearRange;
import se.regstat.statistics.indicator.Provenance;
import se.regstat.statistics.indicator.PublishedValues;
import se.regstat.statistics.indicator.Status;
import se.regstat.statistics.observation.Observations;
import se.regstat.statistics.snapshot.Snapshot;
import se.regstat.statistics.snapshot.VintageAreas;
import se.regstat.statistics.weights.WeightsCache;

/**
 * Small areas that carry the code of the kommun they lie in, and kommuner that carry that of their län, in polygons that were
 * generalised and moved: what codes tell is worth more than such borders.
 */
final class CodedHierarchy {

    private static final GeometryFactory GEOMETRIES = new GeometryFactory();
    private static final int SIDE = 8;
    static final int YEAR = 2022;
    private static final Path CONFIGURATION = described();
    static final List<String> INDICATORS =
            List.of("population", "women", "share_women", "income", "low_income", "density");

    final List<PublishedValues> values = new ArrayList<>();
    Snapshot snapshot;

    private static Path described() {
        try {
            Path directory = Files.createTempDirectory("regstat-by-code");
            directory.toFile().deleteOnExit();
            Files.writeString(directory.resolve("indicators.yml"), """
                    indicators:
                      population: {kind: count}
                      women: {kind: count}
                      share_women: {kind: ratio, numerator: women, denominator: population}
                      income: {kind: mean, base: population}
                      low_income: {kind: ratio, denominator: population}
                      density: {kind: density, of: population}
                      median_income: {kind: median, base: population}
                    """);
            Files.writeString(directory.resolve("divisions.yml"), """
                    divisions:
                      deso: {complete_within: kommun}
                      kommun: {complete_within: riket}
                    """);
            return directory;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A hierarchy whose polygons do not follow its codes. */
    Observations observations(Random random) {
        List<Polygon> deso = Patchwork.of(SIDE, random);
        List<String> codes = Patchwork.names("d", deso.size());
        int[] kommunOf = blocks(deso.size(), 2);
        int[] lanOf = {0, 0, 0, 0, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1};
        List<Area> small = new ArrayList<>();
        for (int i = 0; i < codes.size(); i++) {
            small.add(area(codes.get(i), deso.get(i), Map.of("kommun", "k" + (10 + kommunOf[i]))));
        }
        List<Area> kommuner = new ArrayList<>();
        for (int k = 0; k < lanOf.length; k++) {
            int kommun = k;
            Geometry union = CoverageUnion.union(GEOMETRIES.buildGeometry(IntStream.range(0, deso.size())
                    .filter(i -> kommunOf[i] == kommun)
                    .mapToObj(deso::get)
                    .toList()));
            kommuner.add(area("k" + (10 + k), published(union, random), Map.of("lan", "l" + lanOf[k])));
        }
        List<Area> lan = new ArrayList<>();
        for (int l = 0; l < 2; l++) {
            int number = l;
            Geometry union = GEOMETRIES
                    .buildGeometry(IntStream.range(0, lanOf.length)
                            .filter(k -> lanOf[k] == number)
                            .mapToObj(k -> kommuner.get(k).geometry())
                            .toList())
                    .buffer(0);
            lan.add(area("l" + l, published(union, random), Map.of()));
        }
        snapshot = new Snapshot(
                1,
                false,
                List.of(
                        vintage("deso@2018", List.of(new Vintage.Parent("kommun", Optional.empty())), small),
                        vintage("kommun@2025", List.of(new Vintage.Parent("lan", Optional.empty())), kommuner),
                        vintage("lan@2025", List.of(), lan)),
                values,
                List.of());
        return Observations.of(snapshot, Configuration.load(CONFIGURATION));
    }

    private static int[] blocks(int count, int size) {
        return IntStream.range(0, count)
                .map(i -> (i / SIDE / size) * (SIDE / size) + i % SIDE / size)
                .toArray();
    }

    /** Generalised, and moved by up to half a small area. */
    private static Geometry published(Geometry area, Random random) {
        double metres = Patchwork.WIDTH / SIDE / 2;
        Geometry simple = TopologyPreservingSimplifier.simplify(area, metres / 4);
        return AffineTransformation.translationInstance(
                        metres * (2 * random.nextDouble() - 1), metres * (2 * random.nextDouble() - 1))
                .transform(simple);
    }

    private static Area area(String code, Geometry geometry, Map<String, String> parents) {
        Polygon[] polygons = IntStream.range(0, geometry.getNumGeometries())
                .mapToObj(i -> (Polygon) geometry.getGeometryN(i))
                .toArray(Polygon[]::new);
        MultiPolygon multi = GEOMETRIES.createMultiPolygon(polygons);
        return new Area(code, "", Optional.empty(), parents, multi, OptionalDouble.of(multi.getArea() / 2e6));
    }

    private static VintageAreas vintage(String id, List<Vintage.Parent> parents, List<Area> areas) {
        return new VintageAreas(
                new Vintage(
                        VintageId.parse(id),
                        new YearRange(OptionalInt.of(2020), OptionalInt.of(2023)),
                        parents,
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

    private void publish(String indicator, String vintage, List<String> codes, double[] numbers, byte[] statuses) {
        values.add(new PublishedValues(
                indicator,
                VintageId.parse(vintage),
                YEAR,
                codes,
                numbers,
                statuses,
                new Provenance(Instant.EPOCH, indicator + ".csv", "", "")));
    }

    /** A status of {@code oneIn} areas is any that a table can have. */
    private static byte[] statuses(int size, int oneIn, Random random) {
        Status[] all = {Status.ESTIMATED, Status.MISSING, Status.SUPPRESSED, Status.NOT_APPLICABLE};
        byte[] statuses = new byte[size];
        for (int i = 0; i < size; i++) {
            if (random.nextInt(oneIn) == 0) statuses[i] = all[random.nextInt(all.length)].code();
        }
        return statuses;
    }

    void tables(Random random, int oneIn) {
        values.clear();
        List<String> deso = Patchwork.names("d", SIDE * SIDE);
        double[] population = random.ints(deso.size(), 0, 3000).asDoubleStream().toArray();
        double[] women =
                Arrays.stream(population).map(p -> random.nextInt((int) p + 1)).toArray();
        publish("population", "deso@2018", deso, population, statuses(deso.size(), oneIn, random));
        publish("women", "deso@2018", deso, women, statuses(deso.size(), oneIn, random));
        double[] income = random.doubles(deso.size(), -10, 900).toArray();
        publish("income", "deso@2018", deso, income, statuses(deso.size(), oneIn, random));
        double[] percent = random.ints(deso.size(), 0, 100).asDoubleStream().toArray();
        publish("low_income", "deso@2018", deso, percent, statuses(deso.size(), oneIn, random));
        publish("median_income", "deso@2018", deso, income, new byte[deso.size()]);
        // The producer's own figures for some kommuner, with its noise.
        List<String> kommuner = List.of("k10", "k15", "k21");
        double[] told = {1, 20_001, 33_333};
        publish("population", "kommun@2025", kommuner, told, statuses(3, oneIn, random));
        publish("median_income", "kommun@2025", kommuner, told, new byte[3]);
    }

    Reaggregator reaggregator(Observations observations) {
        return new Reaggregator(snapshot, observations, new WeightsCache(1_000_000));
    }
}
