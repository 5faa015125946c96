package se.regstat.geotools.process;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import se.regstat.geotools.reprojection.EpsgAxes;
import se.regstat.geotools.reprojection.GeoToolsReprojection;
import se.regstat.statistics.crs.Reprojection;
import se.regstat.statistics.format.BoundaryReader;
import se.regstat.statistics.format.FormatException;
import se.regstat.statistics.format.ReadBoundaries;
import se.regstat.statistics.format.ReadLimits;
import se.regstat.statistics.reaggregation.Bounds;
import se.regstat.statistics.reaggregation.OwnBoundaries;
import se.regstat.statistics.request.Kind;
import se.regstat.statistics.request.ReaggregationException;

/** Reads somebody's own boundaries from a document: GeoJSON, GML, or CSV with WKT. */
public final class SentBoundaries {

    private SentBoundaries() {}

    /**
     * @param document in UTF-8, or in what its first bytes or lines say
     * @param form what is wanted, points or polygons
     * @param bounds asked between boundaries, and told of each
     * @throws ReaggregationException if they cannot be boundaries; the message says where and why
     * @throws CancellationException once {@code bounds} are over
     */
    public static OwnBoundaries read(byte[] document, Kind.Form form, Bounds bounds) {
        try {
            ByteArrayInputStream in = new ByteArrayInputStream(document);
            return brought(
                    form == Kind.Form.POINTS
                            ? BoundaryReader.readPoints(in, bounds.reading(), new EpsgAxes())
                            : BoundaryReader.read(in, bounds.reading(), new EpsgAxes()),
                    bounds);
        } catch (FormatException e) {
            // The bounds have words of their own, which name the setting.
            if (e.exceeded().equals(Optional.of("features"))) bounds.checkTargets(Integer.MAX_VALUE);
            if (e.exceeded().equals(Optional.of("vertices"))) bounds.checkVertices(Long.MAX_VALUE);
            if (e.exceeded().equals(Optional.of(ReadLimits.ITEMS))) throw bounds.tooManyItems();
            throw ReaggregationException.of("boundaries", e.getMessage(), e);
        } catch (IOException e) {
            throw new UncheckedIOException("bytes in memory cannot be read", e);
        }
    }

    private static OwnBoundaries brought(ReadBoundaries read, Bounds bounds) {
        Reprojection reprojection;
        try {
            reprojection = new GeoToolsReprojection().from(read.crs().name());
        } catch (IllegalArgumentException e) {
            throw ReaggregationException.of("boundaries", e.getMessage(), e);
        }
        List<OwnBoundaries.Row> rows = new ArrayList<>();
        for (ReadBoundaries.Row row : read.rows()) {
            if (bounds.isOver()) throw new CancellationException();
            try {
                rows.add(new OwnBoundaries.Row(
                        reprojection.toSweref99Tm(row.geometry()),
                        read.columns().stream()
                                .map(column ->
                                        OwnBoundaries.text(row.attributes().get(column)))
                                .toList()));
            } catch (IllegalArgumentException e) {
                throw ReaggregationException.of("boundaries", row.position() + ": " + e.getMessage(), e);
            }
        }
        return new OwnBoundaries(read.columns(), rows, read.notes());
    }
}
