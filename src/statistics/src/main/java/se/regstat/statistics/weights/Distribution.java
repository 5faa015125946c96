package se.regstat.statistics.weights;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.locationtech.jts.geom.Envelope;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.index.hprtree.HPRtree;
import se.regstat.statistics.ancillary.Mask;
import se.regstat.statistics.ancillary.WeightedPoints;
import se.regstat.statistics.overlay.CellGrid;
import se.regstat.statistics.overlay.CellShares;
import se.regstat.statistics.overlay.CommonArea;
import se.regstat.statistics.overlay.ContentHash;
import se.regstat.statistics.overlay.Frame;
import se.regstat.statistics.overlay.Moments;
import se.regstat.statistics.overlay.Overlay;
import se.regstat.statistics.overlay.PackedAreas;
import se.regstat.statistics.overlay.Sources;
import se.regstat.statistics.overlay.Targets;
import se.regstat.statistics.request.Weighting;

/**
 * Where inside the sources that is which they are divided by: people, or built-up land. Made once for sources and ancillary data,
 * and good for any targets. Immutable and thread-safe. All geometries in EPSG:3006 (E, N). Making one can take as long as an overlay; the
 * {@code cancelled} of its makers is asked often, from several threads, and stops it with a {@link CancellationException}.
 */
public final class Distribution {

    /** Points that are placed between two questions whether to go on. */
    private static final int POINTS = 256;

    private final Weighting weighting;
    private final String name;
    private final ContentHash hash;
    private final int[] first;
    private final double[] weights;
    private final double[] totals;
    private final PackedAreas pieces;
    private final double[] x;
    private final double[] y;
    private final double[] background;
    private final Sources sources;
    final Optional<CellWeights> cells;
    private final List<Geometry> everywhere;
    private volatile Sources mask;

    private Distribution(
            Weighting weighting, String name, ContentHash hash, Sources sources, List<List<Piece>> piecesOf) {
        this(weighting, name, hash, sources, piecesOf, new double[sources.size()], Optional.empty(), List.of());
    }

    /**
     * What there is of it in a source is all of what these have together.
     *
     * @param background how much there is evenly in all of each source
     * @param cells how much there is in the cells of a grid
     * @param everywhere all of a mask, also where there are no sources
     */
    Distribution(
            Weighting weighting,
            String name,
            ContentHash hash,
            Sources sources,
            List<List<Piece>> piecesOf,
            double[] background,
            Optional<CellWeights> cells,
            List<Geometry> everywhere) {
        this.weighting = weighting;
        this.name = name;
        this.hash = hash;
        this.sources = sources;
        this.background = background;
        this.cells = cells;
        this.everywhere = everywhere;
        first = new int[sources.size() + 1];
        for (int i = 0; i < sources.size(); i++)
            first[i + 1] = first[i] + piecesOf.get(i).size();
        List<Piece> all = piecesOf.stream().flatMap(List::stream).toList();
        weights = all.stream().mapToDouble(Piece::weight).toArray();
        totals = new double[sources.size()];
        for (int i = 0; i < totals.length; i++) {
            ExactSum sum = new ExactSum();
            sum.add(background[i]);
            for (int piece = first[i]; piece < first[i + 1]; piece++) sum.add(weights[piece]);
            if (cells.isPresent()) sum.add(cells.get().total(i));
            totals[i] = sum.value();
        }
        boolean points = !all.isEmpty() && all.get(0).geometry() == null;
        Frame frame = sources.frame();
        pieces = points
                ? null
                : new PackedAreas(frame, all.stream().map(Piece::geometry).toList());
        x = points ? all.stream().mapToDouble(Piece::x).toArray() : new double[0];
        y = points ? all.stream().mapToDouble(Piece::y).toArray() : new double[0];
    }

    /** A part of a source, or a point (then without a geometry; coordinates of the frame), and how much is there. */
    record Piece(Geometry geometry, double x, double y, double weight) {

        static Piece area(Geometry geometry, double weight) {
            return new Piece(geometry, 0, 0, weight);
        }
    }

    /** By the area inside a registered mask. */
    public static Distribution of(Sources sources, Mask mask, BooleanSupplier cancelled) {
        return mask(mask.name(), sources, mask.polygons(), cancelled);
    }

    /** By a registered population: all its people. */
    public static Distribution of(Sources sources, WeightedPoints population, BooleanSupplier cancelled) {
        return of(sources, population, WeightedPoints.PEOPLE, () -> grid(population), cancelled);
    }

    /**
     * By one kind of the people of a registered population; cells of a grid as squares in which they live evenly.
     *
     * @param grid of the cells, if it has any
     * @throws IllegalArgumentException if that kind is not counted
     */
    public static Distribution of(
            Sources sources,
            WeightedPoints population,
            String kind,
            Supplier<CellGrid> grid,
            BooleanSupplier cancelled) {
        String name = name(population, kind);
        double[] x = population.eastings();
        double[] y = population.northings();
        double[] people = population.weights(kind);
        if (population.cellSize() == 0) return points(name, sources, x, y, people, cancelled);
        CellShares shares = CellShares.of(grid.get(), sources.geometries(), cancelled);
        double[] inPart = new double[shares.first(sources.size())];
        Arrays.setAll(inPart, pair -> people[shares.cell(pair)] * shares.share(pair));
        return new Distribution(
                Weighting.POPULATION,
                name,
                ContentHash.of(x, y, people, new double[] {population.cellSize()}),
                sources,
                none(sources),
                new double[sources.size()],
                Optional.of(new CellWeights(shares, sources.geometries(), 1, inPart)),
                List.of());
    }

    /** The cells of a population, found by where they lie. */
    public static CellGrid grid(WeightedPoints population) {
        return new CellGrid(population.eastings(), population.northings(), population.cellSize());
    }

    /** As readers are told what it was that divided: a population, and which of its people where that is not all. */
    static String name(WeightedPoints population, String kind) {
        return kind.equals(WeightedPoints.PEOPLE) ? population.name() : population.name() + ":" + kind;
    }

    /** What divides by people of one kind, as it is called where it divides by all: {@code combined:rutor+built-up} of {@code combined:rutor:women+built-up}. */
    public static String ofAll(String way, String kind) {
        return way.replaceFirst("^([^:]+:[^:+]+):" + kind + "(?=\\+|$)", "$1");
    }

    private static List<List<Piece>> none(Sources sources) {
        return Collections.nCopies(sources.size(), List.of());
    }

    /**
     * By the area inside a mask.
     *
     * @param name what the mask is called
     * @param mask polygons; they may overlap, and invalid ones are repaired
     */
    public static Distribution mask(String name, Sources sources, List<? extends Geometry> mask) {
        return mask(name, sources, mask, () -> false);
    }

    private static Distribution mask(
            String name, Sources sources, List<? extends Geometry> mask, BooleanSupplier cancelled) {
        Targets polygons = Targets.of(numbers(mask.size()), mask, cancelled);
        Overlay overlay = Overlay.of(sources, polygons, cancelled);
        List<List<Piece>> piecesOf = IntStream.range(0, sources.size())
                .parallel()
                .mapToObj(source -> LandClasses.inside(source, overlay, cancelled))
                .map(inside -> inside.isEmpty() ? List.<Piece>of() : List.of(Piece.area(inside, inside.getArea())))
                .toList();
        return new Distribution(
                Weighting.MASK,
                name,
                ContentHash.of(List.of("mask"), polygons.geometries()),
                sources,
                piecesOf,
                new double[sources.size()],
                Optional.empty(),
                polygons.geometries());
    }

    /**
     * By weighted points, such as the middles of a fine raster's cells or addresses.
     *
     * @param name what the population is called
     * @param easting of each point
     * @param northing of each point
     * @param population of each point, not negative
     */
    public static Distribution points(
            String name, Sources sources, double[] easting, double[] northing, double[] population) {
        return points(name, sources, easting, northing, population, () -> false);
    }

    private static Distribution points(
            String name,
            Sources sources,
            double[] easting,
            double[] northing,
            double[] population,
            BooleanSupplier cancelled) {
        HPRtree index = new HPRtree();
        for (int i = 0; i < sources.size(); i++) {
            index.insert(sources.geometry(i).getEnvelopeInternal(), i);
        }
        index.build();
        Frame frame = sources.frame();
        int[] sourceOf = new int[easting.length];
        IntStream.range(0, easting.length).parallel().forEach(point -> {
            if (point % POINTS == 0) stop(cancelled);
            sourceOf[point] = -1;
            if (!(population[point] > 0) || sources.size() == 0) return;
            double px = frame.x(easting[point]);
            double py = frame.y(northing[point]);
            Envelope place = new Envelope(easting[point], easting[point], northing[point], northing[point]);
            place.expandBy(frame.grid());
            index.query(place, item -> {
                if (sources.packed().contains((Integer) item, px, py, false)) sourceOf[point] = (Integer) item;
            });
        });
        List<List<Piece>> piecesOf = new ArrayList<>();
        for (int i = 0; i < sources.size(); i++) piecesOf.add(new ArrayList<>());
        for (int point = 0; point < sourceOf.length; point++) {
            if (sourceOf[point] < 0) continue;
            double px = frame.x(easting[point]);
            double py = frame.y(northing[point]);
            piecesOf.get(sourceOf[point]).add(new Piece(null, px, py, population[point]));
        }
        return new Distribution(
                Weighting.POPULATION, name, ContentHash.of(easting, northing, population), sources, piecesOf);
    }

    private static void stop(BooleanSupplier cancelled) {
        if (cancelled.getAsBoolean()) throw new CancellationException();
    }

    private static List<String> numbers(int count) {
        return IntStream.range(0, count).mapToObj("%09d"::formatted).toList();
    }

    /** What it divides sources for: neither by area, nor by code, nor the best there is. */
    public Weighting weighting() {
        return weighting;
    }

    public String name() {
        return name;
    }

    ContentHash hash() {
        return hash;
    }

    /** Whether there is anything inside the source to divide it by, other than evenly by its area. */
    public boolean reaches(int source) {
        boolean uneven = first[source] < first[source + 1]
                || cells.filter(known -> known.reaches(source)).isPresent();
        return uneven && totals[source] > 0;
    }

    /** Whether that is so of all sources. */
    public boolean reachesAll() {
        return IntStream.range(0, totals.length).allMatch(this::reaches);
    }

    /** How much there is of it in a source; of a mask in m². */
    public double total(int source) {
        return totals[source];
    }

    /**
     * Adds what there is of it in a source at certain places, where it lies; EPSG:3006 (E, N), metres. What is in a cell that the source's border cuts is taken to lie
     * around the middle of the cell.
     */
    public void addTo(Moments moments, int source) {
        Frame frame = sources.frame();
        Moments inFrame = new Moments();
        for (int piece = first[source]; piece < first[source + 1]; piece++) {
            if (pieces == null) inFrame.add(x[piece], y[piece], 0, weights[piece]);
            else pieces.addTo(inFrame, piece, weights[piece]);
        }
        if (inFrame.weight() > 0) {
            double halfOfSquare = inFrame.radius() * inFrame.radius() / 2;
            moments.add(frame.originX() + inFrame.x(), frame.originY() + inFrame.y(), halfOfSquare, inFrame.weight());
        }
        cells.ifPresent(known -> known.addTo(moments, source));
    }

    /** How much of a mask there is in each target, sources or not, in m²; NaN for targets that reach out of the mask's bounds. */
    double[] areasIn(Targets targets, BooleanSupplier cancelled) {
        Sources all = mask;
        if (all == null) {
            all = Sources.of(numbers(everywhere.size()), everywhere);
            mask = all;
        }
        Overlay overlay = Overlay.of(all, targets, cancelled);
        Envelope known = all.bounds();
        double[] areas = new double[targets.size()];
        for (int j = 0; j < areas.length; j++) {
            if (!known.covers(targets.geometry(j).getEnvelopeInternal())) areas[j] = Double.NaN;
        }
        for (int i = 0; i < all.size(); i++) {
            for (int pair = overlay.firstPair(i); pair < overlay.firstPair(i + 1); pair++) {
                areas[overlay.target(pair)] += overlay.share(pair) * all.area(i);
            }
        }
        return areas;
    }

    /** The shares of a source in these targets; for one thread. */
    final class Shares {
        private final PackedAreas targets;
        private final CommonArea common;
        private int partsOf = -1;
        private List<CellParts> parts = List.of();

        Shares(PackedAreas targets) {
            this.targets = targets;
            common = pieces == null ? null : new CommonArea(pieces, targets);
        }

        /** @param area the share of the source's area that lies in the target */
        double of(int source, int target, double area) {
            ExactSum sum = new ExactSum();
            sum.add(background[source] * area);
            for (int piece = first[source]; piece < first[source + 1]; piece++) {
                sum.add(weights[piece] * part(piece, target));
            }
            if (cells.isPresent()) for (CellParts parts : inCells(source)) sum.add(parts.in(target));
            return Math.min(1, Math.max(0, sum.value() / totals[source]));
        }

        private double part(int piece, int target) {
            if (common == null) return targets.contains(target, x[piece], y[piece], true) ? 1 : 0;
            return CellParts.part(common, pieces, piece, target);
        }

        /** Kept for the next target: sources are asked for one after another. */
        private List<CellParts> inCells(int source) {
            if (partsOf != source) {
                parts = cells.orElseThrow().parts(source, sources.frame(), targets);
                partsOf = source;
            }
            return parts;
        }
    }
}
