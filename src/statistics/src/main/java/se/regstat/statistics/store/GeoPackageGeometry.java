package se.regstat.statistics.store;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.Optional;
import org.locationtech.jts.geom.Envelope;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.geom.GeometryFactory;
import org.locationtech.jts.geom.PrecisionModel;
import org.locationtech.jts.geom.impl.PackedCoordinateSequenceFactory;
import org.locationtech.jts.io.ByteOrderValues;
import org.locationtech.jts.io.ParseException;
import org.locationtech.jts.io.WKBReader;
import org.locationtech.jts.io.WKBWriter;

/**
 * The GeoPackage geometry blob (OGC 12-128r14, 2.1.3): a header with SRS and envelope, then WKB. Coordinates are read into
 * packed arrays of x and y; Z and M are dropped. Not thread-safe.
 */
public final class GeoPackageGeometry {

    private static final int ENVELOPE_XY = 1;
    private static final int[] ENVELOPE_BYTES = {0, 32, 48, 48, 64};

    /** Makes geometries whose coordinates lie in packed arrays of x, y: small, and fast to read through. */
    public static final GeometryFactory PACKED = new GeometryFactory(
            new PrecisionModel(), 3006, new PackedCoordinateSequenceFactory(PackedCoordinateSequenceFactory.DOUBLE));

    private final WKBReader reader = new WKBReader(PACKED);
    private final WKBWriter writer = new WKBWriter(2, ByteOrderValues.LITTLE_ENDIAN);

    /** @throws ParseException if the blob is not a GeoPackage geometry, or of a kind JTS does not know (curves) */
    public Geometry decode(byte[] blob) throws ParseException {
        return decode(blob, headerLength(blob));
    }

    byte[] encode(Geometry geometry, int srsId) {
        byte[] wkb = writer.write(geometry);
        Envelope envelope = geometry.getEnvelopeInternal();
        ByteBuffer blob = ByteBuffer.allocate(8 + 32 + wkb.length).order(ByteOrder.LITTLE_ENDIAN);
        blob.put((byte) 'G').put((byte) 'P').put((byte) 0).put((byte) (1 | ENVELOPE_XY << 1));
        blob.putInt(srsId);
        blob.putDouble(envelope.getMinX()).putDouble(envelope.getMaxX());
        blob.putDouble(envelope.getMinY()).putDouble(envelope.getMaxY());
        return blob.put(wkb).array();
    }

    /** As little-endian WKB of x and y. */
    public byte[] encodeWkb(Geometry geometry) {
        return writer.write(geometry);
    }

    /** Of WKB. */
    public Geometry decodeWkb(byte[] wkb) throws ParseException {
        return decode(wkb, 0);
    }

    private Geometry decode(byte[] bytes, int offset) throws ParseException {
        Optional<Geometry> packed = PackedWkb.read(bytes, offset, PACKED);
        if (packed.isPresent()) return packed.get();
        try {
            return reader.read(Arrays.copyOfRange(bytes, offset, bytes.length));
        } catch (StackOverflowError e) {
            // The reader calls itself for each collection in a collection, and has no limit.
            throw new ParseException("collections are nested too deeply");
        }
    }

    private static int headerLength(byte[] blob) throws ParseException {
        if (blob.length < 8 || blob[0] != 'G' || blob[1] != 'P') {
            throw new ParseException("not a GeoPackage geometry: it does not begin with 'GP'");
        }
        int envelopeKind = blob[3] >> 1 & 7;
        if (envelopeKind >= ENVELOPE_BYTES.length) {
            throw new ParseException("not a GeoPackage geometry: unknown envelope kind " + envelopeKind);
        }
        int length = 8 + ENVELOPE_BYTES[envelopeKind];
        if (length > blob.length) throw new ParseException("a GeoPackage geometry that ends inside its header");
        return length;
    }
}
