package se.regstat.bench;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.locationtech.jts.geom.Coordinate;
import org.locationtech.jts.geom.Envelope;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.geom.GeometryFactory;
import org.locationtech.jts.geom.prep.PreparedGeometry;
import org.locationtech.jts.geom.prep.PreparedGeometryFactory;
import org.locationtech.jts.geom.util.AffineTransformation;
import org.locationtech.jts.index.hprtree.HPRtree;
import se.regstat.bench.NationalRegion.NationalVintage;
import se.regstat.statistics.division.Area;
import se.regstat.statistics.store.GeoPackageGeometry;

/**
 * Areas to re-aggregate from and to: {@code region}, DeSO to primärområden of a real GeoPackage; {@code hexagons}, a made-up
 * nation's DeSO to 10 000 hexagons; {@code kommuner}, the same to its kommuner moved 2 km east and north.
 */
record OverlayCase(String name, List<String> codes, List<Geometry> sources, List<String> ids, List<Geometry> targets) {

    static final String REGION = "region";
    static final String HEXAGONS = "hexagons";
    static final String KOMMUNER = "kommuner";

    private static final double SHIFT = 2_000;
    private static final int FEWEST_HEXAGONS = 10_000;

    /** @param regionFile for {@link #REGION}: a GeoPackage with the layers deso_gr_2018_harledd and gbg_primaromraden */
    static OverlayCase of(String name, String regionFile) throws Exception {
        if (name.equals(REGION)) return region(Path.of(regionFile));
        Map<String, List<Area>> divisions = NationalRegion.create().stream()
                .collect(Collectors.toMap(v -> v.vintage().id().division(), NationalVintage::areas));
        List<Area> deso = divisions.get("deso");
        List<Geometry> sources = geometries(deso, Function.identity());
        if (name.equals(KOMMUNER)) {
            AffineTransformation shift = AffineTransformation.translationInstance(SHIFT, SHIFT);
            List<Area> kommuner = divisions.get("kommun");
            return new OverlayCase(name, codes(deso), sources, codes(kommuner), geometries(kommuner, shift::transform));
        }
        List<Geometry> hexagons = hexagons(sources);
        List<String> ids =
                IntStream.range(0, hexagons.size()).mapToObj("%05d"::formatted).toList();
        return new OverlayCase(name, codes(deso), sources, ids, hexagons);
    }

    private static List<String> codes(List<Area> areas) {
        return areas.stream().map(Area::code).toList();
    }

    private static List<Geometry> geometries(List<Area> areas, Function<Geometry, Geometry> change) {
        return areas.stream().map(Area::geometry).map(change).toList();
    }

    private static OverlayCase region(Path file) throws Exception {
        Map<String, Geometry> deso = layer(file, "deso_gr_2018_harledd", "deso");
        Map<String, Geometry> targets = layer(file, "gbg_primaromraden", "omrade_kod");
        return new OverlayCase(
                REGION,
                List.copyOf(deso.keySet()),
                List.copyOf(deso.values()),
                List.copyOf(targets.keySet()),
                List.copyOf(targets.values()));
    }

    private static Map<String, Geometry> layer(Path file, String table, String code) throws Exception {
        Map<String, Geometry> areas = new TreeMap<>();
        GeoPackageGeometry reader = new GeoPackageGeometry();
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + file);
                ResultSet rows = connection.createStatement().executeQuery("SELECT " + code + ", geom FROM " + table)) {
            while (rows.next()) areas.put(rows.getString(1), reader.decode(rows.getBytes(2)));
        }
        return areas;
    }

    /** As large as can be while so many touch the areas. */
    private static List<Geometry> hexagons(List<Geometry> areas) {
        Envelope extent = new Envelope();
        HPRtree index = new HPRtree();
        for (Geometry area : areas) {
            extent.expandToInclude(area.getEnvelopeInternal());
            index.insert(area.getEnvelopeInternal(), PreparedGeometryFactory.prepare(area));
        }
        index.build();
        for (double side = 4_400; ; side *= 0.99) {
            List<Geometry> hexagons = hexagons(extent, index, side);
            if (hexagons.size() >= FEWEST_HEXAGONS) return hexagons;
        }
    }

    private static List<Geometry> hexagons(Envelope extent, HPRtree areas, double side) {
        GeometryFactory factory = new GeometryFactory();
        List<Geometry> hexagons = new ArrayList<>();
        double width = Math.sqrt(3) * side;
        double height = 1.5 * side;
        for (int row = 0; row * height < extent.getHeight() + side; row++) {
            for (int column = 0; column * width < extent.getWidth() + width; column++) {
                double x = extent.getMinX() + (column + row % 2 / 2.0) * width;
                double y = extent.getMinY() + row * height;
                Coordinate[] ring = new Coordinate[7];
                for (int i = 0; i < 6; i++) {
                    double angle = Math.toRadians(30 + 60 * i);
                    ring[i] = new Coordinate(x + side * StrictMath.cos(angle), y + side * StrictMath.sin(angle));
                }
                ring[6] = ring[0].copy();
                Geometry hexagon = factory.createPolygon(ring);
                boolean[] touches = {false};
                areas.query(
                        hexagon.getEnvelopeInternal(),
                        area -> touches[0] = touches[0] || ((PreparedGeometry) area).intersects(hexagon));
                if (touches[0]) hexagons.add(hexagon);
            }
        }
        return hexagons;
    }

    /** Made-up counts, the same on every run. */
    double[] counts(int variable) {
        double[] counts = new double[codes.size()];
        for (int i = 0; i < counts.length; i++) counts[i] = 700 + Math.floorMod((i + 1L) * 7919 * (variable + 3), 2000);
        return counts;
    }
}
