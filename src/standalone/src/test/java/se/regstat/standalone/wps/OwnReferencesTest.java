package se.regstat.standalone.wps;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import se.regstat.standalone.http.Kvp;
import se.regstat.standalone.http.OgcReply;
import se.regstat.standalone.http.OgcRequest;
import se.regstat.standalone.http.OgcService;

/** What inputs refer to on the server itself is bounded as what they refer to elsewhere. */
class OwnReferencesTest {

    private static final int MOST = 100_000;
    private static final OgcRequest REQUEST = new OgcRequest(
            "http://localhost/geoserver", Optional.empty(), new Kvp(Map.of()), Optional.empty(), Locale.ENGLISH);

    private final AtomicLong written = new AtomicLong();

    private References.Fetched fetch(int bytes) {
        OgcService wfs = new OgcService() {
            @Override
            public String name() {
                return "WFS";
            }

            @Override
            public OgcReply handle(OgcRequest request) {
                byte[] some = "x".repeat(1000).getBytes(StandardCharsets.US_ASCII);
                return OgcReply.ok("text/xml", out -> {
                    for (int i = 0; i < bytes / some.length; i++) {
                        out.write(some);
                        written.addAndGet(some.length);
                    }
                });
            }
        };
        return new References(wfs, List.of(), MOST)
                .get(
                        new ExecuteRequest.Reference("http://geoserver/wfs?request=GetFeature", Optional.empty()),
                        "boundaries",
                        REQUEST);
    }

    @Test
    void more_than_a_body_may_hold_is_refused_without_being_read() {
        assertThatThrownBy(() -> fetch(100 * MOST))
                .isInstanceOf(WpsException.class)
                .hasMessageContainingAll("boundaries", "100000 bytes", "body_megabytes");
        assertThat(written).hasValueLessThanOrEqualTo(MOST);
    }

    @Test
    void as_much_as_a_body_may_hold_is_taken() {
        assertThat(fetch(MOST).text()).hasSize(MOST);
    }
}
