package se.regstat.statistics.crs;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.locationtech.jts.geom.Envelope;

class AssumedCrsTest {

    @Test
    void one_corner_at_zero_makes_no_degrees_of_metres() {
        Envelope bounds = new Envelope(0, 670_000, 0, 6_580_000);
        assertThat(AssumedCrs.of(true, bounds).crs()).isEqualTo(CrsName.SWEREF99_TM);
        assertThat(AssumedCrs.of(false, bounds).note()).isPresent();
    }

    @Test
    void what_can_be_degrees_is_longitude_and_latitude() {
        Envelope bounds = new Envelope(11, 24, 55, 69);
        assertThat(AssumedCrs.of(true, bounds).crs()).isEqualTo(CrsName.CRS84);
        assertThat(AssumedCrs.of(true, bounds).note())
                .as("its standard says so")
                .isEmpty();
        assertThat(AssumedCrs.of(false, bounds).note()).isPresent();
    }
}
