package se.regstat.statistics.store;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Optional;
import org.locationtech.jts.geom.CoordinateSequence;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.geom.GeometryFactory;
import org.locationtech.jts.geom.LinearRing;
import org.locationtech.jts.geom.Polygon;
import org.locationtech.jts.geom.impl.PackedCoordinateSequence;

/**
 * Reads the one kind of WKB that a store consists of, little-endian polygons and multi-polygons of x and y, a ring at a time
 * instead of a number at a time: a store is loaded whole, and this is most of the work. Anything else is left to JTS.
 */
final class PackedWkb {

    private static final int POLYGON = 3;
    private static final int MULTIPOLYGON = 6;

    private final ByteBuffer bytes;
    private final GeometryFactory factory;

    private PackedWkb(ByteBuffer bytes, GeometryFactory factory) {
        this.bytes = bytes;
        this.factory = factory;
    }

    /**
     * Reads the geometry that begins at an offset.
     *
     * @return empty if it is of another kind, or ends too early
     */
    static Optional<Geometry> read(byte[] wkb, int offset, GeometryFactory factory) {
        ByteBuffer bytes = ByteBuffer.wrap(wkb, offset, wkb.length - offset).order(ByteOrder.LITTLE_ENDIAN);
        return Optional.ofNullable(new PackedWkb(bytes, factory).geometry());
    }

    private Geometry geometry() {
        return switch (kind()) {
            case POLYGON -> polygon();
            case MULTIPOLYGON -> multiPolygon();
            default -> null;
        };
    }

    /** The kind of what comes next, or -1 if that is not little-endian. */
    private int kind() {
        if (bytes.remaining() < 9) return -1;
        return bytes.get() == 1 ? bytes.getInt() : -1;
    }

    private Geometry multiPolygon() {
        int parts = bytes.getInt();
        if (parts < 0 || parts > bytes.remaining() / 9) return null;
        Polygon[] polygons = new Polygon[parts];
        for (int i = 0; i < parts; i++) {
            Polygon polygon = kind() == POLYGON ? polygon() : null;
            if (polygon == null) return null;
            polygons[i] = polygon;
        }
        return factory.createMultiPolygon(polygons);
    }

    private Polygon polygon() {
        int rings = bytes.getInt();
        if (rings < 0 || rings > bytes.remaining() / 4) return null;
        if (rings == 0) return factory.createPolygon();
        LinearRing shell = ring();
        LinearRing[] holes = new LinearRing[rings - 1];
        for (int i = 0; i < holes.length; i++) holes[i] = ring();
        for (LinearRing hole : holes) if (hole == null) return null;
        return shell == null ? null : factory.createPolygon(shell, holes);
    }

    private LinearRing ring() {
        if (bytes.remaining() < 4) return null;
        int vertices = bytes.getInt();
        if (vertices < 0 || vertices > bytes.remaining() / 16) return null;
        double[] ordinates = new double[2 * vertices];
        bytes.asDoubleBuffer().get(ordinates);
        bytes.position(bytes.position() + 16 * vertices);
        CoordinateSequence sequence = new PackedCoordinateSequence.Double(ordinates, 2, 0);
        return isClosed(ordinates) ? factory.createLinearRing(sequence) : null;
    }

    /** What is not is for JTS to complain of. */
    private static boolean isClosed(double[] xy) {
        int last = xy.length - 2;
        return xy.length == 0 || (xy.length >= 8 && xy[0] == xy[last] && xy[1] == xy[last + 1]);
    }
}
