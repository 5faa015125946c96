package se.regstat.importing.format;

import java.util.Locale;
import java.util.Optional;
import java.util.function.Supplier;
import org.locationtech.jts.geom.Coordinate;
import org.locationtech.jts.geom.CoordinateSequence;
import org.locationtech.jts.geom.CoordinateSequenceFilter;
import org.locationtech.jts.geom.Envelope;
import org.locationtech.jts.geom.Geometry;
import se.regstat.statistics.crs.CrsName;
import se.regstat.statistics.crs.Reprojection;

/** Brings geometries to EPSG:3006 and says what is wrong where they then do not lie in Sweden with its sea. */
public final class SwedishExtent {

    /** EPSG:3006 (E, N), metres: Sweden with its economic zone, amply. */
    private static final Envelope EXTENT = new Envelope(100_000, 1_000_000, 6_000_000, 7_800_000);

    private static final Envelope DEGREES = new Envelope(9, 26, 54, 71);

    private final CrsName crs;
    private final boolean byFile;
    private final Reprojection reprojection;

    /** @param byFile whether the file itself says that it is in this system */
    SwedishExtent(CrsName crs, boolean byFile, Reprojection reprojection) {
        this.crs = crs;
        this.byFile = byFile;
        this.reprojection = reprojection;
    }

    public CrsName crs() {
        return crs;
    }

    /** The geometry in EPSG:3006; empty, with the reason among the problems, if it does not lie in Sweden. */
    public Optional<Geometry> bring(Geometry geometry, Supplier<String> position, Problems problems) {
        if (geometry.isEmpty()) {
            problems.add(position.get(), "its geometry is empty");
            return Optional.empty();
        }
        if (!isFinite(geometry)) {
            problems.add(position.get(), "its geometry has coordinates that are not numbers (NaN or infinite)");
            return Optional.empty();
        }
        Optional<Geometry> brought = reproject(geometry);
        if (brought.isPresent() && EXTENT.contains(brought.get().getEnvelopeInternal())) return brought;
        Envelope bounds = geometry.getEnvelopeInternal();
        Coordinate centre = bounds.centre();
        problems.add(
                position.get(),
                String.format(
                        Locale.ROOT,
                        "its coordinates, around %s, %s in %s, lie outside Sweden%s",
                        rounded(centre.x),
                        rounded(centre.y),
                        crs,
                        likelyReason(geometry, centre)));
        return Optional.empty();
    }

    private String likelyReason(Geometry geometry, Coordinate centre) {
        Geometry swapped = geometry.getFactory().createPoint(new Coordinate(centre.y, centre.x));
        if (reproject(swapped)
                .filter(p -> EXTENT.contains(p.getEnvelopeInternal()))
                .isPresent()) {
            return "; they look swapped: easting or longitude should come first";
        }
        if (EXTENT.contains(centre)) return "; they look like EPSG:3006 (SWEREF 99 TM): " + advice("EPSG:3006");
        if (DEGREES.contains(centre)) return "; they look like longitude, latitude: " + advice("EPSG:4326");
        return "";
    }

    /** --crs does not overrule a file that names a system that is known. */
    private String advice(String likely) {
        return byFile
                ? "if so, the file names the wrong system, and another copy can name the right one: ogr2ogr -a_srs "
                        + likely + " corrected.gpkg FILE"
                : "if so, say --crs " + likely;
    }

    private Optional<Geometry> reproject(Geometry geometry) {
        try {
            return Optional.of(reprojection.toSweref99Tm(geometry));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    private static String rounded(double ordinate) {
        return String.format(Locale.ROOT, Math.abs(ordinate) < 1000 ? "%.4f" : "%.0f", ordinate);
    }

    private static boolean isFinite(Geometry geometry) {
        boolean[] finite = {true};
        geometry.apply(new CoordinateSequenceFilter() {
            @Override
            public void filter(CoordinateSequence sequence, int i) {
                finite[0] &= Double.isFinite(sequence.getX(i)) && Double.isFinite(sequence.getY(i));
            }

            @Override
            public boolean isDone() {
                return !finite[0];
            }

            @Override
            public boolean isGeometryChanged() {
                return false;
            }
        });
        return finite[0];
    }
}
