package se.regstat.geoserver;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import se.regstat.geoserver.metadata.Addresses;

class AddressesTest {

    private final Addresses addresses = new Addresses("https://kartor.example.se/geoserver/", "regstat");

    @Test
    void begin_with_the_address_that_was_asked_and_are_encoded() {
        assertThat(addresses.service("wms")).isEqualTo("https://kartor.example.se/geoserver/regstat/wms");
        assertThat(addresses.capabilities("wfs"))
                .isEqualTo("https://kartor.example.se/geoserver/regstat/wfs?service=WFS&request=GetCapabilities");
        assertThat(addresses.features("deso_2025", "application/json"))
                .endsWith("/regstat/wfs?service=WFS&version=2.0.0&request=GetFeature&typeNames=regstat%3Adeso_2025"
                        + "&outputFormat=application%2Fjson");
        assertThat(addresses.document("dcat.rdf")).endsWith("/geoserver/regstat-info/dcat.rdf");
        assertThat(addresses.document("metadata.xml", "layer", "å&b"))
                .endsWith("/geoserver/regstat-info/metadata.xml?layer=%C3%A5%26b");
    }
}
