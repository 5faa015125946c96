package se.regstat.geoserver.wfs;

import static se.regstat.statistics.text.Utf8Sink.encode;

import java.io.IOException;
import java.io.OutputStream;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.locationtech.jts.geom.Coordinate;
import org.locationtech.jts.geom.CoordinateSequence;
import org.locationtech.jts.geom.CoordinateSequenceFilter;
import org.locationtech.jts.geom.Envelope;
import org.locationtech.jts.geom.MultiPolygon;
import org.locationtech.jts.geom.Polygon;
import se.regstat.statistics.format.GeoJsonWriter;
import se.regstat.statistics.text.Utf8Sink;

/**
 * A document of GeoJSON in UTF-8 on its way, in which areas come where it has others that stand in for them. Those have as coordinates the number of the
 * area, so that each feature gets its own whichever are written and in what order. Texts in the document cannot be taken for areas, as quotes in
 * them are escaped. Not thread-safe.
 */
final class AreasAsTheyPass extends OutputStream {

    private static final byte[] COORDINATES = encode("\"coordinates\":[");

    /** How a {@link StandIn} begins, up to its number. No area of ours has a first part that is empty. */
    private static final byte[] BEGINNING = encode("\"coordinates\":[[[]],[[[");

    /** How many brackets in a row there are only at the end of one. */
    private static final int LAST_BRACKETS = 4;

    /** Up to here GeoServer rounds to eight decimals. No coordinate of the earth in metres or degrees is as large. */
    private static final double LARGEST = 6e7;

    private final Utf8Sink out;
    private final int decimals;
    private final Map<Integer, MultiPolygon> waiting = new HashMap<>();
    private int numbers;
    /** The number of the area that was written last. It waits until the next one is, as it may be written again at once. */
    private int last = -1;

    /** How many bytes of {@link #BEGINNING} were the last ones; those are not written yet. */
    private int seen;

    private final StringBuilder afterBeginning = new StringBuilder();
    private int brackets;

    AreasAsTheyPass(OutputStream out, int decimals) {
        this.out = new Utf8Sink(out);
        this.decimals = decimals;
    }

    /**
     * Takes an area that will come where another stands in for it.
     *
     * @param northFirst whether its x is northing or latitude
     * @return what is to stand in for it; empty if its coordinates are not such as can be written here
     */
    Optional<MultiPolygon> standIn(MultiPolygon area, boolean northFirst) {
        MultiPolygon copy = (MultiPolygon) area.copy();
        AsGeoServerRounds rounding = new AsGeoServerRounds(decimals, northFirst);
        copy.apply(rounding);
        if (!rounding.possible) return Optional.empty();
        waiting.put(numbers, copy);
        return Optional.of(new StandIn(area, numbers++));
    }

    @Override
    public void write(int b) throws IOException {
        write(new byte[] {(byte) b}, 0, 1);
    }

    @Override
    public void write(byte[] bytes, int from, int length) throws IOException {
        int end = from + length;
        int unwritten = from;
        for (int i = from; i < end; i++) {
            if (seen == BEGINNING.length) {
                if (!endsWith(bytes[i])) continue;
                write(area());
                seen = 0;
                unwritten = i + 1;
            } else if (bytes[i] == BEGINNING[seen]) {
                if (++seen == BEGINNING.length) write(bytes, unwritten, i + 1 - seen, out);
            } else {
                write(BEGINNING, 0, seen - (i - unwritten), out);
                seen = bytes[i] == BEGINNING[0] ? 1 : 0;
            }
        }
        if (seen < BEGINNING.length) write(bytes, unwritten, end - seen, out);
    }

    /** Nothing if the end is before. */
    private static void write(byte[] bytes, int from, int end, Utf8Sink out) throws IOException {
        if (from < end) out.write(bytes, from, end - from);
    }

    private boolean endsWith(byte character) {
        afterBeginning.append((char) character);
        brackets = character == ']' ? brackets + 1 : 0;
        return brackets == LAST_BRACKETS;
    }

    /** Whose stand-in has passed. */
    private MultiPolygon area() {
        int number = (int) Double.parseDouble(afterBeginning.substring(0, afterBeginning.indexOf(",")));
        afterBeginning.setLength(0);
        brackets = 0;
        MultiPolygon area = waiting.get(number);
        if (area == null) throw new IllegalStateException("GeoJSON has area " + number + " once more, after others");
        if (number != last) waiting.remove(last);
        last = number;
        return area;
    }

    private void write(MultiPolygon area) throws IOException {
        out.write(COORDINATES);
        for (int i = 0; i < area.getNumGeometries(); i++) {
            if (i > 0) out.write(',');
            GeoJsonWriter.coordinates(area.getGeometryN(i), decimals, out);
        }
        out.write(']');
    }

    /** The document is whole. @throws IllegalStateException if areas were to come and none was recognised */
    void finish() throws IOException {
        if (last < 0 && !waiting.isEmpty())
            throw new IllegalStateException(waiting.size() + " areas are missing in GeoJSON");
        out.finish();
    }

    /** Within the bounds of an area an empty part, and one of nothing but the area's number. */
    private static final class StandIn extends MultiPolygon {
        private static final long serialVersionUID = 1;

        StandIn(MultiPolygon area, int number) {
            super(
                    new Polygon[] {
                        area.getFactory().createPolygon(), area.getFactory().createPolygon(ring(number))
                    },
                    area.getFactory());
            envelope = new Envelope(area.getEnvelopeInternal());
        }

        private static Coordinate[] ring(int number) {
            Coordinate everywhere = new Coordinate(number, number);
            return new Coordinate[] {everywhere, everywhere, everywhere, everywhere};
        }
    }

    /** Halves go up, and what is half is said by the product, not by the number itself. */
    private static final class AsGeoServerRounds implements CoordinateSequenceFilter {
        private final double scale;
        private final boolean northFirst;
        private boolean possible = true;

        AsGeoServerRounds(int decimals, boolean northFirst) {
            this.scale = Math.pow(10, decimals);
            this.northFirst = northFirst;
        }

        @Override
        public void filter(CoordinateSequence points, int i) {
            double x = points.getX(i);
            double y = points.getY(i);
            possible &= Math.abs(x) < LARGEST && Math.abs(y) < LARGEST && Double.isNaN(points.getZ(i));
            points.setOrdinate(i, CoordinateSequence.X, rounded(northFirst ? y : x));
            points.setOrdinate(i, CoordinateSequence.Y, rounded(northFirst ? x : y));
        }

        private double rounded(double value) {
            return Math.floor(value * scale + 0.5) / scale;
        }

        @Override
        public boolean isDone() {
            return !possible;
        }

        @Override
        public boolean isGeometryChanged() {
            return false;
        }
    }
}
