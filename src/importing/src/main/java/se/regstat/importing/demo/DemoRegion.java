package se.regstat.importing.demo;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.locationtech.jts.geom.Coordinate;
import org.locationtech.jts.geom.Envelope;
import org.locationtech.jts.geom.MultiPolygon;
import org.locationtech.jts.geom.Point;
import se.regstat.statistics.division.Area;
import se.regstat.statistics.division.Change;
import se.regstat.statistics.division.ChangeKind;
import se.regstat.statistics.division.ChangeLog;
import se.regstat.statistics.division.Vintage;
import se.regstat.statistics.division.VintageId;
import se.regstat.statistics.division.YearRange;

/**
 * A made-up region to try things on: län 99 with six kommuner, in two vintages of DeSO and RegSO.
 *
 * <p>It lies in the open Bothnian Sea, E {@value #WEST}-{@value #EAST} and N {@value #SOUTH}-{@value #NORTH} in
 * EPSG:3006 (about 61.7-62.6°N, 18.6-20.6°E), east of Sundsvall and west of Kristinestad, more than 30 km from the nearest
 * Swedish kommun: on any map with a coastline one sees that there is no such land, no real area is hidden by it, and it
 * still lies where data about Sweden
 * are expected. Real län codes end at 25 and no real kommun begins with 99.
 *
 * <p>What there is to see: towns with many small areas, countryside with large ones, a coast with islands (areas of several
 * parts), lakes that belong to no area (holes), areas around areas. Between DeSO 2018 and 2025 areas are split, merged,
 * recoded and moved borders, and coastal ones are extended into the sea; {@link #changes()} tells which. The areas of
 * every vintage form a valid coverage, and each is exactly the union of the areas that name it as their parent.
 *
 * <p>The same on every run. Longer than other classes, since every step draws from one sequence of random numbers and goes on
 * with the areas that the step before left: read from the top, it is the recipe of the region.
 */
public final class DemoRegion {

    /** Said wherever a vintage of this region is described. */
    public static final String LICENCE = "CC0-1.0 (demo: påhittade områden / fictional areas)";

    public static final String SOURCE =
            "Regstat demo: påhittad region, ingen statistik / fictional region, no statistics";

    static final double WEST = 690_000;
    static final double EAST = 788_000;
    static final double SOUTH = 6_838_000;
    static final double NORTH = 6_942_000;

    private static final Coordinate MIDDLE = new Coordinate(739_000, 6_890_000);
    static final long SEED = 9901;
    static final Instant MADE = Instant.parse("2025-01-01T00:00:00Z");

    /** Stands in a demo store's change log for what the store holds; to be changed with it. */
    static final String EDITION = sha256("regstat demo " + SEED + " with indicators, 3");

    private static final LocalDate REVISION = LocalDate.of(2025, 1, 1);
    private static final double TERRITORIAL_SEA = 8_000;
    private static final Noise TOWNS = new Noise(SEED + 3, 2_000, 2);

    private static final int TOWN_CELLS = 6;
    private static final int COUNTRY_CELLS = 13;

    private record Kommun(String code, String name, double eastOfMiddle, double northOfMiddle, double core) {
        Coordinate centre() {
            return at(eastOfMiddle, northOfMiddle);
        }
    }

    private static final List<Kommun> KOMMUNER = List.of(
            new Kommun("9901", "Demostad", -1, -1, 3_400),
            new Kommun("9902", "Exempelvik", 13, 14, 1_700),
            new Kommun("9903", "Provinge", -13, 15, 1_200),
            new Kommun("9904", "Påhittby", 9, -19, 1_300),
            new Kommun("9905", "Fiktholm", -16, -14, 1_000),
            new Kommun("9906", "Låtsasö", 21, -4, 800));

    /** Centres of settlements that are no municipal centre, kilometres from the middle. */
    private static final double[][] VILLAGES = {
        {-8, 5},
        {6, 8},
        {4, -9},
        {-9, -7},
        {5, 19},
        {-17, 20},
        {-20, 6},
        {3, -25},
        {18, 5},
        {-6, 15},
        {-12, -20},
        {14, -13},
        {-22, -8},
        {22, 11}
    };

    /** Kilometres east and north of the middle, and radius. */
    private static final double[][] LAKES = {
        {-8, 10, 2.6},
        {8, 1.5, 2.2},
        {-12, -3, 1.8},
        {3, 14, 3.2},
        {-4, -14, 3.6},
        {-18, -9, 1.1},
        {15, -8, 1.0},
        {15, 8, 1.2}
    };

    private static Coordinate at(double eastOfMiddle, double northOfMiddle) {
        return new Coordinate(MIDDLE.x + 1000 * eastOfMiddle, MIDDLE.y + 1000 * northOfMiddle);
    }

    /** A vintage of the region and its areas ordered by code. */
    public record DemoVintage(Vintage vintage, List<Area> areas) {}

    /** One line of the log of changes before its geometry is told. */
    private record Step(String from, String to, ChangeKind kind) {}

    /** A DeSO area while it is being made. */
    private static final class Deso {
        final int kommun;
        final char category;
        final BitSet cells;
        int regso;
        String code = "";

        Deso(int kommun, char category, BitSet cells) {
            this.kommun = kommun;
            this.category = category;
            this.cells = cells;
        }

        Deso copy() {
            Deso copy = new Deso(kommun, category, (BitSet) cells.clone());
            copy.regso = regso;
            copy.code = code;
            return copy;
        }
    }

    private final Random random = new Random(Mosaic.mix(SEED));
    private final Mosaic mosaic;
    private final BitSet land = new BitSet();
    private final BitSet sea = new BitSet();
    private final List<String> regsoCodes = new ArrayList<>();
    private final List<String> regsoNames = new ArrayList<>();
    private final List<Step> steps = new ArrayList<>();
    private final List<DemoVintage> vintages = new ArrayList<>();
    private final Map<VintageId, Map<String, BitSet>> desoCells = new HashMap<>();
    private final double[] landOfCell;
    private final ChangeLog changes;

    private DemoRegion() {
        mosaic = new Mosaic(sites(), new Mosaic.Detail(70, 2, 6), SEED);
        tellLandFromWater();
        List<Deso> before = cutIntoDeso();
        joinIslands(before);
        Partition.pieces(mosaic.neighbours(), lakes()).stream()
                .filter(lake -> lake.cardinality() < 6)
                .forEach(lake -> surround(lake, before));
        before.stream()
                .filter(deso -> deso.category == 'B')
                .toList()
                .forEach(village -> surround(village.cells, before));
        groupIntoRegso(before);
        number(before);
        List<Deso> after = revise(before);
        changes = changeLog(cellsByCode(before), cellsByCode(after));
        landOfCell = landOfCell();

        publish(
                vintage("lan", "2025", YearRange.ALWAYS, List.of()),
                after,
                deso -> 0,
                i -> "99",
                i -> "Demolän",
                i -> Map.of());
        publish(
                vintage("kommun", "2025", years(2011, null), List.of("lan")),
                after,
                deso -> deso.kommun,
                i -> KOMMUNER.get(i).code(),
                i -> KOMMUNER.get(i).name(),
                i -> Map.of("lan", "99"));
        publishRegso("2020", years(null, 2023), before);
        publishRegso("2025", years(2024, null), after);
        publishDeso("2018", years(null, 2023), before);
        publishDeso("2025", years(2024, null), after);
    }

    /** Makes the region; takes about a second. */
    public static DemoRegion create() {
        return new DemoRegion();
    }

    /** Parents before children, older before newer. */
    public List<DemoVintage> vintages() {
        return Collections.unmodifiableList(vintages);
    }

    /** What became of DeSO 2018 in DeSO 2025, with the ground that changed hands; areas not named here are the same in both. */
    public ChangeLog changes() {
        return changes;
    }

    Mosaic mosaic() {
        return mosaic;
    }

    /** Which cells the areas of a vintage of DeSO are made of, by code. Not to be changed. */
    Map<String, BitSet> desoCells(VintageId deso) {
        return desoCells.get(deso);
    }

    BitSet land() {
        return land;
    }

    /** Above 0.5 in a town and about 1 in its middle, falling to 0 in the countryside. */
    static double centrality(Coordinate place) {
        double nearest = Double.POSITIVE_INFINITY;
        for (Kommun kommun : KOMMUNER) {
            nearest = Math.min(nearest, place.distance(kommun.centre()) / (2.7 * kommun.core()));
        }
        return Math.max(0, 1 - nearest);
    }

    private static List<Coordinate> sites() {
        List<Scatter.Settlement> settlements = new ArrayList<>();
        for (Kommun kommun : KOMMUNER) {
            settlements.add(new Scatter.Settlement(kommun.centre(), kommun.core(), 250, 0.2));
        }
        for (double[] village : VILLAGES) {
            settlements.add(new Scatter.Settlement(at(village[0], village[1]), 450, 300, 0.35));
        }
        return new Scatter(new Envelope(WEST, EAST, SOUTH, NORTH), settlements, DemoRegion::spacing, SEED)
                .points(60_000);
    }

    /** Metres between cells: wide in the open sea, so that its limit runs in long straight lines. */
    private static double spacing(Coordinate place) {
        return Math.min(3_200, 1_150 + 4_000 * Math.max(0, -0.35 - roundIsland(place)));
    }

    /** Above zero on an island without bays, falling outwards. */
    private static double roundIsland(Coordinate place) {
        double east = (place.x - MIDDLE.x) / 27_500;
        double north = (place.y - MIDDLE.y) / 31_500;
        return 1 - east * east - north * north;
    }

    private void tellLandFromWater() {
        Noise coast = new Noise(SEED, 16_000, 4);
        Noise skerries = new Noise(SEED + 1, 4_200, 2);
        Noise shore = new Noise(SEED + 2, 2_500, 2);
        for (int cell = 0; cell < mosaic.cells(); cell++) {
            Coordinate site = mosaic.site(cell);
            double height = roundIsland(site) + 1.3 * coast.at(site.x, site.y);
            for (Kommun kommun : KOMMUNER) {
                height = Math.max(height, 1 - site.distance(kommun.centre()) / (1.6 * kommun.core()));
            }
            boolean skerry = height > -0.35 && skerries.at(site.x, site.y) > 0.26;
            if ((height > 0 || skerry) && !isLake(site, shore)) land.set(cell);
        }
        BitSet water = new BitSet();
        water.set(0, mosaic.cells());
        water.andNot(land);
        sea.or(Partition.pieces(mosaic.neighbours(), water).get(0));
        mosaic.straighten(sea);
    }

    private BitSet lakes() {
        BitSet lakes = new BitSet();
        lakes.set(0, mosaic.cells());
        lakes.andNot(land);
        lakes.andNot(sea);
        return lakes;
    }

    private static boolean isLake(Coordinate site, Noise shore) {
        for (double[] lake : LAKES) {
            double reach = site.distance(at(lake[0], lake[1])) / (1000 * lake[2]);
            boolean island = lake[2] > 3 && reach < 0.3;
            if (!island && reach < 1 + 0.5 * shore.at(site.x, site.y)) return true;
        }
        return false;
    }

    private double distance(int from, int to) {
        return mosaic.site(from).distance(mosaic.site(to));
    }

    /** Distance over ground that is easy here and hard there, so that borders wind. */
    private double effort(int from, int to) {
        double ease =
                (Mosaic.mix(SEED + (long) Math.min(from, to) * mosaic.cells() + Math.max(from, to)) >>> 11) * 0x1p-53;
        return distance(from, to) * (0.6 + 0.9 * ease);
    }

    private List<Deso> cutIntoDeso() {
        int[][] neighbours = mosaic.neighbours();
        List<BitSet> pieces = Partition.pieces(neighbours, land);
        int[] kommunOf = new int[mosaic.cells()];
        Arrays.fill(kommunOf, Partition.NONE);
        for (int kommun = 0; kommun < KOMMUNER.size(); kommun++) {
            kommunOf[nearest(KOMMUNER.get(kommun).centre(), pieces.get(0))] = kommun;
        }
        Partition.grow(neighbours, kommunOf, pieces.get(0), this::effort, Double.POSITIVE_INFINITY);
        BitSet everywhere = new BitSet();
        everywhere.set(0, mosaic.cells());
        Partition.grow(neighbours, kommunOf, everywhere, this::distance, Double.POSITIVE_INFINITY);

        for (double[] village : VILLAGES) {
            int kommun = kommunOf[nearest(at(village[0], village[1]), land)];
            for (int cell = land.nextSetBit(0); cell >= 0; cell = land.nextSetBit(cell + 1)) {
                if (isIn(village, cell)) kommunOf[cell] = kommun;
            }
        }

        List<Deso> areas = new ArrayList<>();
        for (int kommun = 0; kommun < KOMMUNER.size(); kommun++) {
            for (char category : new char[] {'A', 'B', 'C'}) {
                BitSet zone = new BitSet();
                for (int cell = land.nextSetBit(0); cell >= 0; cell = land.nextSetBit(cell + 1)) {
                    if (kommunOf[cell] == kommun && categoryOf(cell, kommun) == category) zone.set(cell);
                }
                int size = category == 'A' ? COUNTRY_CELLS : TOWN_CELLS;
                for (BitSet piece : Partition.pieces(neighbours, zone)) {
                    boolean joinedLater = piece.cardinality() < size / 2;
                    if (joinedLater) continue;
                    int count = Math.max(1, Math.round(piece.cardinality() / (float) size));
                    for (BitSet cells : Partition.split(neighbours, piece, count, random)) {
                        areas.add(new Deso(kommun, category, cells));
                    }
                }
            }
        }
        return areas;
    }

    private int nearest(Coordinate place, BitSet cells) {
        return cells.stream()
                .boxed()
                .min(Comparator.comparingDouble(cell -> mosaic.site(cell).distance(place)))
                .orElseThrow();
    }

    private char categoryOf(int cell, int kommun) {
        Coordinate site = mosaic.site(cell);
        Kommun own = KOMMUNER.get(kommun);
        double outskirts = 1.35 + 0.9 * TOWNS.at(site.x, site.y);
        if (site.distance(own.centre()) < outskirts * own.core()) return 'C';
        return Arrays.stream(VILLAGES).anyMatch(village -> isIn(village, cell)) ? 'B' : 'A';
    }

    private boolean isIn(double[] village, int cell) {
        Coordinate site = mosaic.site(cell);
        return site.distance(at(village[0], village[1])) < 900 + 500 * TOWNS.at(site.x, site.y);
    }

    /** Lets the countryside area that has most of the shore of a small lake, or of the rim of a village, have all of it. */
    private void surround(BitSet enclosed, List<Deso> areas) {
        int[] areaOf = areaOf(areas);
        BitSet rim = new BitSet();
        enclosed.stream()
                .flatMap(cell -> Arrays.stream(mosaic.neighbours()[cell]))
                .filter(cell -> !enclosed.get(cell))
                .forEach(rim::set);
        if (rim.stream().anyMatch(cell -> areaOf[cell] < 0 || areas.get(areaOf[cell]).category != 'A')) return;
        if (rim.stream().map(cell -> areas.get(areaOf[cell]).kommun).distinct().count() > 1) return;
        Map<Integer, Long> shares = rim.stream()
                .boxed()
                .collect(Collectors.groupingBy(cell -> areaOf[cell], TreeMap::new, Collectors.counting()));
        Deso winner = areas.get(
                Collections.max(shares.entrySet(), Map.Entry.comparingByValue()).getKey());
        for (int area : shares.keySet()) {
            areas.get(area).cells.andNot(rim);
        }
        winner.cells.or(rim);
        areas.removeIf(deso -> deso.cells.isEmpty());
    }

    /** Gives land that is in no area yet (islands, splinters) to the nearest area, over water if need be. */
    private void joinIslands(List<Deso> areas) {
        int[] areaOf = areaOf(areas);
        BitSet everywhere = new BitSet();
        everywhere.set(0, mosaic.cells());
        Partition.grow(mosaic.neighbours(), areaOf, everywhere, this::distance, Double.POSITIVE_INFINITY);
        for (int cell = land.nextSetBit(0); cell >= 0; cell = land.nextSetBit(cell + 1)) {
            areas.get(areaOf[cell]).cells.set(cell);
        }
    }

    private int[] areaOf(List<Deso> areas) {
        int[] areaOf = new int[mosaic.cells()];
        Arrays.fill(areaOf, Partition.NONE);
        for (int area = 0; area < areas.size(); area++) {
            int number = area;
            areas.get(area).cells.stream().forEach(cell -> areaOf[cell] = number);
        }
        return areaOf;
    }

    private int[][] adjacency(List<Deso> areas) {
        int[] areaOf = areaOf(areas);
        int[][] neighbours = new int[areas.size()][];
        Arrays.setAll(neighbours, area -> areas.get(area).cells.stream()
                .flatMap(cell -> Arrays.stream(mosaic.neighbours()[cell]))
                .map(cell -> areaOf[cell])
                .filter(other -> other >= 0 && other != area)
                .distinct()
                .sorted()
                .toArray());
        return neighbours;
    }

    private void groupIntoRegso(List<Deso> areas) {
        int[][] neighbours = adjacency(areas);
        List<String> names = inventedNames();
        for (int kommun = 0; kommun < KOMMUNER.size(); kommun++) {
            int own = kommun;
            BitSet members = new BitSet();
            IntStream.range(0, areas.size())
                    .filter(area -> areas.get(area).kommun == own)
                    .forEach(members::set);
            int serial = 0;
            for (BitSet piece : Partition.pieces(neighbours, members)) {
                int count = Math.max(1, Math.round(piece.cardinality() / 2.2f));
                for (BitSet group : Partition.split(neighbours, piece, count, random)) {
                    int regso = regsoCodes.size();
                    group.stream().forEach(area -> areas.get(area).regso = regso);
                    regsoCodes.add("%sR%03d".formatted(KOMMUNER.get(kommun).code(), ++serial));
                    boolean centre = serial == 1;
                    regsoNames.add(centre ? KOMMUNER.get(kommun).name() + " centrum" : names.remove(names.size() - 1));
                }
            }
        }
        // The centre's name goes to where the centre is.
        for (int kommun = 0; kommun < KOMMUNER.size(); kommun++) {
            int cell = nearest(KOMMUNER.get(kommun).centre(), land);
            int central = areas.stream()
                    .filter(deso -> deso.cells.get(cell))
                    .findFirst()
                    .orElseThrow()
                    .regso;
            Collections.swap(regsoNames, regsoNames.indexOf(KOMMUNER.get(kommun).name() + " centrum"), central);
        }
    }

    private List<String> inventedNames() {
        String[] beginnings = {
            "Prov",
            "Test",
            "Exempel",
            "Påhitts",
            "Låtsas",
            "Dikt",
            "Mall",
            "Skiss",
            "Modell",
            "Fantasi",
            "Utkasts",
            "Låna",
            "Tänk",
            "Gissnings",
            "Ritnings",
            "Övnings"
        };
        String[] endings = {
            "backen",
            "ängen",
            "lunden",
            "viken",
            "berget",
            "åsen",
            "dalen",
            "hagen",
            "näset",
            "torp",
            "holmen",
            "gärdet",
            "stranden",
            "kullen",
            "mossen"
        };
        List<String> names = new ArrayList<>();
        for (String beginning : beginnings) {
            for (String ending : endings) {
                names.add(beginning + ending);
            }
        }
        Collections.shuffle(names, random);
        return names;
    }

    /** Numbers areas within kommun and category along the curve that cells are numbered along, so that neighbours come close. */
    private static void number(List<Deso> areas) {
        areas.sort(Comparator.<Deso>comparingInt(deso -> deso.kommun)
                .thenComparing(deso -> deso.category)
                .thenComparing(deso -> deso.cells.nextSetBit(0)));
        Map<String, Integer> serials = new HashMap<>();
        for (Deso deso : areas) {
            String prefix = KOMMUNER.get(deso.kommun).code() + deso.category;
            int serial = serials.merge(prefix, 1, Integer::sum);
            deso.code = "%s%03d0".formatted(prefix, serial);
        }
    }

    /** DeSO 2025: copies of the old areas, some of them changed as SCB's revision did. */
    private List<Deso> revise(List<Deso> before) {
        List<Deso> after = before.stream().map(Deso::copy).collect(Collectors.toCollection(ArrayList::new));
        Set<String> touched = new HashSet<>();
        split(after, touched, 14);
        mergeIntoNew(after, touched, 3);
        mergeIntoExisting(after, touched, 3);
        moveBorders(after, touched, 9, true);
        moveBorders(after, touched, 2, false);
        recode(after, touched, 2);
        extendToSea(after);
        after.sort(Comparator.comparing(deso -> deso.code));
        steps.sort(Comparator.comparing(Step::from)
                .thenComparing(Step::to)
                .thenComparing(step -> step.kind().label().sv()));
        return after;
    }

    private void log(String from, String to, ChangeKind kind) {
        steps.add(new Step(from, to, kind));
    }

    private static Map<String, BitSet> cellsByCode(List<Deso> areas) {
        return areas.stream().collect(Collectors.toMap(deso -> deso.code, deso -> deso.cells));
    }

    private ChangeLog changeLog(Map<String, BitSet> before, Map<String, BitSet> after) {
        // What is handed over and what is lost or won is the same ground, so one cannot be drawn in one go with the
        // other.
        Map<Step, MultiPolygon> geometries = new HashMap<>();
        for (boolean handedOver : new boolean[] {true, false}) {
            List<Step> drawn = steps.stream()
                    .filter(step -> step.from().equals(step.to()) != handedOver)
                    .toList();
            int[] stepOf = new int[mosaic.cells()];
            Arrays.fill(stepOf, Partition.NONE);
            for (int i = 0; i < drawn.size(); i++) {
                Step step = drawn.get(i);
                int number = i;
                concerned(step, before.get(step.from()), after.get(step.to())).stream()
                        .forEach(cell -> stepOf[cell] = number);
            }
            List<MultiPolygon> parts = mosaic.areas(stepOf, drawn.size());
            for (int i = 0; i < drawn.size(); i++) geometries.put(drawn.get(i), parts.get(i));
        }
        return new ChangeLog(
                "deso",
                "2018",
                "2025",
                steps.stream()
                        .map(step -> new Change(
                                step.from(),
                                step.to(),
                                step.kind(),
                                Optional.of(REVISION),
                                Optional.of(geometries.get(step))))
                        .toList(),
                MADE,
                "demo",
                EDITION);
    }

    /** What changed hands or was added. */
    private BitSet concerned(Step step, BitSet before, BitSet after) {
        boolean handedOver = !step.from().equals(step.to());
        boolean lost = step.kind() == ChangeKind.REDUCED;
        BitSet concerned = (BitSet) (handedOver || lost ? before : after).clone();
        if (handedOver) concerned.and(after);
        else concerned.andNot(lost ? after : before);
        if (step.kind() == ChangeKind.EXTENDED) concerned.and(land);
        if (step.kind() == ChangeKind.EXTENDED_TO_SEA) concerned.and(sea);
        return concerned;
    }

    /** Square metres of each cell, 0 at sea and in lakes. */
    private double[] landOfCell() {
        int[] cells = land.stream().toArray();
        int[] numberOf = new int[mosaic.cells()];
        Arrays.fill(numberOf, Partition.NONE);
        for (int i = 0; i < cells.length; i++) numberOf[cells[i]] = i;
        List<MultiPolygon> drawn = mosaic.areas(numberOf, cells.length);
        double[] areas = new double[mosaic.cells()];
        for (int i = 0; i < cells.length; i++) areas[cells[i]] = drawn.get(i).getArea();
        return areas;
    }

    /** The code with its last digit used for a new area. */
    private static String renewed(String code, int digit) {
        return code.substring(0, code.length() - 1) + digit;
    }

    private List<Deso> shuffled(List<Deso> areas) {
        List<Deso> shuffled = new ArrayList<>(areas);
        Collections.shuffle(shuffled, random);
        return shuffled;
    }

    private List<Deso> neighboursOf(Deso deso, List<Deso> areas) {
        int[] areaOf = areaOf(areas);
        return deso.cells.stream()
                .flatMap(cell -> Arrays.stream(mosaic.neighbours()[cell]))
                .map(cell -> areaOf[cell])
                .filter(other -> other >= 0)
                .distinct()
                .sorted()
                .mapToObj(areas::get)
                .filter(other -> other != deso)
                .toList();
    }

    private void split(List<Deso> areas, Set<String> touched, int count) {
        int done = 0;
        for (Deso old : shuffled(areas)) {
            if (done == count) return;
            int parts = done == 0 ? 3 : 2;
            if (old.category == 'A' || old.cells.cardinality() < 3 * parts) continue;
            if (!Partition.isConnected(mosaic.neighbours(), old.cells)) continue;
            areas.remove(old);
            touched.add(old.code);
            int digit = 0;
            for (BitSet cells : Partition.split(mosaic.neighbours(), old.cells, parts, random)) {
                Deso part = new Deso(old.kommun, old.category, cells);
                part.regso = old.regso;
                part.code = renewed(old.code, ++digit);
                touched.add(part.code);
                areas.add(part);
                log(old.code, part.code, ChangeKind.ENDED_TO_NEW);
            }
            done++;
        }
    }

    private void mergeIntoNew(List<Deso> areas, Set<String> touched, int count) {
        for (int done = 0; done < count; done++) {
            Deso[] pair = untouchedPair(areas, touched, true);
            Deso union = new Deso(pair[0].kommun, pair[0].category, (BitSet) pair[0].cells.clone());
            union.cells.or(pair[1].cells);
            union.regso = pair[0].regso;
            union.code = renewed(pair[0].code, 1);
            areas.removeAll(List.of(pair));
            areas.add(union);
            touched.add(union.code);
            log(pair[0].code, union.code, ChangeKind.ENDED_TO_NEW);
            log(pair[1].code, union.code, ChangeKind.ENDED_TO_NEW);
        }
    }

    private void mergeIntoExisting(List<Deso> areas, Set<String> touched, int count) {
        for (int done = 0; done < count; done++) {
            Deso[] pair = untouchedPair(areas, touched, true);
            pair[1].cells.or(pair[0].cells);
            areas.remove(pair[0]);
            log(pair[0].code, pair[1].code, ChangeKind.ENDED_TO_EXISTING);
            log(pair[1].code, pair[1].code, ChangeKind.EXTENDED);
        }
    }

    private void moveBorders(List<Deso> areas, Set<String> touched, int count, boolean sameRegso) {
        int done = 0;
        while (done < count) {
            Deso[] pair = untouchedPair(areas, touched, sameRegso);
            Deso giver = pair[0];
            Deso taker = pair[1];
            for (int cell : giver.cells.stream().toArray()) {
                boolean atBorder = Arrays.stream(mosaic.neighbours()[cell]).anyMatch(taker.cells::get);
                BitSet rest = (BitSet) giver.cells.clone();
                rest.clear(cell);
                if (!atBorder || rest.isEmpty() || pieces(rest) > pieces(giver.cells)) continue;
                giver.cells.clear(cell);
                taker.cells.set(cell);
                log(giver.code, giver.code, ChangeKind.REDUCED);
                log(giver.code, taker.code, ChangeKind.PART_TO_EXISTING);
                done++;
                break;
            }
        }
    }

    private int pieces(BitSet cells) {
        return Partition.pieces(mosaic.neighbours(), cells).size();
    }

    private void recode(List<Deso> areas, Set<String> touched, int count) {
        int done = 0;
        for (Deso deso : shuffled(areas)) {
            if (done == count) return;
            if (deso.category != 'B' || !touched.add(deso.code)) continue;
            String old = deso.code;
            deso.code = renewed(old, 1);
            touched.add(deso.code);
            log(old, deso.code, ChangeKind.RECODED);
            done++;
        }
    }

    /** Two neighbours of the same kommun and category that nothing has happened to yet; now marked as touched. */
    private Deso[] untouchedPair(List<Deso> areas, Set<String> touched, boolean sameRegso) {
        for (Deso first : shuffled(areas)) {
            if (touched.contains(first.code)) continue;
            for (Deso second : neighboursOf(first, areas)) {
                boolean fits = second.kommun == first.kommun
                        && second.category == first.category
                        && (second.regso == first.regso) == sameRegso
                        && !touched.contains(second.code);
                if (!fits) continue;
                touched.add(first.code);
                touched.add(second.code);
                return new Deso[] {first, second};
            }
        }
        throw new IllegalStateException("no two areas are left to change");
    }

    private void extendToSea(List<Deso> areas) {
        int[] areaOf = areaOf(areas);
        int[] extended = areaOf.clone();
        Partition.grow(mosaic.neighbours(), extended, sea, this::distance, TERRITORIAL_SEA);
        Set<Integer> coastal = new TreeSet<>();
        for (int cell = 0; cell < extended.length; cell++) {
            if (extended[cell] == areaOf[cell]) continue;
            areas.get(extended[cell]).cells.set(cell);
            coastal.add(extended[cell]);
        }
        for (int area : coastal) {
            String code = areas.get(area).code;
            boolean existed = code.endsWith("0");
            if (existed) log(code, code, ChangeKind.EXTENDED_TO_SEA);
        }
    }

    private static YearRange years(Integer from, Integer to) {
        return new YearRange(
                from == null ? OptionalInt.empty() : OptionalInt.of(from),
                to == null ? OptionalInt.empty() : OptionalInt.of(to));
    }

    private static Vintage vintage(String division, String year, YearRange valid, List<String> parents) {
        VintageId id = new VintageId(division, year);
        return new Vintage(
                id,
                valid,
                parents.stream().map(Vintage.Parent::parse).toList(),
                Optional.empty(),
                SOURCE,
                LICENCE,
                "Demo: påhittade områden i Bottenhavet / fictional areas in the Bothnian Sea",
                MADE,
                "demo",
                sha256("regstat demo " + SEED + " " + id));
    }

    static String sha256(String text) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }

    private interface Naming<T> {
        T of(int group);
    }

    private interface Grouping {
        int of(Deso deso);
    }

    private void publish(
            Vintage vintage,
            List<Deso> desos,
            Grouping grouping,
            Naming<String> code,
            Naming<String> name,
            Naming<Map<String, String>> parents) {
        // Groups that have ended are left out, so number those there are.
        Map<Integer, Integer> numbers = new LinkedHashMap<>();
        int[] groupOf = new int[mosaic.cells()];
        Arrays.fill(groupOf, Partition.NONE);
        for (Deso deso : desos) {
            int number = numbers.computeIfAbsent(grouping.of(deso), group -> numbers.size());
            deso.cells.stream().forEach(cell -> groupOf[cell] = number);
        }
        List<MultiPolygon> geometries = mosaic.areas(groupOf, numbers.size());
        double[] landAreas = new double[numbers.size()];
        for (int cell = 0; cell < groupOf.length; cell++) {
            if (groupOf[cell] >= 0) landAreas[groupOf[cell]] += landOfCell[cell];
        }
        List<Area> areas = new ArrayList<>();
        numbers.forEach((group, number) -> areas.add(new Area(
                code.of(group),
                name.of(group),
                Optional.empty(),
                parents.of(group),
                geometries.get(number),
                OptionalDouble.of(Math.rint(landAreas[number] / 100) / 10_000))));
        areas.sort(Comparator.comparing(Area::code));
        vintages.add(new DemoVintage(vintage, List.copyOf(areas)));
    }

    private void publishRegso(String year, YearRange valid, List<Deso> desos) {
        publish(
                vintage("regso", year, valid, List.of("kommun", "lan")),
                desos,
                deso -> deso.regso,
                regsoCodes::get,
                regsoNames::get,
                regso -> Map.of("kommun", regsoCodes.get(regso).substring(0, 4), "lan", "99"));
    }

    private void publishDeso(String year, YearRange valid, List<Deso> desos) {
        publish(
                vintage("deso", year, valid, List.of("regso", "kommun", "lan")),
                desos,
                desos::indexOf,
                area -> desos.get(area).code,
                area -> "",
                area -> Map.of(
                        "regso",
                        regsoCodes.get(desos.get(area).regso),
                        "kommun",
                        KOMMUNER.get(desos.get(area).kommun).code(),
                        "lan",
                        "99"));
        desoCells.put(new VintageId("deso", year), cellsByCode(desos));
        if (!year.equals("2025")) return;
        DemoVintage unnamed = vintages.remove(vintages.size() - 1);
        vintages.add(new DemoVintage(unnamed.vintage(), named(unnamed.areas())));
    }

    /** Local names for Demostad, as some regions and kommuner give them: the RegSO's name and where in it the area lies. */
    private List<Area> named(List<Area> areas) {
        Map<String, List<Area>> siblings = areas.stream()
                .collect(Collectors.groupingBy(area -> area.parents().get("regso")));
        Set<String> taken = new HashSet<>();
        List<Area> named = new ArrayList<>();
        for (Area area : areas) {
            if (!area.code().startsWith(KOMMUNER.get(0).code())) {
                named.add(area);
                continue;
            }
            String regso = area.parents().get("regso");
            String base = regsoNames.get(regsoCodes.indexOf(regso));
            List<Area> family = siblings.get(regso);
            String name = family.size() == 1 ? base : base + " " + side(area, family);
            for (int i = 2; !taken.add(name); i++) {
                name = base + " " + side(area, family) + " " + i;
            }
            named.add(new Area(
                    area.code(), area.name(), Optional.of(name), area.parents(), area.geometry(), area.landAreaKm2()));
        }
        return List.copyOf(named);
    }

    private static String side(Area area, List<Area> family) {
        Point own = area.geometry().getCentroid();
        double east = 0;
        double north = 0;
        for (Area member : family) {
            Point centre = member.geometry().getCentroid();
            east += (own.getX() - centre.getX()) / family.size();
            north += (own.getY() - centre.getY()) / family.size();
        }
        if (Math.abs(east) > Math.abs(north)) return east > 0 ? "östra" : "västra";
        return north > 0 ? "norra" : "södra";
    }
}
