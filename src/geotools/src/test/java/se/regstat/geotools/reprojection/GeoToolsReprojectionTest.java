package se.regstat.geotools.reprojection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import org.assertj.core.data.Offset;
import org.geotools.api.referencing.crs.CoordinateReferenceSystem;
import org.geotools.referencing.CRS;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.locationtech.jts.geom.Coordinate;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.geom.GeometryFactory;
import org.locationtech.jts.geom.Point;
import org.locationtech.jts.io.WKTReader;
import se.regstat.statistics.crs.Reprojection;

class GeoToolsReprojectionTest {

    private static final GeometryFactory GEOMETRIES = new GeometryFactory();

    private final GeoToolsReprojection provider = new GeoToolsReprojection();

    /** A place in Göteborg, one in Stockholm and one in Kiruna. */
    private static final double[][] PLACES = {{319180.25, 6400130.5}, {674032.75, 6580821.25}, {721445.5, 7535200.75}};

    /** The same places as PROJ 9 (gdaltransform) gives them, x = easting or longitude. All are exact but for digits. */
    @ParameterizedTest
    @CsvSource({
        "3857, 1331944.87632691, 7905999.72139802, 2010341.20341888, 8252105.92280288, 2256182.25835129, 10401569.0517679",
        "4258, 11.9650644000915, 57.7069141476562, 18.0592022932642, 59.3302241922237, 20.2676300643626, 67.8466214528317",
        "4326, 11.9650644000915, 57.7069141476562, 18.0592022932642, 59.3302241922237, 20.2676300643626, 67.8466214528317",
    })
    void systems_on_the_same_datum_agree_within_a_tenth_of_a_millimetre(
            int code, double x1, double y1, double x2, double y2, double x3, double y3) {
        assertPlaces("EPSG:" + code, 1e-4, x1, y1, x2, y2, x3, y3);
    }

    /** Far outside their zones, where most of these places are, GeoTools' series lose a little. */
    @ParameterizedTest
    @CsvSource({
        "3035, 4438288.67219067, 3846611.61819542, 4779611.41732602, 4051531.55082553, 4755631.45260814, 5001912.60843576",
        "3007, 147917.306011799, 6398640.75392003, 494605.11648811, 6595150.39269331, 497186.555353079, 7552027.34116129",
        "3008, 58499.1438483291, 6399676.37993198, 409396.626674273, 6588339.4144647, 434430.50594074, 7544356.93098368",
        "3009, -30892.106842738, 6402691.57663065, 324102.390956382, 6583454.63185274, 371534.113645458, 7538216.03641456",
        "3010, -120230.027386657, 6407687.8217774, 238750.79990661, 6580494.17132424, 308528.673041065, 7533605.31205194",
        "3011, -209487.963322966, 6414667.5530185, 153370.031766788, 6579456.89088421, 245445.33809743, 7530525.23630929",
        "3012, 13798.507561952, 6400936.4622195, 366758.446447224, 6585656.3827996, 402997.892988563, 7541095.24905097",
        "3013, -75569.3923947423, 6404941.93814374, 281431.999950503, 6581733.94998473, 340043.074423434, 7535719.36907549",
        "3014, -164870.671732142, 6410929.56216252, 196062.307281824, 6579735.17610079, 276994.799654368, 7531873.9197554",
    })
    void local_zones_agree_within_a_centimetre_even_far_outside(
            int code, double x1, double y1, double x2, double y2, double x3, double y3) {
        assertPlaces("EPSG:" + code, 1e-2, x1, y1, x2, y2, x3, y3);
    }

    /** RT 90 needs a datum shift, good to less than a metre; PROJ uses the same seven parameters. */
    @Test
    void rt90_agrees_within_a_centimetre() {
        assertPlaces(
                "EPSG:3021",
                0.01,
                1271141.37691305,
                6404498.94311696,
                1628294.31709662,
                6580993.38291793,
                1687744.12823539,
                7534921.81753861);
    }

    private void assertPlaces(String crs, double tolerance, double... coordinates) {
        Reprojection reprojection = provider.from(crs);
        for (int i = 0; i < PLACES.length; i++) {
            Point projected = (Point) reprojection.toSweref99Tm(point(coordinates[2 * i], coordinates[2 * i + 1]));
            assertThat(projected.getCoordinate().distance(new Coordinate(PLACES[i][0], PLACES[i][1])))
                    .as(crs)
                    .isLessThan(tolerance);
        }
    }

    private static Point point(double x, double y) {
        return GEOMETRIES.createPoint(new Coordinate(x, y));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "EPSG:3006",
                "epsg:3006",
                "urn:ogc:def:crs:EPSG::3006",
                "urn:ogc:def:crs:EPSG:9.8.1:3006",
                "urn:x-ogc:def:crs:EPSG:3006",
                "http://www.opengis.net/def/crs/EPSG/0/3006",
                "http://www.opengis.net/gml/srs/epsg.xml#3006",
                " EPSG:3006\n",
                """
                PROJCS["SWEREF99 TM",GEOGCS["SWEREF99",DATUM["SWEREF99",SPHEROID["GRS 1980",6378137,298.257222101,
                AUTHORITY["EPSG","7019"]],AUTHORITY["EPSG","6619"]],AUTHORITY["EPSG","4619"]],
                PROJECTION["Transverse_Mercator"],AUTHORITY["EPSG","3006"]]""",
                "PROJCRS[\"SWEREF99 TM\",BASEGEOGCRS[\"SWEREF99\",ID[\"EPSG\",4619]],ID[\"EPSG\",3006]]",
            })
    void what_is_in_sweref99_tm_stays_the_very_same(String crs) {
        Geometry geometry = point(319180.25, 6400130.5);
        assertThat((Object) provider.from(crs).toSweref99Tm(geometry)).isSameAs(geometry);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "EPSG:4326",
                "urn:ogc:def:crs:EPSG::4326",
                "http://www.opengis.net/def/crs/EPSG/0/4326",
                "urn:ogc:def:crs:OGC:1.3:CRS84",
                "urn:ogc:def:crs:OGC::CRS84",
                "http://www.opengis.net/def/crs/OGC/1.3/CRS84",
                "CRS:84",
                "OGC:CRS84",
                """
                GEOGCS["WGS 84",DATUM["WGS_1984",SPHEROID["WGS 84",6378137,298.257223563]],PRIMEM["Greenwich",0],
                UNIT["degree",0.0174532925199433]]""",
                """
                GEOGCS["WGS 84",DATUM["WGS_1984",SPHEROID["WGS 84",6378137,298.257223563]],PRIMEM["Greenwich",0],
                UNIT["degree",0.0174532925199433],AXIS["Latitude",NORTH],AXIS["Longitude",EAST]]""",
                """
                GEOGCS["WGS 84",DATUM["WGS_1984",SPHEROID["WGS 84",6378137,298.257223563]],PRIMEM["Greenwich",0],
                UNIT["degree",0.0174532925199433],AUTHORITY["EPSG","4326"]]""",
            })
    void longitude_comes_first_however_wgs84_is_written(String crs) {
        Point projected = (Point) provider.from(crs).toSweref99Tm(point(11.9650644000915, 57.7069141476562));
        assertThat(projected.getX()).isCloseTo(319180.25, within());
        assertThat(projected.getY()).isCloseTo(6400130.5, within());
    }

    private static Offset<Double> within() {
        return Offset.offset(1e-4);
    }

    /** As ESRI's .prj files write it: no authority, other names. */
    @Test
    void sweref99_tm_without_a_code_is_still_recognised_by_its_parameters() {
        Point projected = (Point) provider.from("""
                PROJCS["SWEREF99_TM",GEOGCS["GCS_SWEREF99",DATUM["D_SWEREF99",
                SPHEROID["GRS_1980",6378137.0,298.257222101]],PRIMEM["Greenwich",0.0],
                UNIT["Degree",0.0174532925199433]],PROJECTION["Transverse_Mercator"],
                PARAMETER["False_Easting",500000.0],PARAMETER["False_Northing",0.0],
                PARAMETER["Central_Meridian",15.0],PARAMETER["Scale_Factor",0.9996],
                PARAMETER["Latitude_Of_Origin",0.0],UNIT["Meter",1.0]]""").toSweref99Tm(point(319180.25, 6400130.5));
        assertThat(projected.getCoordinate().distance(new Coordinate(319180.25, 6400130.5)))
                .isLessThan(1e-6);
    }

    @Test
    void every_part_of_a_geometry_is_projected_and_its_structure_kept() throws Exception {
        Geometry geometry = new WKTReader()
                .read("MULTIPOLYGON(((11 57, 12 57, 12 58, 11 58, 11 57),"
                        + "(11.2 57.2, 11.2 57.4, 11.4 57.4, 11.2 57.2)), ((13 57, 14 57, 14 58, 13 57)))");
        Geometry original = geometry.copy();
        Geometry projected = provider.from("EPSG:4326").toSweref99Tm(geometry);
        assertThat(projected.getGeometryType()).isEqualTo("MultiPolygon");
        assertThat(projected.getNumGeometries()).isEqualTo(2);
        assertThat(projected.getNumPoints()).isEqualTo(geometry.getNumPoints());
        assertThat(projected.isValid()).isTrue();
        assertThat(projected.getArea()).isBetween(6e9, 12e9);
        assertThat(geometry.equalsExact(original)).isTrue();
    }

    /** SWEREF 99 TM and 99 12 00 with RH 2000 heights, WGS 84 and SWEREF 99 with heights above the ellipsoid. */
    @ParameterizedTest
    @CsvSource({
        "5845, 319180.25, 6400130.5",
        "5846, 147917.306011799, 6398640.75392003",
        "4979, 11.9650644000915, 57.7069141476562",
        "4977, 11.9650644000915, 57.7069141476562",
    })
    void of_systems_with_heights_the_horizontal_part_is_taken(int code, double x, double y) {
        Reprojection reprojection = provider.from("EPSG:" + code);
        assertThat(reprojection.leavesOutHeights()).isTrue();
        Point there = GEOMETRIES.createPoint(new Coordinate(x, y, 17));
        Point projected = (Point) reprojection.toSweref99Tm(there);
        assertThat(projected.getX()).isCloseTo(319180.25, Offset.offset(0.01));
        assertThat(projected.getY()).isCloseTo(6400130.5, Offset.offset(0.01));
        assertThat(provider.from("EPSG:3007").leavesOutHeights()).isFalse();
    }

    @Test
    void what_is_measured_from_the_earths_centre_has_no_horizontal_part() {
        assertThatThrownBy(() -> provider.from("EPSG:4978")).isInstanceOf(IllegalArgumentException.class);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"EPSG:999999", "EPSG:", "", "SWEREF99 TM", "PROJCS[\"broken\"", "urn:ogc:def:crs:EPSG::abc"})
    void an_unknown_system_is_named(String crs) {
        assertThatThrownBy(() -> provider.from(crs))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("unknown coordinate reference system '" + crs + "'")
                .hasMessageContaining("EPSG:3006");
    }

    @Test
    void a_coordinate_that_cannot_be_projected_is_named_with_its_system() throws Exception {
        Geometry line = new WKTReader().read("LINESTRING(15 60, 16 61)");
        line.getCoordinates()[1].y = Double.NaN;
        assertThatThrownBy(() -> provider.from("EPSG:4326").toSweref99Tm(line))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("16.0, NaN")
                .hasMessageContaining("EPSG:4326");
    }

    @ParameterizedTest
    @ValueSource(strings = {"EPSG:4326", "EPSG:3857", "EPSG:4258", "EPSG:3035", "EPSG:3011", "EPSG:3006"})
    void there_and_back_is_the_same_place_within_a_millimetre(String code) throws Exception {
        CoordinateReferenceSystem crs = CRS.decode(code, true);
        for (double[] place : PLACES) {
            double[] there = new double[2];
            double[] back = new double[2];
            SwerefTransforms.to(crs).transform(place, 0, there, 0, 1);
            SwerefTransforms.from(crs).transform(there, 0, back, 0, 1);
            assertThat(back[0]).isCloseTo(place[0], Offset.offset(1e-3));
            assertThat(back[1]).isCloseTo(place[1], Offset.offset(1e-3));
        }
    }

    @Test
    void any_two_systems_have_a_transform() throws Exception {
        CoordinateReferenceSystem sweref = CRS.decode("EPSG:3006", true);
        CoordinateReferenceSystem northFirst = CRS.decode("EPSG:3006", false);
        CoordinateReferenceSystem mercator = CRS.decode("EPSG:3857", true);
        double[] there = new double[2];
        SwerefTransforms.between(sweref, mercator).transform(PLACES[0], 0, there, 0, 1);
        assertThat(there[0]).isCloseTo(1331944.87632691, Offset.offset(1e-4));
        assertThat(there[1]).isCloseTo(7905999.72139802, Offset.offset(1e-4));
        double[] swapped = new double[2];
        SwerefTransforms.between(sweref, northFirst).transform(PLACES[0], 0, swapped, 0, 1);
        assertThat(swapped).containsExactly(new double[] {6400130.5, 319180.25}, Offset.offset(1e-6));
        SwerefTransforms.between(mercator, northFirst).transform(there, 0, swapped, 0, 1);
        assertThat(swapped[0]).isCloseTo(6400130.5, Offset.offset(0.01));
        assertThat(SwerefTransforms.between(sweref, sweref).isIdentity()).isTrue();
    }

    /** EPSG:4326 as the authority defines it has the latitude first. */
    @Test
    void the_order_of_axes_is_the_systems_own() throws Exception {
        double[] degrees = new double[2];
        SwerefTransforms.to(CRS.decode("EPSG:4326", false)).transform(PLACES[0], 0, degrees, 0, 1);
        assertThat(degrees[0]).isCloseTo(57.7069141476562, Offset.offset(1e-9));
        assertThat(degrees[1]).isCloseTo(11.9650644000915, Offset.offset(1e-9));
    }

    @Test
    void the_epsg_database_lies_where_it_was_told() throws Exception {
        EpsgDatabase.warmUp();
        assertThat(System.getProperty("EPSG-HSQL.directory")).isNotNull();
        assertThat(Path.of(System.getProperty("EPSG-HSQL.directory"))).isDirectoryRecursivelyContaining("glob:**.data");
        assertThat(CRS.decode("EPSG:3006", true)).isNotNull();
    }
}
