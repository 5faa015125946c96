package se.regstat.statistics.overlay;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import org.locationtech.jts.geom.CoordinateSequence;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.geom.LinearRing;
import org.locationtech.jts.geom.Point;
import org.locationtech.jts.geom.Polygon;

/** Tells whether two inputs are the same by what is in them (SHA-256), not by where they came from. */
public record ContentHash(String hex) {

    /** Names and geometries, in their order. */
    public static ContentHash of(List<String> names, List<? extends Geometry> geometries) {
        Digest digest = new Digest();
        digest.add(names.size());
        for (String name : names) digest.add(name);
        for (Geometry geometry : geometries) digest.add(geometry);
        return digest.finish();
    }

    public static ContentHash of(double[]... arrays) {
        Digest digest = new Digest();
        for (double[] numbers : arrays) {
            digest.add(numbers.length);
            for (double number : numbers) digest.add(number);
        }
        return digest.finish();
    }

    private static final class Digest {
        private final MessageDigest digest;
        private final ByteBuffer buffer = ByteBuffer.allocate(1 << 14);

        Digest() {
            try {
                digest = MessageDigest.getInstance("SHA-256");
            } catch (NoSuchAlgorithmException e) {
                throw new IllegalStateException("every Java has SHA-256", e);
            }
        }

        void add(double number) {
            if (buffer.remaining() < Double.BYTES) drain();
            buffer.putDouble(number);
        }

        void add(String text) {
            byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
            add(bytes.length);
            drain();
            digest.update(bytes);
        }

        void add(Geometry geometry) {
            add(geometry.getNumGeometries());
            for (int part = 0; part < geometry.getNumGeometries(); part++) {
                if (geometry.getGeometryN(part) instanceof Polygon polygon) {
                    add(polygon.getNumInteriorRing());
                    add(polygon.getExteriorRing());
                    for (int hole = 0; hole < polygon.getNumInteriorRing(); hole++) {
                        add(polygon.getInteriorRingN(hole));
                    }
                } else if (geometry.getGeometryN(part) instanceof Point point && !point.isEmpty()) {
                    add(point.getX());
                    add(point.getY());
                }
            }
        }

        private void add(LinearRing ring) {
            CoordinateSequence points = ring.getCoordinateSequence();
            add(points.size());
            for (int i = 0; i < points.size(); i++) {
                add(points.getX(i));
                add(points.getY(i));
            }
        }

        private void drain() {
            digest.update(buffer.array(), 0, buffer.position());
            buffer.clear();
        }

        ContentHash finish() {
            drain();
            return new ContentHash(HexFormat.of().formatHex(digest.digest()));
        }
    }
}
