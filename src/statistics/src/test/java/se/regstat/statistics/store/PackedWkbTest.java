package se.regstat.statistics.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Arrays;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.io.ByteOrderValues;
import org.locationtech.jts.io.ParseException;
import org.locationtech.jts.io.WKBReader;
import org.locationtech.jts.io.WKBWriter;
import org.locationtech.jts.io.WKTReader;

/** It reads what JTS reads, or leaves it to JTS. */
class PackedWkbTest {

    private static final String HOLED =
            "MULTIPOLYGON (((0 0, 9 0, 9 9, 0 9, 0 0), (2 2, 2 3, 3 3, 2 2)), ((20.5 0, 21 0, 21 1, 20.5 0)))";

    @ParameterizedTest
    @ValueSource(
            strings = {
                HOLED,
                "POLYGON ((0 0, 9 0, 9 9, 0 0))",
                "POLYGON EMPTY",
                "MULTIPOLYGON EMPTY",
                "MULTIPOLYGON (((674032.1234 6580822.9, 674033 6580822, 674033 6580824, 674032.1234 6580822.9)))"
            })
    void little_endian_polygons_are_read_as_jts_reads_them(String wkt) throws ParseException {
        byte[] wkb = new WKBWriter(2, ByteOrderValues.LITTLE_ENDIAN).write(new WKTReader().read(wkt));
        byte[] behindAHeader = new byte[wkb.length + 8];
        System.arraycopy(wkb, 0, behindAHeader, 8, wkb.length);
        Geometry jts = new WKBReader(GeoPackageGeometry.PACKED).read(wkb);
        Geometry packed =
                PackedWkb.read(behindAHeader, 8, GeoPackageGeometry.PACKED).orElseThrow();
        assertEquals(jts.toText(), packed.toText());
        assertEquals(jts.getClass(), packed.getClass());
    }

    @Test
    void other_kinds_are_left_to_jts() throws ParseException {
        Geometry polygon = new WKTReader().read(HOLED);
        assertThat(read(new WKBWriter(2, ByteOrderValues.BIG_ENDIAN).write(polygon)))
                .isEmpty();
        assertThat(read(new WKBWriter(2, ByteOrderValues.LITTLE_ENDIAN).write(new WKTReader().read("POINT (1 2)"))))
                .isEmpty();
        assertThat(read(new WKBWriter(3, ByteOrderValues.LITTLE_ENDIAN)
                        .write(new WKTReader().read("POLYGON Z ((0 0 1, 9 0 1, 9 9 1, 0 0 1))"))))
                .isEmpty();
    }

    @Test
    void broken_ones_are_left_to_jts_wherever_they_break() throws ParseException {
        byte[] wkb = new WKBWriter(2, ByteOrderValues.LITTLE_ENDIAN).write(new WKTReader().read(HOLED));
        for (int length = 0; length < wkb.length; length++) {
            assertThat(read(Arrays.copyOf(wkb, length))).as("cut at %s", length).isEmpty();
        }
        Random random = new Random(1);
        for (int i = 0; i < 20_000; i++) {
            byte[] damaged = wkb.clone();
            damaged[random.nextInt(damaged.length)] = (byte) random.nextInt();
            read(damaged); // must not throw
        }
    }

    private static Optional<Geometry> read(byte[] wkb) {
        return PackedWkb.read(wkb, 0, GeoPackageGeometry.PACKED);
    }
}
