package se.regstat.statistics.format;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Function;
import org.locationtech.jts.geom.Envelope;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.geom.Point;
import se.regstat.statistics.crs.AxisOrder;

/**
 * Reads boundaries, or points, that somebody sends: GeoJSON, GML, or CSV with a column of WKT, whichever the document is.
 *
 * <ul>
 *   <li>All or nothing: one feature that cannot be a boundary refuses the document, with its place.
 *   <li>Where a document does not say which coordinate reference system it is in, degrees are taken as longitude and latitude in WGS
 *       84, all else as EPSG:3006, easting first; a note tells so. GeoJSON without a {@code crs} member is in WGS 84 by its standard, and
 *       no note is made of it.
 *   <li>Points and lines beside polygons, and heights, are left out, and told in notes; so is a document that says itself that it is
 *       a part of what there is.
 * </ul>
 */
public final class BoundaryReader {

    private static final int LOOKED_AT = 512;

    private BoundaryReader() {}

    /**
     * @param document in UTF-8 or UTF-16, or as XML says itself
     * @param limits asked while reading
     * @param axes by which coordinates of GML are turned to easting first
     * @throws FormatException if it cannot be read, holds no boundaries, or is more than the limits or very many columns; the message says where and what
     *     would be right
     * @throws IOException if its bytes cannot be had
     */
    public static ReadBoundaries read(InputStream document, ReadLimits limits, AxisOrder axes) throws IOException {
        return read(document, limits, axes, new Taken(BoundaryReader::polygons));
    }

    /** The same of points, of which one alone may be said to be several. */
    public static ReadBoundaries readPoints(InputStream document, ReadLimits limits, AxisOrder axes)
            throws IOException {
        return read(document, limits, axes, new Taken(BoundaryReader::point));
    }

    private static Geometry polygons(FeatureRow row) {
        if (!Polygons.isPolygonal(row.geometry())) throw isNot(row, "a Polygon or MultiPolygon");
        return Polygons.multiPolygon(row.geometry());
    }

    private static Geometry point(FeatureRow row) {
        boolean one = row.geometry().getNumGeometries() == 1 && row.geometry().getGeometryN(0) instanceof Point;
        if (!one) throw isNot(row, "a Point");
        return row.geometry().getGeometryN(0);
    }

    private static FormatException isNot(FeatureRow row, String wanted) {
        return new FormatException(
                row.position(), "its geometry is a " + row.geometry().getGeometryType() + ", not " + wanted);
    }

    private static ReadBoundaries read(InputStream document, ReadLimits limits, AxisOrder axes, Taken taken)
            throws IOException {
        BufferedInputStream in = new BufferedInputStream(document);
        BoundaryFormat format = BoundaryFormat.of(Text.start(in, LOOKED_AT));
        ReadDocument read;
        try {
            read = read(in, format, axes, limits, taken).checkColumns();
        } catch (CharacterCodingException e) {
            throw Text.notIn(StandardCharsets.UTF_8, e);
        }
        if (taken.rows.isEmpty()) throw new FormatException("there is no feature in it");
        Envelope bounds = new Envelope();
        taken.rows.forEach(row -> bounds.expandToInclude(row.geometry().getEnvelopeInternal()));
        ReadDocument.Taken told = read.taken(format, bounds, taken.leftOut);
        return new ReadBoundaries(read.columns(), taken.rows, told.crs(), told.notes());
    }

    private static ReadDocument read(
            InputStream in, BoundaryFormat format, AxisOrder axes, ReadLimits limits, Consumer<FeatureRow> rows)
            throws IOException {
        return switch (format) {
            case GEOJSON -> GeoJsonFeatures.read(in, limits, rows, Faults.REFUSED);
            case GML -> GmlFeatures.read(in, axes, limits, rows, Faults.REFUSED);
            case CSV -> CsvFeatures.read(in, CsvForm.USUAL, limits, rows, Faults.REFUSED);
        };
    }

    /** What is taken of the features. */
    private static final class Taken implements Consumer<FeatureRow> {

        private final List<ReadBoundaries.Row> rows = new ArrayList<>();
        private final Polygons.LeftOut leftOut = new Polygons.LeftOut();
        private final Function<FeatureRow, Geometry> wanted;

        /** @param wanted what of a feature is wanted; throws if there is nothing such */
        Taken(Function<FeatureRow, Geometry> wanted) {
            this.wanted = wanted;
        }

        @Override
        public void accept(FeatureRow row) {
            Geometry geometry = wanted.apply(row);
            if (geometry.isEmpty()) throw new FormatException(row.position(), "its geometry is empty");
            leftOut.of(row.geometry());
            rows.add(new ReadBoundaries.Row(row.position(), row.attributes(), geometry));
        }
    }
}
