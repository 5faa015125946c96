package se.regstat.standalone.render;

import java.util.Arrays;
import org.geotools.api.referencing.operation.MathTransform;
import org.geotools.api.referencing.operation.TransformException;
import org.geotools.geometry.jts.GeometryClipper;
import org.geotools.geometry.jts.ReferencedEnvelope;
import org.locationtech.jts.geom.CoordinateSequence;
import org.locationtech.jts.geom.Envelope;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.geom.LineString;
import org.locationtech.jts.geom.Point;
import org.locationtech.jts.geom.Polygon;
import org.locationtech.jts.geom.impl.PackedCoordinateSequence;

/** Turns geometries into shapes on the image: reprojection, scaling, rounding. Not thread-safe. */
final class DeviceSpace {

    /** So many maps away, coordinates stay well inside an int; geometries reaching further are clipped to the map's neighbourhood. */
    private static final double FAR = 1000;

    private final MathTransform transform;
    private final Envelope nativeView;
    private final Envelope reachable;
    private final double x0;
    private final double y0;
    private final double scaleX;
    private final double scaleY;

    private double[] ordinates = new double[1024];
    private int[] xy = new int[1024];
    private int size;
    private int[] ends = new int[16];
    private int parts;
    private int minX;
    private int minY;
    private int maxX;
    private int maxY;

    /**
     * @param transform from the data's CRS to the map's, both easting first
     * @param nativeView what the map shows, in the data's CRS
     */
    DeviceSpace(MapView view, MathTransform transform, Envelope nativeView) {
        ReferencedEnvelope bounds = view.bounds();
        this.transform = transform.isIdentity() ? null : transform;
        this.nativeView = nativeView;
        this.reachable = new Envelope(nativeView);
        reachable.expandBy(FAR * nativeView.getWidth(), FAR * nativeView.getHeight());
        this.x0 = bounds.getMinX();
        this.y0 = bounds.getMaxY();
        this.scaleX = view.width() / bounds.getWidth() * DeviceShape.ONE;
        this.scaleY = view.height() / bounds.getHeight() * DeviceShape.ONE;
    }

    DeviceShape shape(Geometry geometry) throws TransformException {
        Geometry near = near(geometry);
        size = 0;
        parts = 0;
        minX = minY = Integer.MAX_VALUE;
        maxX = maxY = Integer.MIN_VALUE;
        if (near != null) add(near);
        return new DeviceShape(
                geometry.getDimension(), Arrays.copyOf(xy, size), Arrays.copyOf(ends, parts), minX, minY, maxX, maxY);
    }

    private Geometry near(Geometry geometry) {
        if (reachable.contains(geometry.getEnvelopeInternal())) return geometry;
        Envelope clip = new Envelope(nativeView);
        clip.expandBy(nativeView.getWidth(), nativeView.getHeight());
        return new GeometryClipper(clip).clip(geometry, false);
    }

    private void add(Geometry geometry) throws TransformException {
        if (geometry.isEmpty()) return;
        if (geometry instanceof Polygon polygon) {
            add(polygon.getExteriorRing().getCoordinateSequence());
            for (int i = 0; i < polygon.getNumInteriorRing(); i++) {
                add(polygon.getInteriorRingN(i).getCoordinateSequence());
            }
        } else if (geometry instanceof LineString line) {
            add(line.getCoordinateSequence());
        } else if (geometry instanceof Point point) {
            add(point.getCoordinateSequence());
        } else {
            for (int i = 0; i < geometry.getNumGeometries(); i++) add(geometry.getGeometryN(i));
        }
    }

    private void add(CoordinateSequence sequence) throws TransformException {
        int count = sequence.size();
        double[] source;
        if (transform == null
                && sequence instanceof PackedCoordinateSequence.Double packed
                && packed.getDimension() == 2) {
            source = packed.getRawCoordinates();
        } else {
            if (ordinates.length < 2 * count) ordinates = new double[4 * count];
            source = ordinates;
            for (int i = 0; i < count; i++) {
                source[2 * i] = sequence.getX(i);
                source[2 * i + 1] = sequence.getY(i);
            }
            if (transform != null) transform.transform(source, 0, source, 0, count);
        }
        if (xy.length < size + 2 * count) xy = Arrays.copyOf(xy, Math.max(2 * xy.length, size + 2 * count));
        int start = size;
        int lastX = 0;
        int lastY = 0;
        for (int i = 0; i < count; i++) {
            int x = (int) Math.rint((source[2 * i] - x0) * scaleX);
            int y = (int) Math.rint((y0 - source[2 * i + 1]) * scaleY);
            if (size > start && x == lastX && y == lastY) continue;
            xy[size++] = x;
            xy[size++] = y;
            lastX = x;
            lastY = y;
            if (x < minX) minX = x;
            if (x > maxX) maxX = x;
            if (y < minY) minY = y;
            if (y > maxY) maxY = y;
        }
        if (parts == ends.length) ends = Arrays.copyOf(ends, 2 * parts);
        ends[parts++] = size;
    }
}
