package se.regstat.statistics.snapshot;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import org.locationtech.jts.geom.Envelope;
import org.locationtech.jts.geom.GeometryFactory;
import org.locationtech.jts.geom.Polygon;
import se.regstat.statistics.division.Area;
import se.regstat.statistics.division.Vintage;
import se.regstat.statistics.division.VintageId;
import se.regstat.statistics.division.YearRange;
import se.regstat.statistics.indicator.Provenance;
import se.regstat.statistics.indicator.PublishedValues;
import se.regstat.statistics.indicator.Status;

/** Made-up areas with sides along the axes, in kilometres from a corner in the south-west, and values for them. */
public final class SquareAreas {

    public static final double EAST = 320_000;
    public static final double NORTH = 6_400_000;

    private static final GeometryFactory GEOMETRIES = new GeometryFactory();

    private SquareAreas() {}

    /** Kilometres from the corner. */
    public static Polygon polygon(double west, double south, double east, double north) {
        return (Polygon) GEOMETRIES.toGeometry(
                new Envelope(EAST + 1000 * west, EAST + 1000 * east, NORTH + 1000 * south, NORTH + 1000 * north));
    }

    /** @param parents codes by division */
    public static Area area(String code, Polygon ground, Map<String, String> parents) {
        return new Area(
                code,
                "area " + code,
                Optional.empty(),
                parents,
                GEOMETRIES.createMultiPolygon(new Polygon[] {ground}),
                OptionalDouble.empty());
    }

    /** @param id with its year, valid from that; until {@code last}, or for good if that is 0 */
    public static VintageAreas vintage(String id, int first, int last, Area... areas) {
        OptionalInt end = last == 0 ? OptionalInt.empty() : OptionalInt.of(last);
        return new VintageAreas(
                new Vintage(
                        VintageId.parse(id),
                        new YearRange(OptionalInt.of(first), end),
                        List.of(),
                        Optional.empty(),
                        "",
                        "",
                        "",
                        Instant.EPOCH,
                        "",
                        ""),
                Arrays.stream(areas).sorted(Comparator.comparing(Area::code)).toList(),
                List.of());
    }

    public static Provenance provenance(String file) {
        return new Provenance(Instant.EPOCH, file, "", "");
    }

    /** @param codesAndNumbers codes ascending, each with its value; null for one that is missing, a status for another without a value */
    public static PublishedValues values(String indicator, String vintage, int year, Object... codesAndNumbers) {
        int size = codesAndNumbers.length / 2;
        List<String> codes = new ArrayList<>();
        double[] numbers = new double[size];
        byte[] statuses = new byte[size];
        for (int i = 0; i < size; i++) {
            codes.add((String) codesAndNumbers[2 * i]);
            Object told = codesAndNumbers[2 * i + 1];
            boolean known = told instanceof Number;
            numbers[i] = known ? ((Number) told).doubleValue() : Double.NaN;
            if (!known) statuses[i] = (told == null ? Status.MISSING : (Status) told).code();
        }
        return new PublishedValues(
                indicator, VintageId.parse(vintage), year, codes, numbers, statuses, provenance(indicator + ".csv"));
    }
}
