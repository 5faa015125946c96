package se.regstat.bench;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Random;
import java.util.function.IntFunction;
import org.locationtech.jts.algorithm.locate.IndexedPointInAreaLocator;
import org.locationtech.jts.geom.Coordinate;
import org.locationtech.jts.geom.Envelope;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.geom.GeometryFactory;
import org.locationtech.jts.geom.Location;
import org.locationtech.jts.geom.MultiPolygon;
import org.locationtech.jts.geom.Polygon;
import se.regstat.importing.demo.Mosaic;
import se.regstat.importing.demo.Noise;
import se.regstat.importing.demo.Partition;
import se.regstat.importing.demo.Scatter;
import se.regstat.statistics.division.Area;
import se.regstat.statistics.division.Vintage;
import se.regstat.statistics.division.VintageId;
import se.regstat.statistics.division.YearRange;

/**
 * A made-up country as large as Sweden and about as finely divided, for measuring: {@value #DESO} DeSO with about 1.5
 * million vertices (counted area by area, so shared borders twice), most of them small and in towns, some larger than a
 * thousand km²; {@value #REGSO} RegSO, {@value #KOMMUNER} kommuner, {@value #LAN} län that they nest in exactly. Codes
 * begin with 30 to 50, which no län has. Neighbours share their borders vertex by vertex. The same on every run.
 *
 * <p>Longer than other classes, as a recipe whose steps draw from one sequence of random numbers.
 */
final class NationalRegion {

    static final int DESO = 6_160;
    static final int REGSO = 3_363;
    static final int KOMMUNER = 290;
    static final int LAN = 21;

    private static final long SEED = 6160;

    private static final Envelope EXTENT = new Envelope(180_000, 1_020_000, 6_030_000, 7_780_000);

    /** Coarse outlines of mainland, Gotland and Öland: kilometres E, N in EPSG:3006. */
    private static final double[][] OUTLINES = {
        {
            370, 6140, 380, 6137, 425, 6143, 460, 6157, 450, 6190, 535, 6225, 585, 6280, 595, 6350, 605, 6400, 620,
                    6505, 670, 6530,
            720, 6590, 720, 6670, 620, 6730, 620, 6800, 625, 6850, 625, 6920, 650, 6950, 690, 7020, 765, 7075, 800,
                    7190, 800, 7260,
            835, 7290, 915, 7330, 870, 7480, 820, 7630, 725, 7670, 650, 7595, 530, 7440, 490, 7310, 445, 7170, 355,
                    7030, 345, 6930,
            345, 6850, 350, 6730, 340, 6640, 310, 6590, 285, 6540, 290, 6470, 310, 6400, 330, 6330, 365, 6280, 360,
                    6235, 355, 6215
        },
        {690, 6315, 705, 6340, 745, 6420, 735, 6435, 700, 6400, 685, 6350},
        {585, 6235, 595, 6230, 635, 6350, 628, 6355, 600, 6290}
    };

    /** Where a fifth of the people live: kilometres E, N, and how far around kommuner lie close. */
    private static final double[][] METROPOLES = {{670, 6580, 22}, {330, 6400, 15}, {380, 6165, 12}};

    /** A vintage and its areas by code. */
    record NationalVintage(Vintage vintage, List<Area> areas) {

        long vertices() {
            return areas.stream()
                    .mapToLong(area -> area.geometry().getNumPoints())
                    .sum();
        }
    }

    private final Random random = new Random(SEED);
    private final List<NationalVintage> vintages = new ArrayList<>();

    private NationalRegion() {
        List<IndexedPointInAreaLocator> outlines = outlines();
        List<Coordinate> centres = kommunCentres(outlines);
        Mosaic mosaic = new Mosaic(sites(centres), new Mosaic.Detail(72, 3, 5), SEED);
        BitSet land = land(mosaic, outlines);

        int[] kommunOf = kommuner(mosaic, land, centres);
        List<BitSet> deso = new ArrayList<>();
        List<Integer> kommunOfDeso = new ArrayList<>();
        divide(mosaic, kommunOf, deso, kommunOfDeso);
        int[] regsoOfDeso = regso(mosaic, deso, kommunOfDeso);
        int[] lanOfKommun = lan(centres);
        publish(mosaic, deso, kommunOfDeso, regsoOfDeso, lanOfKommun);
    }

    static List<NationalVintage> create() {
        return List.copyOf(new NationalRegion().vintages);
    }

    private static List<IndexedPointInAreaLocator> outlines() {
        List<IndexedPointInAreaLocator> locators = new ArrayList<>();
        for (double[] outline : OUTLINES) {
            Coordinate[] ring = new Coordinate[outline.length / 2 + 1];
            for (int i = 0; i < ring.length - 1; i++) {
                ring[i] = new Coordinate(1000 * outline[2 * i], 1000 * outline[2 * i + 1]);
            }
            ring[ring.length - 1] = ring[0].copy();
            Polygon polygon = new GeometryFactory().createPolygon(ring);
            locators.add(new IndexedPointInAreaLocator(polygon));
        }
        return locators;
    }

    private static boolean isIn(List<IndexedPointInAreaLocator> outlines, Coordinate point) {
        return outlines.stream().anyMatch(outline -> outline.locate(point) == Location.INTERIOR);
    }

    /** From 1 in the south to 3.4 in the far north. */
    private static double sparseness(Coordinate place) {
        return 1 + 2.4 * Math.min(1, Math.max(0, (place.y - 6_600_000) / 900_000));
    }

    private List<Coordinate> kommunCentres(List<IndexedPointInAreaLocator> outlines) {
        List<Scatter.Settlement> metropoles = Arrays.stream(METROPOLES)
                .map(m -> new Scatter.Settlement(new Coordinate(1000 * m[0], 1000 * m[1]), 1000 * m[2], 8_500, 0.35))
                .toList();
        for (double spacing = 30_000; ; spacing *= 0.97) {
            double widest = spacing;
            List<Coordinate> centres = new Scatter(EXTENT, metropoles, place -> widest * sparseness(place), SEED)
                    .points(20_000).stream()
                            .filter(point -> isIn(outlines, point))
                            .toList();
            if (centres.size() < KOMMUNER) continue;
            List<Coordinate> chosen = new ArrayList<>(centres);
            while (chosen.size() > KOMMUNER) {
                chosen.remove(random.nextInt(chosen.size()));
            }
            return chosen;
        }
    }

    /** Towns by Zipf's rule, the largest at the metropoles. */
    private List<Coordinate> sites(List<Coordinate> centres) {
        List<Coordinate> ranked = new ArrayList<>(centres);
        Collections.shuffle(ranked, random);
        for (int i = METROPOLES.length - 1; i >= 0; i--) {
            Coordinate metropolis = new Coordinate(1000 * METROPOLES[i][0], 1000 * METROPOLES[i][1]);
            Coordinate town = Collections.min(ranked, Comparator.comparingDouble(metropolis::distance));
            ranked.remove(town);
            ranked.add(0, town);
        }
        List<Scatter.Settlement> towns = new ArrayList<>();
        for (int rank = 0; rank < ranked.size(); rank++) {
            double core = Math.max(800, 12_000 / StrictMath.pow(rank + 2, 0.5));
            towns.add(new Scatter.Settlement(ranked.get(rank), core, 330, 0.6));
        }
        return new Scatter(EXTENT, towns, place -> 4_500 * sparseness(place), SEED + 1).points(400_000);
    }

    private static BitSet land(Mosaic mosaic, List<IndexedPointInAreaLocator> outlines) {
        Noise east = new Noise(SEED + 2, 40_000, 4);
        Noise north = new Noise(SEED + 3, 40_000, 4);
        BitSet land = new BitSet();
        for (int cell = 0; cell < mosaic.cells(); cell++) {
            Coordinate site = mosaic.site(cell);
            Coordinate shifted = new Coordinate(
                    site.x + 25_000 * east.at(site.x, site.y), site.y + 25_000 * north.at(site.x, site.y));
            if (isIn(outlines, shifted)) land.set(cell);
        }
        return land;
    }

    private static int[] kommuner(Mosaic mosaic, BitSet land, List<Coordinate> centres) {
        int[] kommunOf = new int[mosaic.cells()];
        Arrays.fill(kommunOf, Partition.NONE);
        for (int kommun = 0; kommun < centres.size(); kommun++) {
            Coordinate centre = centres.get(kommun);
            int nearest = land.stream()
                    .filter(cell -> kommunOf[cell] == Partition.NONE)
                    .boxed()
                    .min(Comparator.comparingDouble(cell -> mosaic.site(cell).distance(centre)))
                    .orElseThrow();
            kommunOf[nearest] = kommun;
        }
        Partition.Cost distance = (from, to) -> mosaic.site(from).distance(mosaic.site(to));
        Partition.grow(mosaic.neighbours(), kommunOf, land, distance, Double.POSITIVE_INFINITY);
        BitSet everywhere = new BitSet();
        everywhere.set(0, mosaic.cells());
        Partition.grow(mosaic.neighbours(), kommunOf, everywhere, distance, Double.POSITIVE_INFINITY);
        for (int cell = 0; cell < kommunOf.length; cell++) {
            if (!land.get(cell)) kommunOf[cell] = Partition.NONE;
        }
        return kommunOf;
    }

    private void divide(Mosaic mosaic, int[] kommunOf, List<BitSet> deso, List<Integer> kommunOfDeso) {
        List<BitSet> cellsOf = new ArrayList<>();
        for (int kommun = 0; kommun < KOMMUNER; kommun++) {
            cellsOf.add(new BitSet());
        }
        for (int cell = 0; cell < kommunOf.length; cell++) {
            if (kommunOf[cell] >= 0) cellsOf.get(kommunOf[cell]).set(cell);
        }
        int[] counts =
                share(DESO, cellsOf.stream().mapToInt(BitSet::cardinality).toArray());
        for (int kommun = 0; kommun < KOMMUNER; kommun++) {
            for (BitSet cells : splitPieces(mosaic.neighbours(), cellsOf.get(kommun), counts[kommun])) {
                deso.add(cells);
                kommunOfDeso.add(kommun);
            }
        }
    }

    private int[] regso(Mosaic mosaic, List<BitSet> deso, List<Integer> kommunOfDeso) {
        int[] desoOf = new int[mosaic.cells()];
        Arrays.fill(desoOf, Partition.NONE);
        for (int i = 0; i < deso.size(); i++) {
            int number = i;
            deso.get(i).stream().forEach(cell -> desoOf[cell] = number);
        }
        int[][] neighbours = new int[deso.size()][];
        Arrays.setAll(neighbours, i -> deso.get(i).stream()
                .flatMap(cell -> Arrays.stream(mosaic.neighbours()[cell]))
                .map(cell -> desoOf[cell])
                .filter(other -> other >= 0 && other != i)
                .distinct()
                .sorted()
                .toArray());
        List<BitSet> members = new ArrayList<>();
        for (int kommun = 0; kommun < KOMMUNER; kommun++) {
            members.add(new BitSet());
        }
        for (int i = 0; i < deso.size(); i++) {
            members.get(kommunOfDeso.get(i)).set(i);
        }
        int[] counts =
                share(REGSO, members.stream().mapToInt(BitSet::cardinality).toArray());
        int[] regsoOf = new int[deso.size()];
        int number = 0;
        for (int kommun = 0; kommun < KOMMUNER; kommun++) {
            for (BitSet group : splitPieces(neighbours, members.get(kommun), counts[kommun])) {
                int regso = number++;
                group.stream().forEach(i -> regsoOf[i] = regso);
            }
        }
        return regsoOf;
    }

    /** Splits a set, connected or not, into exactly so many groups; pieces too small for a group of their own join one. */
    private List<BitSet> splitPieces(int[][] neighbours, BitSet nodes, int groups) {
        List<BitSet> pieces = Partition.pieces(neighbours, nodes);
        BitSet strays = new BitSet();
        double size = nodes.cardinality() / (double) groups;
        while (pieces.size() > 1
                && (pieces.size() > groups || pieces.get(pieces.size() - 1).cardinality() < size / 2)) {
            strays.or(pieces.remove(pieces.size() - 1));
        }
        int[] counts =
                share(groups, pieces.stream().mapToInt(BitSet::cardinality).toArray());
        List<BitSet> result = new ArrayList<>();
        for (int i = 0; i < counts.length; i++) {
            result.addAll(Partition.split(neighbours, pieces.get(i), counts[i], random));
        }
        result.get(0).or(strays);
        return result;
    }

    /** Shares a total out in proportion to the weights: each at least 1 and, the weights being sizes, at most its weight. */
    private static int[] share(int total, int[] weights) {
        long sum = Arrays.stream(weights).sum();
        int[] shares = new int[weights.length];
        Arrays.setAll(shares, i -> (int) Math.max(1, Math.min(weights[i], total * (long) weights[i] / sum)));
        int left = total - Arrays.stream(shares).sum();
        while (left != 0) {
            int step = Integer.signum(left);
            int best = -1;
            for (int i = 0; i < shares.length; i++) {
                boolean possible = step > 0 ? shares[i] < weights[i] : shares[i] > 1;
                if (possible && (best < 0 || step * lack(weights, shares, i) > step * lack(weights, shares, best)))
                    best = i;
            }
            shares[best] += step;
            left -= step;
        }
        return shares;
    }

    private static double lack(int[] weights, int[] shares, int i) {
        return weights[i] / (double) shares[i];
    }

    /** Län: strips from north to south, cut by the number of kommuner. */
    private static int[] lan(List<Coordinate> centres) {
        List<Integer> order = new ArrayList<>();
        for (int kommun = 0; kommun < centres.size(); kommun++) {
            order.add(kommun);
        }
        order.sort(Comparator.comparingDouble(kommun -> centres.get(kommun).y));
        int[] lanOf = new int[centres.size()];
        for (int i = 0; i < order.size(); i++) {
            lanOf[order.get(i)] = i * LAN / order.size();
        }
        return lanOf;
    }

    private void publish(
            Mosaic mosaic, List<BitSet> deso, List<Integer> kommunOfDeso, int[] regsoOfDeso, int[] lanOfKommun) {
        IntFunction<String> lanCode = lan -> Integer.toString(30 + lan);
        int[] kommunSerials = new int[LAN];
        String[] kommunCodes = new String[KOMMUNER];
        Arrays.setAll(kommunCodes, kommun -> "%s%02d"
                .formatted(lanCode.apply(lanOfKommun[kommun]), ++kommunSerials[lanOfKommun[kommun]]));

        Map<Integer, String> regsoCodes = new LinkedHashMap<>();
        int[] regsoSerials = new int[KOMMUNER];
        String[] desoCodes = new String[deso.size()];
        int[][] desoSerials = new int[KOMMUNER][3];
        int[] desoOf = new int[mosaic.cells()];
        Arrays.fill(desoOf, Partition.NONE);
        for (int i = 0; i < deso.size(); i++) {
            int number = i;
            deso.get(i).stream().forEach(cell -> desoOf[cell] = number);
        }
        List<MultiPolygon> geometries = mosaic.areas(desoOf, deso.size());
        for (int i = 0; i < deso.size(); i++) {
            int kommun = kommunOfDeso.get(i);
            regsoCodes.computeIfAbsent(
                    regsoOfDeso[i], regso -> "%sR%03d".formatted(kommunCodes[kommun], ++regsoSerials[kommun]));
            double squareKilometres = geometries.get(i).getArea() / 1e6;
            int category = squareKilometres > 25 ? 0 : squareKilometres > 6 ? 1 : 2;
            desoCodes[i] =
                    "%s%c%03d0".formatted(kommunCodes[kommun], "ABC".charAt(category), ++desoSerials[kommun][category]);
        }
        add(
                "deso",
                List.of("regso", "kommun", "lan"),
                geometries,
                i -> desoCodes[i],
                i -> Map.of(
                        "regso", regsoCodes.get(regsoOfDeso[i]),
                        "kommun", kommunCodes[kommunOfDeso.get(i)],
                        "lan", lanCode.apply(lanOfKommun[kommunOfDeso.get(i)])));

        int[] kommunOfRegso = new int[regsoCodes.size()];
        int[] regsoOf = new int[mosaic.cells()];
        int[] kommunOf = new int[mosaic.cells()];
        int[] lanOf = new int[mosaic.cells()];
        Arrays.fill(regsoOf, Partition.NONE);
        Arrays.fill(kommunOf, Partition.NONE);
        Arrays.fill(lanOf, Partition.NONE);
        for (int i = 0; i < deso.size(); i++) {
            int regso = regsoOfDeso[i];
            int kommun = kommunOfDeso.get(i);
            kommunOfRegso[regso] = kommun;
            deso.get(i).stream().forEach(cell -> {
                regsoOf[cell] = regso;
                kommunOf[cell] = kommun;
                lanOf[cell] = lanOfKommun[kommun];
            });
        }
        add(
                "regso",
                List.of("kommun", "lan"),
                mosaic.areas(regsoOf, regsoCodes.size()),
                regsoCodes::get,
                regso -> Map.of(
                        "kommun",
                        kommunCodes[kommunOfRegso[regso]],
                        "lan",
                        lanCode.apply(lanOfKommun[kommunOfRegso[regso]])));
        add(
                "kommun",
                List.of("lan"),
                mosaic.areas(kommunOf, KOMMUNER),
                kommun -> kommunCodes[kommun],
                kommun -> Map.of("lan", lanCode.apply(lanOfKommun[kommun])));
        add("lan", List.of(), mosaic.areas(lanOf, LAN), lanCode, lan -> Map.of());
    }

    private void add(
            String division,
            List<String> parents,
            List<? extends Geometry> geometries,
            IntFunction<String> code,
            IntFunction<Map<String, String>> parentCodes) {
        List<Area> areas = new ArrayList<>();
        for (int i = 0; i < geometries.size(); i++) {
            areas.add(new Area(
                    code.apply(i),
                    division.equals("deso") ? "" : "Område " + code.apply(i),
                    Optional.empty(),
                    parentCodes.apply(i),
                    (MultiPolygon) geometries.get(i),
                    OptionalDouble.of(Math.rint(geometries.get(i).getArea() / 100) / 10_000)));
        }
        areas.sort(Comparator.comparing(Area::code));
        Vintage vintage = new Vintage(
                new VintageId(division, "2025"),
                YearRange.ALWAYS,
                parents.stream().map(Vintage.Parent::parse).toList(),
                Optional.empty(),
                "Regstat benchmark: påhittat land / fictional country",
                "CC0-1.0 (påhittade områden / fictional areas)",
                "",
                Instant.parse("2025-01-01T00:00:00Z"),
                "generated",
                "");
        vintages.add(0, new NationalVintage(vintage, List.copyOf(areas)));
    }
}
