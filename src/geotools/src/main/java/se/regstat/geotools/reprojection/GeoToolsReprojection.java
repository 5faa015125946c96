package se.regstat.geotools.reprojection;

import org.geotools.api.referencing.FactoryException;
import org.geotools.api.referencing.crs.CoordinateReferenceSystem;
import org.geotools.api.referencing.operation.MathTransform;
import org.geotools.api.referencing.operation.TransformException;
import org.geotools.referencing.CRS;
import org.locationtech.jts.geom.Coordinate;
import org.locationtech.jts.geom.CoordinateSequence;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.geom.GeometryFactory;
import org.locationtech.jts.geom.util.GeometryEditor;
import se.regstat.statistics.crs.CrsName;
import se.regstat.statistics.crs.Reprojection;

/**
 * Reprojects with GeoTools. Knows EPSG codes ({@code EPSG:3857}, URNs and URLs of OGC), CRS84, and WKT 1; of WKT 2 only what
 * gives its EPSG code. Where a datum shift is needed but unknown, the coordinates are taken for SWEREF 99's.
 */
public final class GeoToolsReprojection implements Reprojection.Provider {

    @Override
    public Reprojection from(String crs) {
        CrsName named = CrsName.of(crs);
        // Most files are in EPSG:3006 already, and the EPSG database takes a second to open.
        if (named.isSweref99Tm()) return geometry -> geometry;
        String name = named.epsgCode().map(code -> "EPSG:" + code).orElse(named.toString());
        try {
            CoordinateReferenceSystem source =
                    named.epsgCode().isPresent() ? CRS.decode(name, true) : parsed(crs, name);
            CoordinateReferenceSystem horizontal = SwerefTransforms.horizontal(source);
            boolean heights = !horizontal.equals(source);
            boolean northFirst = CRS.getAxisOrder(horizontal) == CRS.AxisOrder.NORTH_EAST;
            return new Projection(name, SwerefTransforms.from(horizontal), northFirst, heights);
        } catch (FactoryException e) {
            throw new IllegalArgumentException(
                    "unknown coordinate reference system '" + name
                            + "'; give an EPSG code, as in EPSG:3006, or its well-known text",
                    e);
        }
    }

    private static CoordinateReferenceSystem parsed(String crs, String name) throws FactoryException {
        if (!CrsName.of(crs).isWkt()) throw new FactoryException(name + " is neither a code nor well-known text");
        return CRS.parseWKT(crs);
    }

    /**
     * @param northFirst whether the system's own first axis is the northing or latitude
     * @param leavesOutHeights whether it has a third axis
     */
    private record Projection(String name, MathTransform transform, boolean northFirst, boolean leavesOutHeights)
            implements Reprojection {

        @Override
        public Geometry toSweref99Tm(Geometry geometry) {
            return new GeometryEditor(geometry.getFactory())
                    .edit(geometry, new GeometryEditor.CoordinateSequenceOperation() {
                        @Override
                        public CoordinateSequence edit(CoordinateSequence sequence, Geometry part) {
                            return projected(sequence, part.getFactory());
                        }
                    });
        }

        private CoordinateSequence projected(CoordinateSequence sequence, GeometryFactory factory) {
            int size = sequence.size();
            double[] ordinates = new double[2 * size];
            int first = northFirst ? 1 : 0;
            for (int i = 0; i < size; i++) {
                ordinates[2 * i + first] = sequence.getX(i);
                ordinates[2 * i + 1 - first] = sequence.getY(i);
            }
            double[] result = new double[2 * size];
            try {
                transform.transform(ordinates, 0, result, 0, size);
            } catch (TransformException e) {
                throw failure(sequence, e);
            }
            Coordinate[] coordinates = new Coordinate[size];
            for (int i = 0; i < size; i++) {
                coordinates[i] = new Coordinate(result[2 * i], result[2 * i + 1]);
                if (!coordinates[i].isValid()) throw failure(sequence.getCoordinate(i), null);
            }
            return factory.getCoordinateSequenceFactory().create(coordinates);
        }

        /** Names the coordinate at fault, which the transformation of many does not. */
        private IllegalArgumentException failure(CoordinateSequence sequence, TransformException cause) {
            double[] one = new double[2];
            for (int i = 0; i < sequence.size(); i++) {
                one[northFirst ? 1 : 0] = sequence.getX(i);
                one[northFirst ? 0 : 1] = sequence.getY(i);
                try {
                    transform.transform(one, 0, one, 0, 1);
                } catch (TransformException e) {
                    return failure(sequence.getCoordinate(i), e);
                }
            }
            return failure(sequence.getCoordinate(0), cause);
        }

        private IllegalArgumentException failure(Coordinate at, TransformException cause) {
            return new IllegalArgumentException(
                    "coordinate " + at.x + ", " + at.y + " in " + name + " cannot be projected to " + Sweref99Tm.CODE
                            + " (x = easting or longitude, y = northing or latitude)",
                    cause);
        }
    }
}
