package se.regstat.bench;

import com.sun.management.OperatingSystemMXBean;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.SplittableRandom;
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
import se.regstat.statistics.reaggregation.Bounds;
import se.regstat.statistics.reaggregation.Question;
import se.regstat.statistics.reaggregation.Reaggregator;
import se.regstat.statistics.request.Arguments;
import se.regstat.statistics.request.Door;
import se.regstat.statistics.request.FigureTable;
import se.regstat.statistics.segregation.Segregation;
import se.regstat.statistics.segregation.SegregationDeclaration;
import se.regstat.statistics.snapshot.Snapshot;
import se.regstat.statistics.snapshot.VintageAreas;

/**
 * All measures of segregation between those born abroad and others, of 290 kommuner over 14 years, from 6 160 made-up DeSO: without random allocation, and with as
 * many draws as are named ({@code 1000}). Each question is asked of a fresh snapshot, so nothing is remembered.
 */
public final class SegregationBenchmark {

    private static final int KOMMUNER = 290;
    private static final int UNITS = 6160;
    private static final int VALUE = 5;
    private static final int FIRST_YEAR = 2011;
    private static final int YEARS = 14;
    private static final GeometryFactory GEOMETRIES = new GeometryFactory();

    private SegregationBenchmark() {}

    public static void main(String[] args) throws IOException {
        int draws = args.length > 0 ? Integer.parseInt(args[0]) : 1000;
        for (int round = 0; round < 3; round++) {
            measure(0);
            measure(draws);
        }
    }

    /** By the clock, and of all processors. */
    private static void measure(int draws) throws IOException {
        Path folder = Files.createTempDirectory("regstat-segregation");
        Configuration configuration = Configuration.load(folder);
        Snapshot snapshot = snapshot();
        Reaggregator reaggregator = Reaggregator.of(snapshot, configuration);
        Arguments arguments = Arguments.read(
                SegregationDeclaration.OPERATION,
                Door.PROCESS,
                Map.of(
                        "indicators", List.of("share_born_abroad"),
                        "periods", List.of(FIRST_YEAR + "/" + (FIRST_YEAR + YEARS - 1)),
                        "within", List.of("kommun"),
                        "draws", List.of(Integer.toString(draws))));
        OperatingSystemMXBean system = ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class);
        long start = System.nanoTime();
        long used = system.getProcessCpuTime();
        FigureTable answer = Segregation.answer(
                new Question(reaggregator, arguments, vintage -> true, Bounds.none(() -> false)),
                Optional.empty(),
                done -> {});
        double took = (System.nanoTime() - start) / 1e9;
        double processors = (system.getProcessCpuTime() - used) / 1e9;
        long figures =
                answer.rows().stream().filter(row -> row.get(VALUE) != null).count();
        if (figures != KOMMUNER * YEARS * 6) throw new IllegalStateException(figures + " figures");
        System.out.printf(Locale.ROOT, "%d draws: %.2f s, %.2f s of processors%n", draws, took, processors);
    }

    private static Snapshot snapshot() {
        List<Area> units = new ArrayList<>();
        List<Area> kommuner = new ArrayList<>();
        List<String> codes = new ArrayList<>();
        for (int kommun = 0; kommun < KOMMUNER; kommun++) {
            String code = code("%04d", kommun);
            int first = units.size();
            int end = UNITS * (kommun + 1) / KOMMUNER;
            for (int unit = first; unit < end; unit++) {
                codes.add(code("d%05d", unit));
                units.add(area(codes.get(unit), Map.of("kommun", code), unit, unit + 1));
            }
            kommuner.add(area(code, Map.of(), first, end));
        }
        List<PublishedValues> values = new ArrayList<>();
        SplittableRandom random = new SplittableRandom(7);
        for (int year = FIRST_YEAR; year < FIRST_YEAR + YEARS; year++) {
            double[] abroad = new double[UNITS];
            double[] total = new double[UNITS];
            for (int unit = 0; unit < UNITS; unit++) {
                total[unit] = 700 + random.nextInt(2000);
                double share = random.nextDouble();
                abroad[unit] = Math.rint(total[unit] * (0.02 + 0.6 * share * share));
            }
            values.add(values("born_abroad", year, codes, abroad));
            values.add(values("born_total", year, codes, total));
        }
        List<Vintage.Parent> parents = List.of(new Vintage.Parent("kommun", Optional.empty()));
        return new Snapshot(
                1,
                false,
                List.of(vintage("deso@2018", parents, units), vintage("kommun@2025", List.of(), kommuner)),
                values,
                List.of());
    }

    private static String code(String pattern, int number) {
        return String.format(Locale.ROOT, pattern, number);
    }

    private static Area area(String code, Map<String, String> parents, int from, int to) {
        MultiPolygon box = GEOMETRIES.createMultiPolygon(new Polygon[] {
            (Polygon) GEOMETRIES.toGeometry(new Envelope(300_000 + 10 * from, 300_000 + 10 * to, 6_500_000, 6_500_010))
        });
        return new Area(code, "", Optional.empty(), parents, box, OptionalDouble.empty());
    }

    private static VintageAreas vintage(String id, List<Vintage.Parent> parents, List<Area> areas) {
        return new VintageAreas(
                new Vintage(
                        VintageId.parse(id),
                        YearRange.ALWAYS,
                        parents,
                        Optional.of("riket"),
                        "",
                        "",
                        "",
                        Instant.EPOCH,
                        "",
                        ""),
                areas,
                List.of());
    }

    private static PublishedValues values(String indicator, int year, List<String> codes, double[] numbers) {
        return new PublishedValues(
                indicator,
                new VintageId("deso", "2018"),
                year,
                codes,
                numbers,
                new byte[numbers.length],
                new Provenance(Instant.EPOCH, "made-up.csv", "", ""));
    }
}
