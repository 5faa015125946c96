package se.regstat.statistics.snapshot;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.concurrent.atomic.AtomicReferenceArray;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.locationtech.jts.geom.Envelope;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.index.ItemVisitor;
import org.locationtech.jts.index.hprtree.HPRtree;
import se.regstat.statistics.division.Area;
import se.regstat.statistics.division.Vintage;
import se.regstat.statistics.store.Generalisation;

/**
 * The areas of one vintage with their spatial index and generalisations. Immutable and thread-safe. Areas are numbered
 * from 0 in the order of their codes.
 */
public final class VintageAreas {

    private final Vintage vintage;
    private final List<Area> areas;
    private final List<Generalisation> generalisations;
    private final Map<String, Integer> byCode = new HashMap<>();
    private final Envelope bounds = new Envelope();
    private final HPRtree index = new HPRtree();

    /** By level of generalisation, all detail last; made when first asked for. */
    private final AtomicReferenceArray<Borders> borders;

    /**
     * @param areas ordered by code
     * @param generalisations finest first, geometries in the order of {@code areas}
     */
    public VintageAreas(Vintage vintage, List<Area> areas, List<Generalisation> generalisations) {
        this.vintage = vintage;
        this.areas = List.copyOf(areas);
        this.generalisations = List.copyOf(generalisations);
        this.borders = new AtomicReferenceArray<>(generalisations.size() + 1);
        for (int i = 0; i < areas.size(); i++) {
            Envelope envelope = areas.get(i).geometry().getEnvelopeInternal();
            byCode.put(areas.get(i).code(), i);
            bounds.expandToInclude(envelope);
            index.insert(envelope, i);
        }
        index.build();
    }

    public Vintage vintage() {
        return vintage;
    }

    /** In the order of their codes. */
    public List<Area> areas() {
        return areas;
    }

    /** Of all areas, EPSG:3006 (E, N); a null envelope if there are none. A copy. */
    public Envelope bounds() {
        return bounds.copy();
    }

    public OptionalInt indexOf(String code) {
        Integer number = byCode.get(code);
        return number == null ? OptionalInt.empty() : OptionalInt.of(number);
    }

    /** Numbers of the areas whose envelope meets this one (EPSG:3006; E, N), ascending. */
    public int[] query(Envelope envelope) {
        if (areas.isEmpty()) return new int[0];
        var hits = new ItemVisitor() {
            private int[] numbers = new int[64];
            private int count;

            @Override
            public void visitItem(Object item) {
                if (count == numbers.length) numbers = Arrays.copyOf(numbers, 2 * count);
                numbers[count++] = (Integer) item;
            }
        };
        index.query(envelope, hits);
        int[] numbers = Arrays.copyOf(hits.numbers, hits.count);
        Arrays.sort(numbers);
        return numbers;
    }

    /**
     * An area's geometry with no more detail than needed where distances below {@code tolerance} metres cannot be seen;
     * 0 for all of it. All areas asked for with the same tolerance share their borders exactly. Not to be changed.
     */
    public Geometry geometry(int area, double tolerance) {
        return geometries(level(tolerance)).apply(area);
    }

    /** Tolerances that geometries differ for, ascending: 0 for all detail, and those of generalisations. */
    public List<Double> tolerances() {
        return Stream.concat(Stream.of(0.0), generalisations.stream().map(Generalisation::tolerance))
                .toList();
    }

    /** Of {@link #tolerances}, the one that geometries are given for when this one is asked for. */
    public double tolerance(double asked) {
        int level = level(asked);
        return level == generalisations.size() ? 0 : generalisations.get(level).tolerance();
    }

    /** Which parts of their outlines the areas share, of the geometries that are given for the same tolerance. */
    public Borders borders(double tolerance) {
        int level = level(tolerance);
        Borders known = borders.get(level);
        if (known != null) return known;
        synchronized (borders) {
            known = borders.get(level);
            if (known == null) {
                known = Borders.of(IntStream.range(0, areas.size())
                        .mapToObj(geometries(level))
                        .toList());
                borders.set(level, known);
            }
            return known;
        }
    }

    /** Of the coarsest generalisation that serves; as many as there are for all detail. */
    private int level(double tolerance) {
        for (int level = generalisations.size() - 1; level >= 0; level--) {
            if (generalisations.get(level).tolerance() <= tolerance) return level;
        }
        return generalisations.size();
    }

    private IntFunction<Geometry> geometries(int level) {
        return level == generalisations.size()
                ? area -> areas.get(area).geometry()
                : generalisations.get(level).geometries()::get;
    }
}
