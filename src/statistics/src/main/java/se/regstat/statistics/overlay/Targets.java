package se.regstat.statistics.overlay;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.function.BooleanSupplier;
import java.util.stream.IntStream;
import org.locationtech.jts.geom.Coordinate;
import org.locationtech.jts.geom.Envelope;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.geom.GeometryFactory;
import org.locationtech.jts.geom.GeometryFilter;
import org.locationtech.jts.geom.Polygon;
import org.locationtech.jts.geom.util.GeometryFixer;
import org.locationtech.jts.operation.valid.IsValidOp;

/**
 * The areas that values are wanted for: anybody's, as they come. Immutable and thread-safe.
 *
 * <ul>
 *   <li>Polygons and multipolygons, with holes and any number of parts; what is not of area in a collection is left out.
 *   <li>A target that crosses or overlaps itself is repaired: what any of its rings encloses is in, once. {@link #repaired}
 *       tells which.
 *   <li>An empty target stays, and has no value.
 *   <li>Targets may overlap each other; each is computed by itself.
 * </ul>
 */
public final class Targets {

    private static final GeometryFactory FACTORY = new GeometryFactory();

    private final List<String> ids;
    private final List<Geometry> geometries;
    private final boolean[] repaired;
    private volatile ContentHash hash;

    private Targets(List<String> ids, List<Geometry> geometries, boolean[] repaired) {
        this.ids = List.copyOf(ids);
        this.geometries = geometries;
        this.repaired = repaired;
    }

    /** As {@link #of(List, List, BooleanSupplier)}, to the end. */
    public static Targets of(List<String> ids, List<? extends Geometry> geometries) {
        return of(ids, geometries, () -> false);
    }

    /**
     * @param ids what each target is called, unique
     * @param geometries in the order of the ids; EPSG:3006 (E, N)
     * @param cancelled asked before each target and while one that is invalid is looked at, from several threads
     * @throws IllegalArgumentException if a geometry is of points or lines only, has a coordinate that is no number, or crosses
     *     itself too often to be repaired; if an id is there twice
     * @throws CancellationException once {@code cancelled} says so
     */
    public static Targets of(List<String> ids, List<? extends Geometry> geometries, BooleanSupplier cancelled) {
        if (ids.size() != geometries.size()) {
            throw new IllegalArgumentException(
                    ids.size() + " ids for " + geometries.size() + " geometries; each target needs one of both");
        }
        String[] sorted = ids.toArray(String[]::new);
        Arrays.sort(sorted);
        for (int i = 1; i < sorted.length; i++) {
            if (sorted[i].equals(sorted[i - 1])) {
                throw new IllegalArgumentException(
                        "target id '" + sorted[i] + "' is there twice; each target needs an id of its own");
            }
        }
        boolean[] repaired = new boolean[ids.size()];
        Geometry[] sound = new Geometry[ids.size()];
        // A stream makes an exception of its own of whichever comes first; kept, it is the first target's, as it was.
        RuntimeException[] refused = new RuntimeException[ids.size()];
        IntStream.range(0, sound.length).parallel().forEach(i -> {
            try {
                if (cancelled.getAsBoolean()) throw new CancellationException();
                Geometry given = geometries.get(i);
                checkNumbers(ids.get(i), given);
                Geometry areal = areal(ids.get(i), given);
                if (!new IsValidOp(areal).isValid()) {
                    SelfCrossings.check(ids.get(i), areal, cancelled);
                    areal = areal(ids.get(i), GeometryFixer.fix(areal));
                    repaired[i] = true;
                }
                sound[i] = areal;
            } catch (IllegalArgumentException | CancellationException e) {
                refused[i] = e;
            }
        });
        for (RuntimeException e : refused) {
            if (e != null) throw e;
        }
        return new Targets(ids, List.of(sound), repaired);
    }

    /** A division's areas, or others known to be valid: nothing is checked. */
    public static Targets valid(List<String> ids, List<? extends Geometry> geometries) {
        return new Targets(ids, List.copyOf(geometries), new boolean[ids.size()]);
    }

    /** Some of them, by number. */
    public Targets only(int[] numbers) {
        return valid(
                Arrays.stream(numbers).mapToObj(ids::get).toList(),
                Arrays.stream(numbers).mapToObj(geometries::get).toList());
    }

    private static void checkNumbers(String id, Geometry geometry) {
        Envelope bounds = geometry.getEnvelopeInternal();
        boolean finite =
                geometry.isEmpty() || (Double.isFinite(bounds.getWidth()) && Double.isFinite(bounds.getHeight()));
        if (finite) {
            for (Coordinate coordinate : geometry.getCoordinates()) finite &= coordinate.isValid();
        }
        if (!finite) {
            throw new IllegalArgumentException(
                    "target '" + id + "' has a coordinate that is no number; give finite metres in EPSG:3006 (E, N)");
        }
    }

    private static Geometry areal(String id, Geometry geometry) {
        Geometry areas = areas(geometry);
        if (areas.isEmpty() && !geometry.isEmpty()) {
            throw new IllegalArgumentException("target '" + id + "' is a " + geometry.getGeometryType()
                    + "; targets are areas: Polygon or MultiPolygon");
        }
        return areas;
    }

    /** The polygons of a geometry. */
    public static Geometry areas(Geometry geometry) {
        List<Polygon> polygons = new ArrayList<>();
        geometry.apply((GeometryFilter) part -> {
            if (part instanceof Polygon polygon && !polygon.isEmpty()) polygons.add(polygon);
        });
        return polygons.size() == 1 ? polygons.get(0) : FACTORY.createMultiPolygon(polygons.toArray(Polygon[]::new));
    }

    public int size() {
        return ids.size();
    }

    public List<String> ids() {
        return ids;
    }

    /** As repaired; EPSG:3006 (E, N). Not to be changed. */
    public Geometry geometry(int target) {
        return geometries.get(target);
    }

    public List<Geometry> geometries() {
        return geometries;
    }

    /** Whether the target came as an invalid geometry. */
    public boolean repaired(int target) {
        return repaired[target];
    }

    /** Of ids and geometries. */
    public ContentHash hash() {
        ContentHash known = hash;
        if (known == null) {
            known = ContentHash.of(ids, geometries);
            hash = known;
        }
        return known;
    }
}
