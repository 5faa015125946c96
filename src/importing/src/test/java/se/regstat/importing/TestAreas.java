package se.regstat.importing;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.Stream;
import org.locationtech.jts.geom.Coordinate;
import org.locationtech.jts.geom.Envelope;
import org.locationtech.jts.geom.MultiPolygon;
import se.regstat.statistics.division.Area;
import se.regstat.statistics.division.Division;
import se.regstat.statistics.division.Vintage;
import se.regstat.statistics.division.VintageId;
import se.regstat.statistics.division.YearRange;
import se.regstat.statistics.format.Polygons;

/** Areas to put into a store. */
final class TestAreas {

    private TestAreas() {}

    static Vintage vintage(VintageId id, String... parents) {
        List<Vintage.Parent> parentDivisions =
                Stream.of(parents).map(Vintage.Parent::parse).toList();
        return new Vintage(
                id,
                YearRange.ALWAYS,
                parentDivisions,
                Optional.empty(),
                "test",
                Division.UNKNOWN_LICENCE,
                "",
                Instant.EPOCH,
                "test",
                "");
    }

    /** A square kilometre, so many kilometres from the first. */
    static Area square(String code, int east, Map<String, String> parents) {
        Envelope square = new Envelope(320_000 + 1000 * east, 321_000 + 1000 * east, 6_400_000, 6_401_000);
        return area(code, Polygons.multiPolygon(Polygons.FACTORY.toGeometry(square)), parents);
    }

    static Area bowTie(String code) {
        return area(
                code,
                Polygons.multiPolygon(Polygons.FACTORY.createPolygon(new Coordinate[] {
                    new Coordinate(320_000, 6_400_000),
                    new Coordinate(321_000, 6_401_000),
                    new Coordinate(321_000, 6_400_000),
                    new Coordinate(320_000, 6_401_000),
                    new Coordinate(320_000, 6_400_000)
                })),
                Map.of());
    }

    private static Area area(String code, MultiPolygon geometry, Map<String, String> parents) {
        return new Area(code, "", Optional.empty(), parents, geometry, OptionalDouble.empty());
    }
}
