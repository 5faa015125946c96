package se.regstat.statistics.overlay;

import java.util.List;
import java.util.concurrent.atomic.AtomicReferenceArray;
import org.locationtech.jts.geom.Envelope;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.operation.buffer.BufferOp;
import org.locationtech.jts.operation.buffer.BufferParameters;
import se.regstat.statistics.division.Area;
import se.regstat.statistics.snapshot.VintageAreas;

/**
 * The areas that values are known of, ready for overlay. Immutable and thread-safe; worth keeping as long as the vintage, since
 * making it takes as long as an overlay.
 */
public final class Sources {

    private static final BufferParameters CORNERS = new BufferParameters(2);

    private final List<String> codes;
    private final List<Geometry> geometries;
    private final Envelope bounds = new Envelope();
    private final PackedAreas packed;
    private final double[] perimeters;
    private final AtomicReferenceArray<PackedAreas> cores;
    private volatile ContentHash hash;

    private Sources(List<String> codes, List<? extends Geometry> geometries) {
        this.codes = List.copyOf(codes);
        this.geometries = List.copyOf(geometries);
        if (codes.size() != geometries.size()) {
            throw new IllegalArgumentException(
                    codes.size() + " codes for " + geometries.size() + " geometries; each source needs one of both");
        }
        double largest = 0;
        for (int i = 0; i < codes.size(); i++) {
            if (i > 0 && codes.get(i - 1).compareTo(codes.get(i)) >= 0) {
                throw new IllegalArgumentException("source " + codes.get(i) + " comes after " + codes.get(i - 1)
                        + "; sources come in the order of their codes, each once");
            }
            bounds.expandToInclude(geometries.get(i).getEnvelopeInternal());
            largest = Math.max(largest, geometries.get(i).getEnvelopeInternal().getArea());
        }
        packed = new PackedAreas(Frame.around(bounds, largest), geometries);
        perimeters = new double[codes.size()];
        cores = new AtomicReferenceArray<>(codes.size() * Strips.DEPTHS.length);
    }

    /**
     * @param codes ascending, each once
     * @param geometries in the order of the codes: valid polygons and multipolygons, EPSG:3006 (E, N), that do not overlap
     */
    public static Sources of(List<String> codes, List<? extends Geometry> geometries) {
        return new Sources(codes, geometries);
    }

    /** A vintage's areas, numbered as there. */
    public static Sources of(VintageAreas vintage) {
        return new Sources(
                vintage.areas().stream().map(Area::code).toList(),
                vintage.areas().stream().map(Area::geometry).toList());
    }

    public int size() {
        return codes.size();
    }

    /** Ascending. */
    public List<String> codes() {
        return codes;
    }

    /** EPSG:3006 (E, N). Not to be changed. */
    public Geometry geometry(int source) {
        return geometries.get(source);
    }

    public List<Geometry> geometries() {
        return geometries;
    }

    /** Of all sources, EPSG:3006 (E, N). A copy. */
    public Envelope bounds() {
        return bounds.copy();
    }

    /** Planar area in m². */
    public double area(int source) {
        return frame().squareMetres(packed.area(source));
    }

    /** In m, computed once. */
    double perimeter(int source) {
        double known = perimeters[source];
        if (known == 0) {
            known = geometries.get(source).getLength();
            perimeters[source] = known;
        }
        return known;
    }

    /** What of a source lies deeper inside it than a strip, at least about so; see {@link Strips#DEPTHS}. The one area there is. */
    PackedAreas core(int source, int level) {
        int place = source * Strips.DEPTHS.length + level;
        PackedAreas known = cores.get(place);
        if (known == null) {
            Geometry core = BufferOp.bufferOp(geometries.get(source), -Strips.DEPTHS[level], CORNERS);
            known = new PackedAreas(frame(), List.of(Targets.areas(core)));
            cores.set(place, known);
        }
        return known;
    }

    public PackedAreas packed() {
        return packed;
    }

    public Frame frame() {
        return packed.frame;
    }

    /** Of codes and geometries. */
    public ContentHash hash() {
        ContentHash known = hash;
        if (known == null) {
            known = ContentHash.of(codes, geometries);
            hash = known;
        }
        return known;
    }
}
